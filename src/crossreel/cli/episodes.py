"""Episode numbers as written on a command line."""

import re
from collections.abc import Iterable, Sequence

from crossreel.cli.session import WrongUse
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import runs

RANGE = re.compile(r"(\d+)(?:-(\d+))?$")


def parse_episodes(written: str, known: Sequence[int]) -> set[int]:
    """Return the episode numbers of `all`, `3`, `1-20` or `1-20,25`.

    Raises:
        WrongUse: it cannot be read, or names an episode the title has not.
    """
    if written.strip().lower() == "all":
        return set(known)
    numbers: set[int] = set()
    for part in written.split(","):
        match = RANGE.match(part.strip())
        if match is None:
            raise WrongUse(_("“{part}” is no episode number. Write for example 3, 1-20 or all.").format(part=part))
        first = int(match.group(1))
        numbers |= set(range(first, int(match.group(2) or first) + 1))
    unknown = sorted(numbers - set(known))
    if unknown:
        raise WrongUse(_("The title has no episode {numbers}.").format(numbers=", ".join(map(str, unknown))))
    return numbers


def write_episodes(numbers: Iterable[int]) -> str:
    """Return episode numbers as `parse_episodes` reads them: `1-20,25`; "" for none."""
    return ",".join(each.replace("–", "-") for each in runs(sorted(set(numbers))))
