"""No line begins with a mark that ends something, and none ends with a mark that opens something (kinsoku, 禁則).

`resources/word_lists/line_edges.toml` lists the marks by language; a cue that is nothing but marks (！？) is left alone, and a cue
may go on with a small kana (って). In a language written from the right a mark close to the word behind it was typed at the wrong
end: `reversed_marks`. Repaired: the mark goes to the line it belongs to.

Bad:
    待って
    ！行かないで
Good:
    待って！
    行かないで
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import is_right_to_left
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.quotation import MARK, foreign_mark, pairs_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn
from crossreel.qc.word_lists import word_list

NEVER = "(?!x)x"


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a line."""
    pattern = _pattern(track.language)
    if not any(suspect.search(track.texts.text) for suspect in _suspects(track.language)):
        return
    pairs = pairs_of(track)
    for checked, match in track.first_matches(pattern):
        if MARK.search(match.group()) and foreign_mark(MARK.findall(checked.text), pairs):
            continue
        kind = "start" if match["start"] is not None else "end"
        facts = {"found": (match["start"] or match["end"]).strip()}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Put the mark at the end of the line before, or at the beginning of the line after."""
    if remark.cue is None:
        return None

    def moved(found: re.Match[str]) -> str:
        return found["start"] + "\n" if found["start"] is not None else "\n" + found["end"]

    lines = _pattern(track.language).sub(moved, checked_of(track, remark.cue).text).split("\n")
    return with_text(remark.cue, "\n".join(line.strip(" ") for line in lines if line.strip(" ")))


@cache
def _suspects(language: str) -> tuple[re.Pattern[str], ...]:
    """What each kind of fault has in any case, quickly looked for."""
    listed = word_list("line_edges")
    starts, ends = (re.escape(listed.text(language, key)) for key in ("no_start", "no_end"))
    return re.compile(rf"\n[ \u3000]*[{starts}]" if starts else NEVER), re.compile(rf"[{ends}][ \u3000]*\n" if ends else NEVER)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("line_edges")
    starts, ends = (re.escape(listed.text(language, key)) for key in ("no_start", "no_end"))
    apart = r"(?!\w)" if is_right_to_left(language) else ""
    start = rf"(?<=\w)[ \u3000]*\n[ \u3000]*(?P<start>[{starts}]+){apart}" if starts else f"(?P<start>{NEVER})"
    end = rf"(?P<end>[{ends}]+)[ \u3000]*\n(?=.)" if ends else f"(?P<end>{NEVER})"
    return re.compile(f"{start}|{end}")


RULE = Rule(
    id="line_edges",
    title=N_("Marks at the edge of a line"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.WORDS,
)
