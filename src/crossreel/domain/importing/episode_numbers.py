"""Which episode, or which several, a name speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossreel.domain.importing.name_labels import blanked
from crossreel.domain.importing.name_words import BEGINS, NameWords, any_of, is_glued
from crossreel.domain.text.numerals import NUMERALS, number_of, plain

MAX_EPISODE = 9999
MOST_AT_ONCE = 400
_SIGNS = r"[-–—―~∼&+,、]"
_CLOSE_SIGNS = re.compile(r"\s*[~∼&+、,]\s*")
_SEASON_AND_EPISODE = (
    r"(?<![^\W_])s\d{1,2}[ ._-]*ep?[ ._-]*(?P<n>\d{1,4})(?:[-+&_]?ep?\d{1,4}(?=[-+&_]?ep?\d))*"
    r"(?:(?P<sep>\s*(?:[-–~&+_])\s*(?:s\d{1,2})?\s*(?:ep?)?|ep?)(?P<m>\d{1,4}))?(?![^\W_])"
)
_BETWEEN = re.compile(rf"\s*{_SIGNS}\s*")
_HALF = re.compile(r"(?<![\d.])(\d{1,4})\.5(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")
_TWO = re.compile(rf"(?<!\d)(?P<n>\d{{1,4}})(?P<sep>\s*(?:{_SIGNS}|_)\s*|\s+)(?P<m>\d{{1,4}})(?!\d)")
_LEADING = re.compile(r"\s*[\[(]?\d{1,4}(?=[\s._\-\])]|$)")
_COUNTED = re.compile(r"(?<!\d)(?P<n>\d{1,4})\s*/\s*(?P<total>\d{1,4})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What was found: the first and, of several, the last episode, and where it stands in the name.

    `marked`: a word such as "EP" or "集" named it; `weak`: only one such as "part".
    `odd`: the number is no episode's, 0 or 9.5. `total` is the 80 of "3 of 80".
    `places` are all numbers that could be the episode, as they stand.
    """

    episode: int | None = None
    last_episode: int | None = None
    total: int = 0
    start: int = 0
    end: int = 0
    marked: bool = False
    weak: bool = False
    odd: bool = False
    places: tuple[int, ...] = ()


class NumberFinder:
    """Finds numbers by the words it was made with."""

    def __init__(self, words: NameWords) -> None:
        self._strong = _strong_patterns(words)
        self._weak = _weak_patterns(words)
        self._of = [_COUNTED, re.compile(_of_pattern(words), re.IGNORECASE)]
        self._part = re.compile(rf"(?:{any_of(words.episode['weak_before'])})[ ._-]*$", re.IGNORECASE)
        self._bare_noise = [re.compile(each, re.IGNORECASE) for each in words.bare_noise]
        spaced = "|".join(re.escape(plain(word)) for word in words.episode["range_words"] if not is_glued(word))
        self._two_words = re.compile(rf"(?<!\d)(?P<n>\d{{1,4}})(?P<sep>\s+(?:{spaced})\s+)(?P<m>\d{{1,4}})(?!\d)", re.IGNORECASE)

    def marked(self, text: str) -> Numbers | None:
        """Return the number that a word names, None where no word does."""
        half = _HALF.search(text)
        if half:
            return Numbers(odd=True, start=half.start(), end=half.end(), marked=True)
        strong, counted = self._first(self._strong, text), self._counted(text)
        if counted is not None and (strong is None or (strong.start < counted.end and counted.start < strong.end)):
            return counted
        if strong is not None:
            return strong
        weak = self._first(self._weak, text)
        return None if weak is None else replace(weak, weak=True)

    def _counted(self, text: str) -> Numbers | None:
        """Return the 5 of "5 of 80" and "5/80"; a part of a file is no episode."""
        for pattern in self._of:
            for found in pattern.finditer(text):
                number, total = int(found["n"]), int(found["total"])
                if 0 < number <= total <= MOST_AT_ONCE and not self._part.search(text[: found.start()]):
                    return Numbers(episode=number, total=total, start=found.start(), end=found.end(), marked=True, places=(number,))
        return None

    def unmarked(self, text: str, copy: tuple[int, int] | None) -> Numbers:
        """Return the likeliest number where no word names one.

        Args:
            text: the name without labels.
            copy: where a number in brackets at the end stands, which counts only where no other does.
        """
        masked = text
        for pattern in self._bare_noise:
            masked = pattern.sub(lambda found: " " * len(found[0]), masked)
        if copy and _NUMBER.search(masked[: copy[0]]):
            masked = blanked(masked, *copy)
        found = [match for match in _NUMBER.finditer(masked) if 0 < int(match[1]) <= MAX_EPISODE]
        if not found:
            return _only_numeral(masked)
        return self._several(masked, found) or _single(masked, found)

    def _first(self, patterns: Sequence[re.Pattern[str]], text: str) -> Numbers | None:
        odd: Numbers | None = None
        for pattern in patterns:
            for found in pattern.finditer(text):
                written = next(found[name] for name in ("n", "r") if name in pattern.groupindex and found[name])
                number = number_of(written)
                if number is None or number > MAX_EPISODE:
                    continue
                if number == 0:
                    odd = odd or Numbers(odd=True, start=found.start(), end=found.end(), marked=True)
                    continue
                if odd is not None:
                    return odd
                return _ranged(found, number, text)
        return odd

    def _several(self, masked: str, found: Sequence[re.Match[str]]) -> Numbers | None:
        """Return the first and last episode where two numbers are joined by a sign or a word, and nothing says otherwise."""
        numbers = [int(match[1]) for match in found]
        row = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if row and all(_BETWEEN.fullmatch(masked, one.end(), two.start()) for one, two in pairwise(found)):
            return Numbers(
                episode=numbers[0], last_episode=numbers[-1], start=found[0].start(), end=found[-1].end(), places=tuple(numbers)
            )
        two = self._two_words.search(masked) or next(
            (match for match in _TWO.finditer(masked) if _may_be_range(match, masked, found)), None
        )
        if two is None:
            return None
        first, last = int(two["n"]), int(two["m"])
        if not 0 < first < last or last - first > MOST_AT_ONCE:
            return None
        places = tuple(int(match[1]) for match in found)
        return Numbers(episode=first, last_episode=last, start=two.start(), end=two.end(), places=places)


