"""A sentence ends with one mark: no mark stands twice, and no comma or full stop beside another end.

`resources/word_lists/doubled_marks.toml` says which marks never double in a language. A question that is also an exclamation (?!)
may be both; several ¡ that as many ! close are rightful Spanish (¿Qué?? is none); rows of dots are `ellipsis`' to tell. Always
repaired.

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
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.joined_texts import BORDER
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FOUR = r"[?]{4,}|!{4,}|？{4,}|！{4,}"  # more than any language knows
ENTITY = re.compile(r"&#?\w{2,8};$")
ROW = re.compile("[,;:!?।،؛؟；：？！，、][,;:!?.।،؛؟；：？！，、]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such marks."""
    if not ROW.search(track.texts.text):
        return
    hits = ((checked, match) for checked, match in track.matches(_pattern(track.language)) if not _is_of_entity(match))
    found = {checked.cue.id: (checked, match.group(), _single(match)) for checked, match in first_of_each(hits)}
    for pattern in _closing(track.language):
        for checked, match in track.first_matches(pattern):
            found.setdefault(checked.cue.id, (checked, match["row"], match["row"][0]))
    for checked, row, mark in sorted(found.values(), key=lambda hit: hit[0].cue.order):
        facts = {"found": row, "expected": mark}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Keep the one that ends the sentence."""
    if remark.cue is None:
        return None
    text = checked_of(track, remark.cue).text
    for pattern in _closing(track.language):
        text = pattern.sub(lambda found: found["opened"] + found["row"][0], text)
    return with_text(
        remark.cue, _pattern(track.language).sub(lambda found: found.group() if _is_of_entity(found) else _single(found), text)
    )


def _is_of_entity(found: re.Match[str]) -> bool:
    """Tell whether the first mark ends an entity that a program left there: `markup_in_text`'s matter."""
    return ENTITY.search(found.string, 0, found.start() + 1) is not None


@cache
def _closing(language: str) -> tuple[re.Pattern[str], ...]:
    """What finds a sentence that one mark opens and a row of them closes, for each pair of such marks."""
    pairs = (map(re.escape, pair) for pair in word_list("doubled_marks").text(language, "pairs").split())
    return tuple(
        re.compile(rf"(?P<opened>(?<!{one}){one}(?!{one})[^{one}{other}{BORDER}]*)(?P<row>{other}{{2,}})") for one, other in pairs
    )


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("doubled_marks")
    doubled = re.escape(listed.text(language, "marks"))
    before = re.escape(listed.text(language, "before_ends"))
    inside = re.escape(listed.text(language, "marks_inside"))
    twice = rf"([{doubled}])\1+" if doubled else r"(?!x)x"
    comma = re.escape(listed.text(language, "no_comma_after"))
    ended = rf"(?<=[a-z])[{comma}],(?=\s|$)|" if comma else ""
    amid = rf"([{inside}])\2+(?=\w)|" if inside else ""
    return re.compile(
        rf"{twice}|{FOUR}|{ended}{amid}(?<![{before}])[{before}][?!؟？！](?![.…])|(?<![.…])[{before}]\.(?!\.)|(?<=\w)[?!؟？！]\.(?![.…\w])"
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
