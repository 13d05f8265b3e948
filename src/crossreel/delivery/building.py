"""Building a package: files first, hashes of what the disk gives back, one rename at the end.

Files are made stage by stage. What is made here is written, and whole files that lie elsewhere are cloned, linked or copied,
several at once, and hashed in that one reading. A later stage (a manifest, a note of what is in it) finds path, size and hashes of
all before in `Contents.written`. At last everything is brought onto the disk, and what was made here is read back and compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from types import MappingProxyType

from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.payload import Payload
from crossreel.delivery.sealing import kinds_of, seal
from crossreel.delivery.taking import DigestMemory, Origin
from crossreel.delivery.written import Written
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.errors import BadInput, Cancelled, Refused
from crossreel.kernel.new_folder import new_folder

HANDS = 4  # copies at once: while one waits for the disk another one is hashed
LOOK_S = 0.2
Watch = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was built: the SHA-256 of its manifest, and every file that this lists as it lies on the disk, by path."""

    manifest_sha256: str
    files: tuple[Written, ...]


def build(
    contents: Contents,
    target: Path,
    packagers: Mapping[str, Packager],
    info: Mapping[str, str],
    watch: Watch = lambda done, total, path: None,
    *,
    memory: DigestMemory | None = None,
) -> Built:
    """Build the package of a plan under its final name.

    Args:
        contents: what goes in.
        target: the package's folder; it is built beside it and appears whole and on the disk, or not at all.
        packagers: packagers by id.
        info: lines of the bag's `bag-info.txt`.
        watch: called before each file, and while large ones are copied, with how many steps are done, how many there are (each file
            is made, then read back) and its path; what it raises stops the build.
        memory: knows hashes of files that did not change since they were read; None reads every one.

    Raises:
        BadInput: the target exists and is not empty, a path leads out of the package, a file reads back otherwise than written, or
            a file that goes in whole is gone or another one than the catalog knows.
        Refused: another delivery is building it.
        OSError: the disk refused.
    """
    try:
        with new_folder(target) as partial:
            payload = Payload(partial, kinds_of(contents.profile), memory)
            return _Building(contents, payload, packagers, watch).run(info)
    except FileExistsError as error:
        raise BadInput("package.target_not_empty", path=str(target)) from error
    except BlockingIOError as error:
        raise Refused("package.being_built", path=str(target)) from error


class _Building:
    """One package on its way."""

    def __init__(self, contents: Contents, payload: Payload, packagers: Mapping[str, Packager], watch: Watch) -> None:
        self._contents = contents
        self._payload = payload
        self._packagers = packagers
        self._watch = watch
        self._done = 0
        self._total = 2 * len(contents.plan.files)

    def run(self, info: Mapping[str, str]) -> Built:
        files = self._contents.plan.files
        known: dict[str, Written] = {}
        for stage in sorted({file.stage for file in files}):
            now = [file for file in files if file.stage == stage]
            self._fill(now, replace(self._contents, written=MappingProxyType(dict(known))))
            known |= {file.path: self._payload.meant(file.path) for file in now}
        written = tuple(self._settled(known))
        digest, listed = seal(self._payload, written, self._contents, info)
        self._watch(self._total, self._total, self._contents.plan.folder_name)
        return Built(manifest_sha256=digest, files=listed)

    def _fill(self, files: Sequence[PlannedFile], contents: Contents) -> None:
        """Make the files of one stage."""
        whole: list[tuple[PlannedFile, Origin]] = []
        for file in files:
            packager = self._packagers[file.packager]
            origin = packager.origin(file, contents) if packager.origin is not None else None
            if origin is not None:
                whole.append((file, origin))
            elif packager.make is not None:
                self._step(file.path)
                with self._payload.new_file(file.path) as sink:
                    packager.make(file, contents, sink)
        self._take(whole)

    def _step(self, path: str) -> None:
        self._watch(self._done, self._total, path)
        self._done += 1

    def _settled(self, paths: Iterable[str]) -> Iterator[Written]:
        for found in self._payload.settle(sorted(paths)):
            self._step(found.path)
            yield found

    def _take(self, whole: Sequence[tuple[PlannedFile, Origin]]) -> None:
        """Take whole files in, several at once; the first that cannot be had stops the others."""
        stopped = Event()

        def check() -> None:
            if stopped.is_set():
                raise Cancelled

        def work(file: PlannedFile, origin: Origin) -> None:
            check()
            self._payload.take(file.path, origin, check)

        with ThreadPoolExecutor(HANDS, thread_name_prefix="take") as pool:
            waiting = {pool.submit(work, *each): each[0].path for each in whole}
            try:
                for path in self._finished(waiting):
                    self._step(path)
            finally:
                stopped.set()
                pool.shutdown(cancel_futures=True)

    def _finished(self, waiting: dict[Future[None], str]) -> Iterator[str]:
        """Yield the paths of what is done; the watcher is told meanwhile that it takes long."""
        while waiting:
            done, _ = wait(waiting, LOOK_S, FIRST_COMPLETED)
            for each in done:
                path = waiting.pop(each)
                each.result()
                yield path
            if not done:
                self._watch(self._done, self._total, next(iter(waiting.values())))
