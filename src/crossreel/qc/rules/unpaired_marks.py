"""Quotation marks and brackets come in pairs, over as many cues as a passage runs.

A passage may be opened again at the start of each of its cues. Marks of another language are `quotes`' to tell, ¿ and ¡
`spanish_pairs`'. Left alone are faces :), lists a) and inches 5'10". Not repaired: only the words tell where a passage ends.

Bad:
    He said "come here.
    (laughs
Good:
    He said "come here.
    We are "going home."   (opened above, opened again, closed)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import is_right_to_left
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.garbled import garbled_cues
from crossreel.qc.quotation import MARK, foreign_mark, pairs_of
from crossreel.qc.rule import Remark, Rule, Scope

BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "《": "》", "〈": "〉", "〔": "〕"}
ALL_BRACKETS = frozenset({*BRACKETS, *BRACKETS.values()})
NO_MARK = re.compile(r"[:;=]['’-]?[()\[\]]|[(\[]['’-]?[:;=]|\^\^?[)]|(?:^|(?<=\s))(?:\d{1,2}|[A-Za-z])\)", re.MULTILINE)
QUOTE_OF_WORDS = re.compile(r'(?<!\d)"')
TURNED = re.compile(r"^\)[^()\n]*\([.!؟،]*$", re.MULTILINE)
# A passage that is opened again nowhere, nor closed, within so many cues was never closed.
PATIENCE, BRACKET_PATIENCE = 12, 3


@dataclass(slots=True, eq=False)
class Opened:
    """A mark that waits for its partner: where it stands, and the number of the cue that last opened it."""

    mark: str
    closes: str
    checked: CheckedCue
    number: int


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every mark without its partner."""
    pairs = pairs_of(track)
    closes = {**BRACKETS, **dict(pairs)}
    marks = frozenset(closes) | frozenset(closes.values())
    if track.texts.characters.isdisjoint(marks):
        return
    pattern = re.compile(f"[{re.escape(''.join(sorted(marks)))}]")
    garbled = garbled_cues(track)
    numbers = {id(checked): number for number, checked in enumerate(track.cues)}
    waiting: list[Opened] = []
    found: list[Remark] = []
    from_right = is_right_to_left(track.language)
    for checked, match in track.matches(pattern):
        number = numbers[id(checked)]
        if checked.cue.id in garbled:
            continue
        if match.group() not in ALL_BRACKETS and _is_of_quotes(checked.text, pairs):
            continue
        for late in [each for each in waiting if number - each.number > _patience(each.mark)]:
            waiting.remove(late)
            found.append(_unclosed(late))
        if not _is_none(checked.text, match.start(), from_right):
            found += _met(match, Opened(match.group(), closes.get(match.group(), ""), checked, number), waiting)
    found += map(_unclosed, waiting)
    yield from sorted(found, key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


def _is_of_quotes(text: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the quotation marks of a cue are of another language or of two kinds: `quotes` tells of them."""
    marks = MARK.findall(text)
    return bool(foreign_mark(marks, pairs)) or ('"' in marks and len(marks) % 2 == 0 and any(mark in "“”„" for mark in marks))


def _met(match: re.Match[str], here: Opened, waiting: list[Opened]) -> Iterator[Remark]:
    """Open, open again or close; yield what thereby turns out to have no partner."""
    same = next((each for each in reversed(waiting) if here.mark in (each.mark, each.closes)), None)
    opens = here.closes and (here.closes != here.mark or _opens(match, same is not None))
    if opens and same is not None and here.mark == same.mark and here.mark not in BRACKETS:
        if not match.string[: match.start()].strip(" -–—\n.…"):
            same.number = here.number
            return
        waiting.remove(same)
        yield _unclosed(same)
    if opens:
        waiting.append(here)
        return
    partner = next((each for each in reversed(waiting) if each.closes == here.mark), None)
    if partner is None:
        facts = {"mark": here.mark}
        yield Remark(
            cue=here.checked.cue, severity=Severity.WARNING, kind="close", facts=facts, read=(here.checked.text, here.mark, "close")
        )
        return
    at = waiting.index(partner)
    for lost in waiting[at + 1 :]:
        yield _unclosed(lost)
    del waiting[at:]


def _opens(match: re.Match[str], is_open: bool) -> bool:
    """Whether a mark that both opens and closes opens here: its neighbours tell, else whether one is open."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    leads = (not before or before.isspace() or before in "([{¿¡-–—") and bool(after) and not after.isspace()
    trails = bool(before) and not before.isspace() and (not after or not after.isalnum())
    if leads != trails:
        return leads
    return not is_open


def _is_none(text: str, at: int, from_right: bool) -> bool:
    """Whether a mark is part of a face, a list or a measure, stands by itself, or stands at the wrong end of its line."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] == '"':
        if before.isdigit() and not after.isalnum() and len(QUOTE_OF_WORDS.findall(text[:at])) % 2 == 0:
            return True
        return before.isspace() and after.isspace()
    if text[at] == ")" and "(" not in text and "))" in text:
        return True
    closes_what_is_open = text[at] in ")]" and text[:at].count("(") + text[:at].count("[") > text[:at].count(")") + text[:at].count(
        "]"
    )
    if not closes_what_is_open and any(found.start() <= at < found.end() for found in NO_MARK.finditer(text)):
        return True
    return from_right and any(found.start() <= at < found.end() for found in TURNED.finditer(text))


def _patience(mark: str) -> int:
    return BRACKET_PATIENCE if mark in BRACKETS else PATIENCE


def _unclosed(opened: Opened) -> Remark:
    facts = {"mark": opened.mark, "expected": opened.closes}
    return Remark(
        cue=opened.checked.cue, severity=Severity.WARNING, kind="open", facts=facts, read=(opened.checked.text, opened.mark, "open")
    )


RULE = Rule(id="unpaired_marks", title=N_("Marks without a partner"), severity=Severity.WARNING, scope=Scope.EPISODE, check=check)
