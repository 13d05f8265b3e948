"""French writes a no-break space before ? ! : ; and inside guillemets.

Fields of the style guide: `space_before`, the marks that want the space, and `narrow_space`, the character repairs write
(U+202F; U+00A0 is accepted as well). Times (10:30), addresses and marks in a row (?!) want none. Always repaired.

Bad:
    Où es-tu? « Ici »   (no space, and ordinary ones)
Good:
    Où es-tu ? « Ici »   (no-break spaces)
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

NO_BREAK = "\u00a0\u202f"


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue where a space is missing or may break."""
    pattern = _pattern(str(track.guide.conventions["space_before"]))
    for checked in track.cues:
        found = pattern.search(checked.text)
        if found:
            spaces = next(group for group in found.groups() if group is not None)
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                kind="breaking" if spaces else "missing",
                facts={"mark": found.group().strip()},
                read=(checked.text,),
                repairable=True,
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the no-break space."""
    if remark.cue is None:
        return None
    space = str(track.guide.conventions.get("narrow_space", "\u202f"))

    def spaced(found: re.Match[str]) -> str:
        mark = found.group().strip(" ")
        return mark + space if mark == "«" else space + mark

    pattern = _pattern(str(track.guide.conventions["space_before"]))
    return with_text(remark.cue, pattern.sub(spaced, checked_of(track, remark.cue).text))


@lru_cache(maxsize=8)
def _pattern(marks: str) -> re.Pattern[str]:
    listed = re.escape(marks)
    before = rf"(?<![\s{NO_BREAK}({listed}])( *)(?!(?<=\d):\d)(?!:/)[{listed}](?![\w/=])"
    opening = rf"«( *)(?=[^\s{NO_BREAK}])"
    closing = rf"(?<=[^\s{NO_BREAK}])( *)»"
    return re.compile(f"{before}|{opening}|{closing}")


RULE = Rule(
    id="french_spaces",
    title=N_("French spaces before punctuation"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:space_before"}),
    check=check,
    repair=repair,
)
