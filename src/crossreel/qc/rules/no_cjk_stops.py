"""Chinese and Japanese subtitles use spaces where print has full stops and commas.

Field of the style guide: `no_stops`, with `where` ("anywhere" or "line_end"), the characters taken for `stops` and `commas`, and
what stands for each of them inside a line (`stop`, `comma`); at the end of a line they are left out. Half-width marks count
only after a Han character or kana. Always repaired.

Bad:
    你好，我来了。
Good:
    你好 我来了
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

# Marks may hide behind one another, with a space or a closing quote between.
PASSES = 3
CLOSING = "”’」』）)》〉】"


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a mark the language leaves out."""
    field = _field(track)
    pattern = _pattern(field["stops"] + field["commas"], field["where"] == "line_end")
    for checked in track.cues:
        found = next((match for match in pattern.finditer(checked.text) if not _is_row(match)), None)
        if found:
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                facts={"found": found.group("mark")},
                read=(checked.text,),
                repairable=True,
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the spaces, or nothing at the end of a line."""
    if remark.cue is None:
        return None
    field = _field(track)

    def space(found: re.Match[str]) -> str:
        if _is_row(found):
            return found.group()
        if found.group("end") is not None:
            return ""
        return field["stop"] if found.group("mark")[0] in field["stops"] else field["comma"]

    pattern = _pattern(field["stops"] + field["commas"], field["where"] == "line_end")
    text = checked_of(track, remark.cue).text
    for _ in range(PASSES):
        text = pattern.sub(space, text)
    return with_text(remark.cue, text)


def _is_row(found: re.Match[str]) -> bool:
    """Tell whether stops stand for an ellipsis, as `ellipsis` says."""
    return len(found["mark"]) > 1 and set(found["mark"]) == {"。"}


def _field(track: CheckedTrack) -> dict[str, str]:
    field = track.guide.conventions["no_stops"]
    return {name: str(value) for name, value in field.items()} if isinstance(field, Mapping) else {}


@lru_cache(maxsize=32)
def _pattern(marks: str, only_at_line_end: bool) -> re.Pattern[str]:
    wide = "".join(mark for mark in marks if not mark.isascii())
    narrow = "".join(mark for mark in marks if mark.isascii())
    any_mark = f"[{re.escape(wide)}]" + (rf"|(?<=[\u3040-\u9fff])[{re.escape(narrow)}](?![.,A-Za-z0-9])" if narrow else "")
    end = rf"(?P<end>(?=\s*$|\s*\n|[{re.escape(CLOSING)}]))"
    return re.compile(rf"(?P<mark>(?:{any_mark})+)" + (end if only_at_line_end else rf"(?:{end}|[ \u3000]*)"))


RULE = Rule(
    id="no_cjk_stops",
    title=N_("Chinese and Japanese stops and commas"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:no_stops"}),
    check=check,
    repair=repair,
)
