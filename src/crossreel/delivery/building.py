"""Building a package: files first, hashes last, one rename at the end."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from crossreel.delivery.manifest import write_bag
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager
from crossreel.domain.errors import BadInput
from crossreel.kernel.atomic import new_folder


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
        target: the package's folder; it is built as `target.partial` and appears whole or not at all.
        packagers: packagers by id.
        info: lines of the bag's `bag-info.txt`.
        watch: called before each file with how many are done, how many there are (each is made, then hashed) and its path; what it
            raises stops the build.

    Raises:
        BadInput: the target exists and is not empty.
        OSError: the disk refused.
    """
    plan = contents.plan
    makers = _makers(contents, packagers)
    steps = 2 * len(plan.files)
    try:
        with new_folder(target) as partial:
            for done, file in enumerate(plan.files):
                watch(done, steps, file.path)
                path = partial.joinpath(*PurePosixPath(file.path).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                makers[file.path].make(file, contents, path)
            counter = iter(range(len(plan.files), steps))
            digest = write_bag(partial, info, lambda name: watch(next(counter, steps), steps, name))
            watch(steps, steps, target.name)
    except FileExistsError as error:
        raise BadInput("package.target_not_empty", path=str(target)) from error
    return digest


def _makers(contents: Contents, packagers: Mapping[str, Packager]) -> dict[str, Packager]:
    naming = Naming(contents.profile, contents.subject)
    return {
        file.path: packagers[name]
        for name in contents.profile.include
        for file in packagers[name].files(contents.subject, contents.profile, contents.plan.languages, naming)
    }