def _only_numeral(masked: str) -> Numbers:
    numeral = re.fullmatch(rf"\W*([{NUMERALS}]+|(?-i:[IVXLC]+))\W*", masked)
    number = number_of(numeral[1]) if numeral else None
    if numeral and number:
        return Numbers(episode=number, places=(number,), start=numeral.start(1), end=numeral.end(1))
    zero = re.fullmatch(r"\W*0{1,4}\W*", masked) or re.search(r"(?<=[\s_\-.])0{1,3}$", masked)
    return Numbers(odd=zero is not None, end=len(masked) if zero else 0)


def _single(masked: str, found: Sequence[re.Match[str]]) -> Numbers:
    leading = _LEADING.match(masked)
    chosen = found[0] if leading and len(found) == 1 else found[-1]
    if len(found) > 1 and leading and re.match(r"\s*[\[(]?0\d", masked):
        chosen = found[0]
    places = tuple(int(match[1]) for match in found)
    return Numbers(episode=int(chosen[1]), places=places, start=chosen.start(), end=chosen.end())


def _may_be_range(two: re.Match[str], masked: str, found: Sequence[re.Match[str]]) -> bool:
    first, last, sign = two["n"], two["m"], two["sep"].strip()
    if int(first) >= int(last) or (len(first) != len(last) and "0" in (first[0], last[0])):
        return False
    if _CLOSE_SIGNS.fullmatch(two["sep"]):
        return True
    rest = masked[: two.start()] + masked[two.end() :]
    if sign in ("_", ""):
        return len(first) == len(last) and int(last) == int(first) + 1 and not re.search(r"[^\W_]", rest)
    return not re.match(r"\s+[^\W\d_]", masked[two.end() :]) and len(found) == 2


def _ranged(found: re.Match[str], number: int, text: str) -> Numbers:
    written = found.groupdict().get("m")
    last = number_of(written) if written else None
    sep = found.groupdict().get("sep") or ""
    start, end = found.span()
    if last is not None and written and not _goes_on(found, number, last, sep, text):
        last, end = None, found.start("sep") if sep else end
    return Numbers(episode=number, last_episode=last, start=start, end=end, marked=True, places=(number,))


def _goes_on(found: re.Match[str], first: int, last: int, sep: str, text: str) -> bool:
    """Tell whether a second number is the last episode: a part, a date or the words of a title are not."""
    if not first < last <= first + MOST_AT_ONCE:
        return False
    if sep.strip() == "_":
        return last == first + 1 and not re.match(r"[^\W_]", text[found.end() :])
    loose = sep != sep.strip() and sep.strip() in {"-", "–", "—"} and found["m"].isdecimal() and found.end() == found.end("m")
    return not (loose and re.match(r"\s+[^\W\d_]|[^\W\d_]", text[found.end() :]))


def _words(words: Sequence[str], glued: bool) -> str:
    chosen = sorted({plain(word) for word in words if is_glued(word) is glued}, key=lambda word: -len(word))
    return "|".join(re.escape(word) for word in chosen) or "(?!)"


