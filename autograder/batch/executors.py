"""Beyond the processes of this machine: any executor of ``concurrent.futures``, a Dask cluster among them.

The machines behind it share the course's folder, and each has this program installed. Who works there is asked first
whether the lock of the workers holds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, as_completed
from typing import Any

from traitlets.utils.importstring import import_item

from autograder.batch.pool import Died, Order
from autograder.course.errors import CourseError

NEEDS_DASK = "--cluster needs Dask: pip install 'neural-networks-from-numpy[cluster]'"
REFUSED = "no machine of the cluster may grade: {}"


def on_executor(
    executor: Executor, function: Callable[..., Any], orders: Iterable[Order]
) -> Iterator[tuple[Order, Any]]:
    """Each order with what ``function`` makes of it, or with :class:`Died`, as they come."""
    jobs = {executor.submit(function, **order): order for order in orders}
    for job in as_completed(jobs):
        error = job.exception()
        yield jobs[job], job.result() if error is None else Died(f"{type(error).__name__}: {error}")


def executor_called(name: str) -> Executor:
    """The executor that a call of ``package.module:name``, without arguments, makes; CourseError if there is none."""
    try:
        made = import_item(name.replace(":", "."))()
    except Exception as error:  # it is somebody else's code
        raise CourseError(f"--executor {name} could not be made: {type(error).__name__}: {error}") from None
    if not isinstance(made, Executor):
        raise CourseError(f"--executor {name} makes a {type(made).__name__}, which is no concurrent.futures.Executor")
    return made


@contextlib.contextmanager
def cluster_at(address: str, probe: Callable[..., str], place: dict[str, str]) -> Iterator[Executor]:
    """The machines of a Dask cluster on which the lock holds; CourseError, with the reasons, if there are none.

    ``probe(**place)`` says what is wrong with the machine on which it is called, or "".
    """
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(NEEDS_DASK) from None
    with Client(address) as client:
        said = client.run(probe, **place, on_error="return")
        fit = [worker for worker, reason in said.items() if reason == ""]
        if not fit:
            raise CourseError(
                REFUSED.format("; ".join(sorted({str(reason) for reason in said.values()})) or "none there")
            )
        yield client.get_executor(workers=fit, pure=False)
