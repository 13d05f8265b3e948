"""A kind of long work: what it does over a catalog, and how what came of it is applied."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from crossreel.kernel.plugins import descriptor
from crossreel.services.jobs import Job, JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

FOLDER = "crossreel.services.job_kinds"
P = ParamSpec("P")
Found = TypeVar("Found")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class JobKind(Generic[P, Found, R]):
    """A descriptor; every module of `services/job_kinds` holds one as `JOB`. Called with arguments, it makes a job of them.

    Args:
        work: `work(desk, context, …)`, the long part. What it gives is plain, so that it may come from another process.
        apply: `apply(desk, found)`, a short edit with what `work` found, where the catalog is open for writing.
        writes: whether the catalog is written: by `apply`, or by `work` itself, part by part.
        background: whether nobody waits for it: it gives way to everything else, and rests while pictures play.
        lasting: whether it may go on for hours, mostly waiting: other long work goes on beside it.
    """

    work: "Callable[Concatenate[Desk, JobContext, P], Found]"
    apply: "Callable[[Desk, Found], R]"
    writes: bool = True
    background: bool = False
    lasting: bool = False

    def __call__(self, *args: P.args, **kw: P.kwargs) -> Job[R]:
        """Return the job of these arguments; lists become tuples."""
        bound = signature(self.work).bind(None, None, *args, **kw)
        _desk, _context, *given = bound.arguments.items()
        kind = self.work.__module__.rpartition(".")[2]
        return Job(kind, {name: tuple(value) if isinstance(value, list) else value for name, value in given})


def as_found(_desk: "Desk", found: R) -> R:
    """Apply nothing: what was found is the result."""
    return found


def find_kind(name: str) -> JobKind[..., Any, Any]:
    """Return the kind of a job by its name.

    Raises:
        ModuleNotFoundError: there is none of that name.
    """
    return descriptor(import_module(f"{FOLDER}.{name}"), "JOB", JobKind)


def work_out(desk: "Desk", job: Job[Any], context: JobContext) -> object:
    """Do the long part of a job, wherever this is. A job that writes by itself needs a desk that may."""
    return find_kind(job.kind).work(desk, context, **job.arguments)


def apply(desk: "Desk", job: Job[R], found: object) -> R:
    """Apply what the long part of a job found, by a short edit."""
    result: R = find_kind(job.kind).apply(desk, found)
    return result


def carry_out(desk: "Desk", job: Job[R], context: JobContext) -> R:
    """Do a job here, from beginning to end."""
    return apply(desk, job, work_out(desk, job, context))
