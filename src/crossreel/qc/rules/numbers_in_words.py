"""Small numbers are written in words, where the guide says so, and others in figures.

Field of the style guide: `words_up_to`, the highest number that is written in words (10 in English and Arabic). Only numbers that
count something are meant: before a word of `resources/word_lists/numbers_in_words.toml` (people, days, times …), in a cue without
another number. Times, dates, prices, measures, codes and scores keep their figures. A number beyond the limit in words is told
only where it counts people, is no round one and does not begin its sentence: years, ages and tens are said in words as often as
not. Not repaired: a number may be part of a name.

Bad:
    I waited 3 days.
    There were fifteen men outside.
Good:
    Room 3, at 3:30, for $3.
    Fifteen years ago there were thirty men.
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.numbers.reading import read_numbers
from crossreel.qc.checked_track import CheckedTrack, first_of_each
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FIGURE = re.compile(r"\d")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a number in figures."""
    highest = track.guide.conventions["words_up_to"]
    pattern = _pattern(track.language)
    if pattern is None or not isinstance(highest, int):
        return
    found: dict[int, Remark] = {}
    if track.texts.has(FIGURE):
        hits = ((checked, match) for checked, match in track.matches(pattern) if 1 <= int(match["number"]) <= highest)
        for checked, match in first_of_each(hits):
            if len(FIGURE.findall(checked.text)) == len(match["number"]):
                facts = {"found": match["number"], "limit": highest}
                found[checked.cue.id] = Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,))
    spelled = _spelled(track.language)
    for checked, match in track.first_matches(spelled) if spelled else ():
        number = read_numbers(match["number"], track.language)
        if len(number) == 1 and number[0].value > highest:
            facts = {"found": match["number"], "limit": highest}
            remark = Remark(cue=checked.cue, severity=Severity.WARNING, kind="figures", facts=facts, read=(checked.text, "figures"))
            found.setdefault(checked.cue.id, remark)
    yield from sorted(found.values(), key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    listed = word_list("numbers_in_words")
    things = listed.words(language, "things").listed
    if not things:
        return None
    after = "|".join(map(re.escape, things))
    names = "".join(rf"(?<!{re.escape(word)} )" for word in listed.words(language, "named").listed)
    return re.compile(rf"{names}(?<![\w$€£¥#.,:/+−-])(?P<number>\d{{1,2}})\s(?:{after})(?!\w)", re.IGNORECASE)


@cache
def _spelled(language: str) -> re.Pattern[str] | None:
    """What finds a number in words before people, inside a sentence."""
    listed = word_list("numbers_in_words")
    tens, teens, ones, people = (listed.words(language, key).listed for key in ("tens", "teens", "ones", "people"))
    if not people:
        return None
    number = rf"(?:{'|'.join(tens)})-(?:{'|'.join(ones)})|{'|'.join(teens)}"
    return re.compile(rf"(?<=[a-z][ \n])(?<!and )(?<!hundred )(?P<number>{number})\s(?:{'|'.join(people)})(?![\w-])")


RULE = Rule(
    id="numbers_in_words",
    title=N_("Small numbers in figures"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:words_up_to"}),
    check=check,
)