def _separator(words: NameWords) -> str:
    """Return what may stand between the first and the last of several numbers."""
    spaced, glued = _words(words.episode["range_words"], False), _words(words.episode["range_words"], True)
    return rf"(?P<sep>\s*(?:{_SIGNS}|_|{glued})\s*|\s+(?:{spaced})\s+)"


def _strong_patterns(words: NameWords) -> list[re.Pattern[str]]:
    sep = _separator(words)
    number = rf"\d{{1,4}}|[{NUMERALS}]+"
    counters = "".join(words.episode["counters"])
    free, glued = _words(words.episode["before"], False), _words(words.episode["before"], True)
    before = rf"(?:{BEGINS}(?:{free})|(?:{glued}))"
    gap = r"[ ._#\-:]*"
    after = _words((*words.episode["after"],), False)
    ordinal = rf"(?:{_words(words.episode['ordinals'], False)}|-?я|-?й)?"
    patterns = (
        _SEASON_AND_EPISODE,
        rf"{BEGINS}ep?(?P<n>\d{{1,4}})(?P<sep>)ep?(?P<m>\d{{1,4}})(?![^\W_])",
        rf"{before}{gap}(?P<n>\d{{1,4}})(?P<sep>\s+){before}{gap}(?P<m>\d{{1,4}})(?![^\W_])",
        rf"[第제]\s*(?P<n>{number})\s*[{counters}]?(?:[、,+&]\s*第?(?:{number})[{counters}]?(?=\s*[、,+&]))*(?:{sep}[第제]?\s*(?P<m>{number}))?\s*[{counters}]",
        rf"(?<!\d)(?P<n>\d{{1,4}})\s*[集话話화회부]?{sep}[第제]?\s*(?P<m>\d{{1,4}})\s*[集话話화회부]",
        rf"(?<!\d)(?P<n>\d{{1,4}})\s*(?:[集话話화]|회|부(?!작))(?![{NUMERALS}])(?!団|团)",
        rf"(?<![^\W_])(?P<n>[{NUMERALS}]+)\s*[集话話](?!\w)",
        rf"{before}{gap}(?P<n>\d{{1,4}})(?:\s*[-、,+&]\s*\d{{1,4}}(?=\s*[-、,+&]\s*\d))*(?:{sep}{before}?{gap}(?P<m>\d{{1,4}}))?(?:v\d+)?(?!\d)(?![a-z])",
        rf"{BEGINS}e(?P<n>\d{{1,4}})(?:{sep}(?:e)?(?P<m>\d{{1,4}}))?(?:v\d+)?(?![^\W_])",
        rf"{before}[ ._#\-:]+(?P<r>(?-i:[IVXLC]+))(?P<n>)(?![^\W_])",
        rf"{before}{gap}(?P<n>[{NUMERALS}]+)(?!\w)",
        rf"(?<![\d])(?P<n>\d{{1,4}})(?:{sep}(?P<m>\d{{1,4}}))?{ordinal}[ ._\-]*(?:{after})(?![^\W_])",
        r"(?<!\d)\d{1,2}x(?P<n>\d{2,3})(?!\d)(?!\w)",
    )
    return [re.compile(each, re.IGNORECASE) for each in patterns]


def _weak_patterns(words: NameWords) -> list[re.Pattern[str]]:
    sep = _separator(words)
    free, glued = _words(words.episode["weak_before"], False), _words(words.episode["weak_before"], True)
    before = rf"(?:{BEGINS}(?:{free})|(?:{glued}))"
    short = "|".join(re.escape(plain(word)) for word in words.episode["short_before"])
    patterns = (
        rf"{before}[ ._#\-:]*(?P<n>\d{{1,4}})(?:{sep}(?P<m>\d{{1,4}}))?(?:v\d+)?(?!\d)(?![a-z])",
        rf"{before}[ ._#\-:]+(?P<r>(?-i:[IVXLC]+))(?P<n>)(?![^\W_])",
        rf"{before}[ ._#\-:]*(?P<n>[{NUMERALS}]+)(?!\w)",
        r"第\s*(?P<n>\d{1,4})(?!\w)",
        rf"(?<![^\W_])(?:{short})(?P<n>\d{{1,4}})(?:{sep}(?P<m>\d{{1,4}}))?(?![^\W_])",
    )
    return [re.compile(each, re.IGNORECASE) for each in patterns]


def _of_pattern(words: NameWords) -> str:
    of = _words(words.episode["of_words"], False)
    return rf"(?<!\d)(?P<n>\d{{1,4}})(?:[ _\-]+(?:{of})[ _\-]+|of)(?P<total>\d{{1,4}})(?!\d)"
