"""Small numbers are written in words, where the guide says so.

Field of the style guide: `words_up_to`, the highest number that is written in words (10 in English and Arabic). Only numbers that
count something are meant: before a word of `resources/word_lists/numbers_in_words.toml` (people, days, times …), in a cue without
another number. Times, dates, prices, measures, codes and scores keep their figures. Not repaired: a number may be part of a name.

Bad:
    I waited 3 days.
Good:
    Room 3, at 3:30, for $3.
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, first_of_each
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FIGURE = re.compile(r"\d")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a number in figures."""
    highest = track.guide.conventions["words_up_to"]
    pattern = _pattern(track.language)
    if pattern is None or not isinstance(highest, int) or not FIGURE.search(track.texts.text):
        return
    hits = ((checked, match) for checked, match in track.matches(pattern) if 1 <= int(match["number"]) <= highest)
    for checked, match in first_of_each(hits):
        if len(FIGURE.findall(checked.text)) == len(match["number"]):
            facts = {"found": match["number"], "limit": highest}
            yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    listed = word_list("numbers_in_words")
    things = listed.words(language, "things").listed
    if not things:
        return None
    after = "|".join(map(re.escape, things))
    names = "".join(rf"(?<!{re.escape(word)} )" for word in listed.words(language, "named").listed)
    return re.compile(rf"{names}(?<![\w$€£¥#.,:/+−-])(?P<number>\d{{1,2}})\s(?:{after})(?!\w)", re.IGNORECASE)


RULE = Rule(
    id="numbers_in_words",
    title=N_("Small numbers in figures"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:words_up_to"}),
    check=check,
)
