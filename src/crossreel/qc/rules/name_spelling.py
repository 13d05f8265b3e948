"""A name is spelled the same way over all episodes, also where the bible does not give it.

A name that stands once or twice is compared with those that stand often: nearly the same letters, and what the source calls the one
stands in the source of the other. Names that the bible gives are checked cue by cue, by another rule. Languages in Latin and
Cyrillic letters, sources in Chinese, Japanese and Korean.

Bad:
    林晚来了  ->  Lin Wan is here (episodes 1 to 66), Lin Van is here (episode 67)
Good:
    林晚和林婉  ->  Lin Wan and Lin Wen
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import base_of, script_of
from crossreel.kernel.marks import N_
from crossreel.language.expressions import INFLECTING
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rendered_lines import by_language
from crossreel.qc.rule import Remark, Rule, Scope

UPPER = "A-ZÀ-ÖØ-ÞĂĄĆČĐĘĞİŁŃŐŒŚŞŠŹŻŽƠƯА-ЯЁ"
NAME = re.compile(rf"[{UPPER}]\w+(?:[ \n-][{UPPER}]\w+)+|(?<=[^\W{UPPER}\d_] )[{UPPER}]\w{{4,}}|(?<=, )[{UPPER}]\w{{4,}}")
CAPITAL = re.compile(f"[{UPPER}]")
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
SCRIPTS, SOURCES = frozenset({"Latn", "Cyrl"}), frozenset({"Hans", "Hant", "Jpan", "Kore"})
OFTEN, SELDOM, MOSTLY = 4, 2, 0.75
LEAST_ALONE, ENDING = 5, 2


class Place(NamedTuple):
    """Where a name stands, as it stands there."""

    track: CheckedTrack
    checked: CheckedCue
    written: str


Places = Mapping[tuple[str, ...], Sequence[Place]]


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for each cue in which a name is spelled as it seldom is."""
    for column in by_language(tracks):
        if script_of(column[0].language) in SCRIPTS and script_of(column[0].source_language) in SOURCES:
            yield from _misspelled(_names(column))


def _names(column: Iterable[CheckedTrack]) -> Places:
    found: dict[tuple[str, ...], list[Place]] = {}
    for track in column:
        for checked, match in track.matches(NAME) if track.texts.has(CAPITAL) else ():
            words = re.split(r"[\s-]", match.group())
            alone = [(word,) for word in words[len(words) > 1 :] if len(word) >= LEAST_ALONE]
            for pair in (*pairwise(words), *alone):
                found.setdefault(tuple(word.casefold() for word in pair), []).append(Place(track, checked, " ".join(pair)))
    return found


def _misspelled(names: Places) -> Iterator[tuple[CheckedTrack, Remark]]:
    usual = [name for name, places in names.items() if len(places) >= OFTEN]
    for name, places in names.items():
        if len(places) > SELDOM:
            continue
        near = next((other for other in usual if _is_near(name, other, places[0].track.language)), None)
        if near is None:
            continue
        called = _called(names[near])
        for place in places:
            if called and called in _source(place) and not any(called in term.source for term in place.track.terms):
                facts = {"found": place.written, "name": names[near][0].written}
                read = (place.written, near, called)
                yield place.track, Remark(cue=place.checked.cue, severity=Severity.WARNING, facts=facts, read=read)


def _called(places: Sequence[Place]) -> str:
    """Return what the source calls a name: the letters that most of its lines have; "" where there are none."""
    counted: Counter[str] = Counter()
    for place in places:
        parts = DENSE.findall(_source(place))
        counted.update({part[at : at + 2] for part in parts for at in range(len(part) - 1)})
    if not counted:
        return ""
    best, count = counted.most_common(1)[0]
    return best if count >= MOSTLY * len(places) else ""


def _source(place: Place) -> str:
    return " ".join(plain_text(cue.text) for cue in place.checked.sources)


def _is_near(name: Sequence[str], other: Sequence[str], language: str) -> bool:
    """Tell whether one word of a name has one letter more, less or another, or two turned round; all others are the same.

    A letter more or less at the end is none where a word stands alone ("German", "Germany"), nor any of the last ones in languages
    that inflect names.
    """
    if len(name) != len(other):
        return False
    unlike = [(one, two) for one, two in zip(name, other, strict=True) if one != two]
    if len(unlike) != 1 or not _is_one_letter(*unlike[0]):
        return False
    one, two = unlike[0]
    if base_of(language) in INFLECTING:
        stem = max(1, min(len(one), len(two)) - ENDING)
        return one[:stem] != two[:stem]
    return not ((len(name) == 1 or "s" in (one[-1], two[-1])) and (one.startswith(two) or two.startswith(one)))


def _is_one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[shared:], other[shared:]
    turned = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return turned or left[1:] == right[1:] or left == right[1:] or left[1:] == right


RULE = Rule(
    id="name_spelling",
    title=N_("Name spelled two ways"),
    severity=Severity.WARNING,
    scope=Scope.TITLE,
    needs=frozenset({"source"}),
    check_title=check_title,
)
