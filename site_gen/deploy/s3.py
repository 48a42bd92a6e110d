"""A bucket of Amazon S3, or of one of the many servers that speak its language.

Keys come from where boto3 looks for them: the environment, a profile, the role of the machine.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from site_gen.config import Target
from site_gen.deploy.programs import discreet
from site_gen.deploy.records import NAME, read_record, write_record
from site_gen.deploy.values import Found, Note, Progress, Send, Site, Step, Tools
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.media_types import LASTING, media_type

_LASTS: Final = "public, max-age=31536000, immutable"
_CHANGES: Final = "public, max-age=60"
_NOBODYS: Final = "no-store"
_AT_ONCE: Final = 16


class Bucket:
    """The bucket of a target, or the folder in it."""

    def __init__(self, target: Target, tools: Tools) -> None:
        self.where, self.environment = target.where, tools.environment
        self.bucket, _, self.folder = target.where.removeprefix("s3://").partition("/")
        self.client, self.errors = _client(target, self.environment)

    def look(self) -> Found:
        """What is there."""
        with self.told():
            try:
                answer = self.client.get_object(Bucket=self.bucket, Key=self.folder + NAME)
            except self.client.exceptions.NoSuchKey:
                listed = self.client.list_objects_v2(Bucket=self.bucket, Prefix=self.folder, MaxKeys=5)
                keys = [one["Key"].removeprefix(self.folder) for one in listed.get("Contents", ())]
                return Found(None, tuple(filter(None, keys)))
            data = answer["Body"].read()
        return Found(read_record(data, self.where))

    def carry_out(self, steps: Sequence[Step], site: Site, progress: Progress) -> None:
        """Do all of this in this order; of one step, several files at once."""
        for step in steps:
            if isinstance(step, Note):
                with self.told():
                    self.put(NAME, write_record(step.record), _NOBODYS)
            elif isinstance(step, Send):
                self.each(step.paths, lambda path: self.put(path, site.read(path), _kept(path)), progress)
            else:
                self.each(step.paths, self.delete, progress)

    def close(self) -> None:
        """Leave the connections."""
        self.client.close()

    def put(self, path: str, data: bytes, cache_control: str) -> None:
        """Have a file there."""
        self.client.put_object(
            Bucket=self.bucket,
            Key=self.folder + path,
            Body=data,
            ContentType=_content_type(path),
            CacheControl=cache_control,
        )

    def delete(self, path: str) -> None:
        """Take a file away. Not a thousand in one request: some servers do not know that one."""
        self.client.delete_object(Bucket=self.bucket, Key=self.folder + path)

    def each(self, paths: Sequence[str], do: Callable[[str], None], progress: Progress) -> None:
        """Do it with each of the files; with none any more once one has failed."""
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            with self.told():
                for _ in pool.map(do, paths):
                    progress(1)
        except BaseException as error:
            # What is under way is waited for, so that it cannot arrive after what a next deploy sends; but not by
            # somebody who wants to leave.
            pool.shutdown(wait=isinstance(error, Exception), cancel_futures=True)
            raise
        pool.shutdown()

    @contextmanager
    def told(self) -> Iterator[None]:
        """What goes wrong at the server, as a SiteError."""
        try:
            yield
        except self.errors as error:
            said = discreet(str(error), self.environment) or type(error).__name__
            hint = "Deploy again once it is mended: that puts right what this one left."
            raise SiteError(Problem(Location(self.where), said, hint), ENVIRONMENT) from None


def _client(target: Target, environment: Mapping[str, str]) -> tuple[Any, tuple[type[Exception], ...]]:
    """A client of the server, and the errors it raises."""
    try:
        import boto3
        from boto3.exceptions import Boto3Error
        from botocore.config import Config as Settings
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        hint = "Install it: pip install 'site_gen[s3]'"
        raise SiteError(
            Problem(Location("boto3"), f'the target "{target.name}" needs it', hint), ENVIRONMENT
        ) from None
    errors = (BotoCoreError, ClientError, Boto3Error)
    settings = Settings(
        max_pool_connections=_AT_ONCE,
        retries={"mode": "standard", "max_attempts": 5},
        # Amazon's buckets are hosts; of other servers all know them as folders, and not all as hosts.
        s3={"addressing_style": "path" if target.endpoint else "auto"},
        connect_timeout=20,
        read_timeout=60,
        # Servers other than Amazon's may not know the checksums that boto3 would add.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.session.Session().client(
            "s3", endpoint_url=target.endpoint or None, config=settings
        ), errors
    except (*errors, ValueError) as error:
        said = discreet(str(error), environment)
        raise SiteError(Problem(Location(target.where), said), ENVIRONMENT) from None


def _content_type(path: str) -> str:
    # As `_headers` says it to hosts that read it. The preview calls it plain text, so that browsers show it.
    return "text/markdown; charset=utf-8" if posixpath.basename(path) == "index.md" else media_type(path)


def _kept(path: str) -> str:
    return _LASTS if path.startswith(LASTING) else _CHANGES
