"""A Dask cluster as an executor."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

CLUSTER: Final = "dask://"
"""What the address of a cluster begins with."""
_PATIENCE: Final = 10
"""Seconds until a scheduler has to answer."""
_RETRIES: Final = 3
"""How often a batch is done again that a worker did not live to finish."""


class _Bundles:
    """An executor that is handed each batch as one text of bytes, and hands one back.

    Dask looks for its own values in whatever it is given, into the last tuple: longer than many a batch takes.
    """

    def __init__(self, pool: "Executor") -> None:
        self.pool = pool

    def submit(self, work: Callable[..., Any], batch: Any) -> "_Bundle":
        return _Bundle(self.pool.submit(_unbundle, pickle.dumps((work, batch))))


class _Bundle:
    def __init__(self, future: "Future[bytes]") -> None:
        self.future = future

    def result(self) -> Any:
        return pickle.loads(self.future.result())


def _unbundle(bundle: bytes) -> bytes:
    work, batch = pickle.loads(bundle)
    return pickle.dumps(work(batch))


@contextmanager
def cluster(address: str) -> Iterator["Executor"]:
    """The executor of the Dask cluster whose scheduler is at `address`."""
    where = Location("--executor")
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        hint = "Install it: pip install 'site_gen[cluster]'."
        raise SiteError(Problem(where, "Dask is not installed", hint), USAGE) from None
    try:
        client = Client(f"tcp://{address.removeprefix(CLUSTER)}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "Is its scheduler running, and is this its address?"
        raise SiteError(Problem(where, f"no cluster answers at {address}", hint), ENVIRONMENT) from error
    pool = client.get_executor(retries=_RETRIES)
    try:
        yield cast("Executor", _Bundles(pool))  # as far as `in_batches` asks for one
    except KilledWorker as error:
        message, hint = f"the workers of {address} die again and again", "Have they memory enough?"
        raise SiteError(Problem(where, message, hint), ENVIRONMENT) from error
    except ModuleNotFoundError as error:
        message, hint = (
            f"{error}, on a worker of {address}",
            "Install the very same site_gen on each of them.",
        )
        raise SiteError(Problem(where, message, hint), ENVIRONMENT) from error
    finally:
        # Whatever has not begun is no longer wanted.
        pool.shutdown(wait=False)
        client.close()
