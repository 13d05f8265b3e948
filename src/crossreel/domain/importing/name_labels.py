"""What a name tells beside episode and language: version, copy, picture size, promised count; and the name without all that."""

import re
from dataclasses import dataclass

from crossreel.domain.importing.name_words import NameWords, any_of, key
from crossreel.domain.importing.version_label import Stage, VersionLabel
from crossreel.domain.text.language_names import compounds
from crossreel.domain.text.numerals import NUMERALS, number_of

MOST_EPISODES = 400
_NUMBERED = re.compile(
    r"(?<![^\W_])(?:v|ver|vers|version|versión|versão|r|rev|版本|第(?=\d{1,2}版))"
    r"[._ -]?(?P<n>\d{1,3}(?:\.\d{1,2}){0,2})(?:版)?(?![^\W_])"
    r"|(?<=\d)v(?P<m>\d)(?![^\W_])|(?<![\d第])(?P<k>\d{1,2})版",
    re.IGNORECASE,
)
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_. /]?(?P<m>[01]\d)[-_. /]?(?P<d>[0-3]\d)(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_./](?P<m>\d{1,2})[-_./](?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        r"(?<!\d)(?P<d>[0-3]\d)[-_.](?P<m>[01]\d)[-_.](?P<y>20\d{2})(?!\d)",
        r"(?<!\d)(?P<y>2\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",
        r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]",
    )
)
_DAY = re.compile(r"(?<=[_\-. (])(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)")
_DAY_FOLDER = re.compile(r"\s*(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])\s*")
_SEASON_NUMBER = re.compile(r"(?<![^\W_])s(\d{1,2})(?=[ ._-]*e?p?[ ._-]*\d)", re.IGNORECASE)
_NUMERAL = re.compile(rf"\d{{1,2}}|[{NUMERALS}]+")
_COUNTED_COPY = re.compile(r"\s*\((\d{1,3})\)\s*$")
_DIGIT = re.compile(r"\d")
_OPENING = re.compile(r"(?:^|[_\-.()\[\]{}【】「」+~])\s*$")
_CLOSING = re.compile(r"\s*(?:$|[_\-.()\[\]{}【】「」+~]|\d)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What was found. `left` is the name with it blanked, sign for sign, `spoken` with all but languages blanked.

    `season` is 2 for "S2" and "第二季"; `counted_copy` is where a "(2)" stands at the end.
    """

    left: str
    version: VersionLabel
    quality: int = 0
    promised: int = 0
    season: int = 0
    spoken: str = ""
    counted_copy: tuple[int, int] | None = None


class LabelFinder:
    """Finds labels by the words it was made with."""

    def __init__(self, words: NameWords) -> None:
        number = r"(?P<total>\d{1,4})"
        made = {
            name: [re.compile(each.replace("{n}", number), re.IGNORECASE) for each in patterns]
            for name, patterns in words.totals.items()
        }
        self._totals, self._bracketed, self._of_folder = made["patterns"], made["bracketed"], made["of_folder"]
        self._noise = re.compile("|".join(words.noise), re.IGNORECASE)
        self._seasons = re.compile("|".join(words.seasons), re.IGNORECASE)
        self._lines = words.lines
        self._size = re.compile(any_of(words.lines), re.IGNORECASE)
        self._later = re.compile(rf"(?P<word>{any_of(words.versions['later'])})(?P<n>\d{{1,2}}(?!\d))?", re.IGNORECASE)
        self._old = re.compile(any_of(words.versions["old"]), re.IGNORECASE)
        copies = rf"(?:{any_of(words.versions['copy'])})[\s\d()_-]*$"
        before = rf"^\s*(?:{any_of(words.versions['copy_before'])})\s"
        self._copies = (re.compile(copies, re.IGNORECASE), re.compile(before, re.IGNORECASE))

    def find(self, text: str, *, folder: bool = False) -> Labels:
        """Find all labels of a file's or a folder's name."""
        season = self._season(text)
        text, promised = self._without_totals(text, folder)
        text, copy = self._without_copies(text)
        text, date = _without_dates(text)
        day = _DAY_FOLDER.fullmatch(text) if folder else None
        if day:
            text, date = " " * len(text), int(day["m"]) * 100 + int(day["d"])
        text, number = _without_versions(text)
        text, quality = self._without_noise(text)
        text, stage, words, count = self._without_stages(text)
        spoken = text
        for start, end, _tag in compounds(text):
            text = blanked(text, start, end)
        counted = _COUNTED_COPY.search(text)
        version = VersionLabel(number=number or count, date=date, stage=stage, words=words, copy=copy)
        return Labels(
            left=text,
            version=version,
            quality=quality,
            promised=promised,
            season=season,
            spoken=spoken,
            counted_copy=counted.span() if counted and re.search(r"\d|\w", text[: counted.start()]) else None,
        )

    def without_total(self, text: str) -> str:
        """Return a title without the number of its episodes: "The Heir" of "The Heir (80 eps)"."""
        for pattern in (*self._totals, *self._bracketed, *self._of_folder):
            text = pattern.sub(" ", text) if _LETTER.search(pattern.sub(" ", text)) else text
        return re.sub(r"[\[(（【]\s*[\])）】]", " ", text)

    def is_old(self, folder: str) -> bool:
        """Tell whether a folder's name says that its files are old ones."""
        left = self._old.sub("", folder)
        return left != folder and not _LETTER.search(left)

    def size_of(self, text: str) -> int:
        """Return the lines a picture has by a word of the text, 0 where none tells."""
        found = self._size.search(text)
        return self._lines[key(found[0])] if found else 0

    def _season(self, text: str) -> int:
        found = _SEASON_NUMBER.search(text) or self._seasons.search(text)
        number = _NUMERAL.search(found[0]) if found else None
        return (number_of(number[0]) or 0) if number else 0

    def _without_totals(self, text: str, folder: bool) -> tuple[str, int]:
        promised = 0
        beside = _LETTER if folder else _DIGIT
        for pattern in (*self._bracketed, *(self._of_folder if folder else ())):
            for found in pattern.finditer(text):
                if 1 < int(found["total"]) <= MOST_EPISODES and beside.search(text[: found.start()] + text[found.end() :]):
                    promised = int(found["total"])
                    text = blanked(text, *found.span())
        for pattern in self._totals:
            for found in pattern.finditer(text):
                if 1 < int(found["total"]) <= MOST_EPISODES:
                    promised = int(found["total"])
                    text = blanked(text, *found.span())
        return self._seasons.sub(lambda found: " " * len(found[0]), text), promised

    def _without_copies(self, text: str) -> tuple[str, bool]:
        for pattern in self._copies:
            found = pattern.search(text)
            if (found and _LETTER.search(text[: found.start()] + text[found.end() :])) or (
                found and re.search(r"\d", text[: found.start()])
            ):
                return blanked(text, *found.span()), True
        return text, False

    def _without_noise(self, text: str) -> tuple[str, int]:
        quality = self.size_of(text)
        for found in self._noise.finditer(text):
            told = found.groupdict()
            quality = min((int(lines) for lines in told.values() if lines), default=quality)
            text = blanked(text, *found.span())
        return text, quality

    def _without_stages(self, text: str) -> tuple[str, Stage, tuple[str, ...], tuple[int, ...]]:
        words: list[str] = []
        count: tuple[int, ...] = ()
        stage = Stage.PLAIN
        numbers = len(re.findall(r"\d+", text))
        for found in self._later.finditer(text):
            if not _stands_apart(text, *found.span()):
                continue
            digits = found["n"] if found["n"] and numbers > 1 else ""
            words.append(found["word"].casefold())
            stage = Stage.LATER
            count = (int(digits),) if digits else count
            end = found.end() if digits else found.end("word")
            text = blanked(text, found.start(), end)
        for found in self._old.finditer(text):
            if not _stands_apart(text, *found.span()):
                continue
            words.append(found[0].casefold())
            stage = Stage.OLD
            text = blanked(text, *found.span())
        return text, stage, tuple(words), count


def blanked(text: str, start: int, end: int) -> str:
    """Return a text with a stretch of it blank."""
    return text[:start] + " " * (end - start) + text[end:]


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a word is no part of a title: behind the number, or between signs."""
    return _DIGIT.search(text[:start]) is not None or bool(_OPENING.search(text[:start]) and _CLOSING.match(text[end:]))


def _without_dates(text: str) -> tuple[str, int]:
    date = 0
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            year, month, day = int(parts.get("y") or 0), int(parts["m"]), int(parts["d"])
            if 1 <= month <= 12 and 1 <= day <= 31:
                year += 2000 if 0 < year < 100 else 0
                date = date or year * 10000 + month * 100 + day
                text = blanked(text, *found.span())
    bare = _DAY.search(text)
    if bare and not date and _DIGIT.search(text[: bare.start()]):
        return blanked(text, *bare.span()), int(bare["m"]) * 100 + int(bare["d"])
    return text, date


def _without_versions(text: str) -> tuple[str, tuple[int, ...]]:
    number: tuple[int, ...] = ()
    for found in _NUMBERED.finditer(text):
        written = found["n"] or found["m"] or found["k"]
        number = tuple(int(part) for part in written.split("."))
        text = blanked(text, *found.span())
    return text, number
