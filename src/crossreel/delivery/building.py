"""Building a package: files first, hashes of what the disk gives back, one rename at the end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from crossreel.delivery.manifest import bag_files
from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.payload import Payload
from crossreel.delivery.written import Written
from crossreel.domain.errors import BadInput, Refused
from crossreel.kernel.new_folder import new_folder


def build(
    contents: Contents,
    target: Path,
    packagers: Mapping[str, Packager],
    info: Mapping[str, str],
    watch: Callable[[int, int, str], None] = lambda done, total, path: None,
) -> str:
    """Build the package of a plan under its final name and return the SHA-256 of its payload manifest.

    Args:
        contents: what goes in.
        target: the package's folder; it is built beside it and appears whole and on the disk, or not at all.
        packagers: packagers by id.
        info: lines of the bag's `bag-info.txt`.
        watch: called before each file with how many are done, how many there are (each is made, then read back) and its path; what
            it raises stops the build.

    Raises:
        BadInput: the target exists and is not empty, a path leads out of the package, or a file reads back otherwise than written.
        Refused: another delivery is building it.
        OSError: the disk refused.
    """
    try:
        with new_folder(target) as partial:
            return _fill(contents, Payload(partial), packagers, info, watch, target.name)
    except FileExistsError as error:
        raise BadInput("package.target_not_empty", path=str(target)) from error
    except BlockingIOError as error:
        raise Refused("package.being_built", path=str(target)) from error


def _fill(
    contents: Contents,
    payload: Payload,
    packagers: Mapping[str, Packager],
    info: Mapping[str, str],
    watch: Callable[[int, int, str], None],
    name: str,
) -> str:
    files = sorted(contents.plan.files, key=lambda file: file.stage)
    steps = 2 * len(files)
    made: dict[str, Written] = {}
    contents = replace(contents, written=MappingProxyType(made))
    for done, file in enumerate(files):
        watch(done, steps, file.path)
        with payload.new_file(file.path) as sink:
            packagers[file.packager].make(file, contents, sink)
        made[file.path] = payload.meant(file.path)
    written = []
    for done, found in enumerate(payload.settle(sorted(file.path for file in files)), start=len(files)):
        watch(done, steps, found.path)
        written.append(found)
    tags, digest = bag_files(written, info)
    for path, data in tags.items():
        payload.write(path, data)
    for _ in payload.settle(tags):
        pass
    watch(steps, steps, name)
    return digest
