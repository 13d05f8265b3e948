"""A sentence ends with one mark: no mark stands twice, and no comma or full stop beside another end.

`resources/word_lists/doubled_marks.toml` says which marks never double in a language. A question that is also an exclamation (?!)
may be both; several ¡ that as many ! close are rightful Spanish; rows of dots are `ellipsis`' to tell. Always repaired.

Bad:
    Wait,, what?
    Who are you?.
Good:
    Who are you?!
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FOUR = r"[?]{4,}|!{4,}|？{4,}|！{4,}"  # more than any language knows
ROW = re.compile("[,;:!?।،؛؟；：？！，、][,;:!?.।،؛؟；：？！，、]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such marks."""
    if not ROW.search(track.texts.text):
        return
    pattern = _pattern(track.language)
    for checked, match in track.first_matches(pattern):
        facts = {"found": match.group(), "expected": _single(match)}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Keep the one that ends the sentence."""
    if remark.cue is None:
        return None
    return with_text(remark.cue, _pattern(track.language).sub(_single, checked_of(track, remark.cue).text))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("doubled_marks")
    doubled = re.escape(listed.text(language, "marks"))
    before = re.escape(listed.text(language, "before_ends"))
    inside = re.escape(listed.text(language, "marks_inside"))
    twice = rf"([{doubled}])\1+" if doubled else r"(?!x)x"
    amid = rf"([{inside}])\2+(?=\w)|" if inside else ""
    return re.compile(
        rf"{twice}|{FOUR}|{amid}(?<![{before}])[{before}][?!؟？！](?![.…])|(?<![.…])[{before}]\.(?!\.)|(?<=\w)[?!؟？！]\.(?![.…\w])"
    )


def _single(found: re.Match[str]) -> str:
    marks = found.group()
    if len(set(marks)) == 1:
        return marks[0]
    ends = [mark for mark in marks if mark in "?!؟？！"]
    return ends[0] if ends else "."


RULE = Rule(
    id="doubled_marks", title=N_("Doubled punctuation"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
