"""Where the published site goes: the targets of `site-gen deploy`.

What is written here is committed and printed, so a password or a token may not stand in it; one that does is
refused and never shown. And it becomes an argument of another program: it may not look like an option, name a
program to be run (`ext::…`) or hold what a shell at the other end would read.
"""

import re
from collections.abc import Callable
from typing import Final

from site_gen.config.values import Target
from site_gen.safe_yaml import Fields, Mapping
from site_gen.slugs import SLUG

_SECRET: Final = "Delete it: this file is committed. Keep passwords and tokens in the environment."
_HOST: Final = r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])"
_NETLOC: Final = rf"{_HOST}(?::[0-9]{{1,5}})?"
_PATH: Final = r"[A-Za-z0-9_./~][A-Za-z0-9_./~+@%=,-]*"


def read_targets(fields: Fields) -> tuple[Target, ...]:
    """The targets in the order of the file. What is wrong with them is complained of, and no value is shown."""
    inner = fields.fields("deploy")
    found = []
    for name, where in inner.mapping.keys.items() if inner else ():
        assert inner is not None
        if not SLUG.fullmatch(name):
            inner.complain(
                where, f'the target "{name}"', "Its name has lower-case letters, digits and hyphens."
            )
        elif not isinstance(inner.node(name), Mapping):
            hint = f"Write {name}: {{rsync: HOST:FOLDER}}, or git or s3. Keep passwords in the environment."
            inner.complain(inner.where(name), f'the target "{name}" is not a mapping', hint)
        elif (settings := inner.fields(name)) and (target := _read_target(name, settings)):
            found.append(target)
    return tuple(found)


def _read_target(name: str, fields: Fields) -> Target | None:
    kinds = [kind for kind in _KINDS if kind in fields]
    own = _KINDS[kinds[0]][1] if kinds else ()
    fields.known((*_KINDS, *own))
    if not kinds:
        hint = f"Add one of: {', '.join(_KINDS)}."
        fields.complain(fields.where(), f'it is not said where "{name}" is', hint)
        return None
    if len(kinds) > 1:
        message = f'"{name}" is in more than one place: {" and ".join(kinds)}'
        fields.complain(fields.mapping.keys[kinds[1]], message, "Make them two targets.")
    kind = kinds[0]
    return Target(
        name=name,
        kind=kind,
        where=fields.parsed(kind, _KINDS[kind][0], ""),
        branch=fields.parsed("branch", _branch, "gh-pages") if kind == "git" else "",
        history=fields.flag("history", default=True) if kind == "git" else True,
        endpoint=fields.parsed("endpoint", _endpoint, "") if kind == "s3" else "",
    )


def _rsync(text: str) -> str:
    """A folder of a host, of an rsync server or of this machine; with a `/` at its end."""
    _refuse_password(text)
    known = rf"{_HOST}:(?!//){_PATH}|rsync://{_NETLOC}/{_PATH}|/{_PATH}"
    if not re.fullmatch(known, text) or _climbs(text):
        hint = "Write it as in: www@host.example:/srv/warta/, rsync://host.example/warta/ or /srv/warta/"
        raise ValueError(f"no folder that rsync reaches\n{hint}")
    return text.rstrip("/") + "/"


def _git(text: str) -> str:
    """A repository. Of git's ways to one, those that run no program of the address's own choice; none unencrypted."""
    _refuse_password(text)
    if re.match(r"https://[^/]*@", text):
        raise ValueError(f"a user name or token in the address of a repository\n{_SECRET}")
    if not re.fullmatch(rf"{_HOST}:(?!//){_PATH}|(?:https|ssh)://{_NETLOC}/{_PATH}|file:///{_PATH}", text):
        hint = "Write it as in: git@host.example:warta/site.git, https://… or file:///…"
        raise ValueError(f"no address of a repository\n{hint}")
    return text


def _bucket(text: str) -> str:
    """A bucket and, if it is not all of it, a folder in it; with a `/` at its end."""
    if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.+=-]+)*/?", text) or _climbs(
        text
    ):
        raise ValueError("no address of a bucket\nWrite it as in: s3://warta-site or s3://warta-site/folder")
    return text.rstrip("/") + "/"


def _branch(text: str) -> str:
    """What git takes for the name of a branch (git-check-ref-format), and for nothing else."""
    odd = re.search(r"\.\.|//|/\.|\.(/|$)|\.lock(/|$)|/$", text)
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}", text) or odd or text == "HEAD":
        raise ValueError("no name of a branch\nWrite it as in: gh-pages")
    return text


def _endpoint(text: str) -> str:
    """The address of a server. Unencrypted only on this machine."""
    _refuse_password(text)
    here = r"http://(?:localhost|127\.0\.0\.1|\[::1\])"
    if not re.fullmatch(
        rf"(?:https://[A-Za-z0-9][A-Za-z0-9.-]*|{here})(?::[0-9]{{1,5}})?(?:/{_PATH})?/?", text
    ):
        raise ValueError("no address of a server\nWrite it as in: https://s3.host.example")
    return text.rstrip("/")


def _refuse_password(text: str) -> None:
    if re.search(r"//[^/]*:[^/]*@|^[^/]*:[^/]*@", text):
        raise ValueError(f"a password in an address\n{_SECRET}")


def _climbs(text: str) -> bool:
    return ".." in re.split("[/:]", text)


_KINDS: Final[dict[str, tuple[Callable[[str], str], tuple[str, ...]]]] = {
    "rsync": (_rsync, ()),
    "git": (_git, ("branch", "history")),
    "s3": (_bucket, ("endpoint",)),
}
"""Each kind of target by the key that says where it is: how that is read, and what else it has."""
