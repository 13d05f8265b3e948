"""Lines of times in whatever shape: a line with two clock times is timing, never dialogue.

Shapes come from people, spreadsheets, translation engines and language models: digits of any script, full-width signs, marks of
writing direction, arrows of many kinds or none, an index or words beside the times, parts missing or parted by other signs.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ALIKE = {
    ":": "：︓﹕∶꞉ː˸׃", ",": "，﹐、､،٫﹑", ".": "．。｡", ";": "；؛", "-": "‐‑‒–—―−﹣－ー─━", "~": "～〜∼", "=": "＝",
    ">": "＞→⇒➔➙➜➝➞➡⟶⟹⭢⮕⇢↦▶►", "<": "＜←⇐", "[": "［【", "]": "］】", "(": "（", ")": "）", "#": "＃",
}  # fmt: skip
_UNSEEN = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u200c\u200d\u00ad"
_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_CONTROLS = "".join(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))
PLAIN_SIGNS = str.maketrans(
    {sign: plain for plain, signs in _ALIKE.items() for sign in signs} | dict.fromkeys(_UNSEEN + _BLANKS + _CONTROLS, " ")
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?<!\d;)\d{1,6}(?: {0,2}[:;.,'](?: ?[:;.,])? {0,2}-?\d{1,9}){1,4}"
    r"(?:(?<!\d{3}) \d{1,2}(?= *(?:[-=~<>&]|$)))?(?: ?[:;.,])*"
)
_EXACT = r"(\d{1,6}:\d{1,2}:\d{1,2}[,.]\d{1,3})(?!\d)"
_EXACT_PAIR = re.compile(rf"(?<![\d:.,])(?<!\d;){_EXACT}([^\d]{{1,16}}){_EXACT}")
_CUSTOM = r"(\d\d):(\d\d):(\d\d)[,.](\d{3})"
_CUSTOMARY = re.compile(rf"{_CUSTOM} --> {_CUSTOM}((?:[ \t].*)?)", re.ASCII)
_POSSIBLE = re.compile(r"\d ?[:;.,：︓﹕∶꞉ː˸׃，﹐、､،٫﹑．。｡；؛]")
_STRONG = re.compile(r"[ \-=~.]{0,10}(?:(?:>|&(?:amp;)*gt;) ?){1,3}[ \-]{0,3}")
_TURNED = re.compile(r" *(?:<|&lt;)[-=]{1,4} *")
_WEAK = re.compile(r" *(?:-{1,4}|~{1,3}|={1,4}|[|/,;]|to|bis|a|à|至|到)? *")
_UNITS = re.compile(
    r"(\d{1,3}) ?(?:h|时|時|小时|小時) ?(\d{1,2}) ?(?:m|min|分) ?(\d{1,2}) ?(?:s|sec|秒)? ?[,.]? ?(\d{0,3})(?:ms|毫秒)?",
    re.IGNORECASE,
)
_LETTERS_FOR_DIGITS = re.compile(r"[\dOoQDlISB:;., ]{4,24}[-=]{1,3}>[\dOoQDlISB:;., ]{4,24}")
_DIGITS_OF_LETTERS = str.maketrans("OoQDlISB", "00001158")
_AROUND = " \"'`*_[(|"
_BROKEN = re.compile(r" *(?:-?\d{1,6} ?:.{0,40}--(?:>|&gt;) *|--(?:>|&gt;) *\d)")
_WRITTEN_COLON = re.compile(r"&(?:#58|#[xX]3[aA]|colon);")
_ANY_ARROW = re.compile(r"[->][>＞]|[→⇒➔➜➝➞]|-&gt;")
_NUMBERED_PAIR = re.compile(rf"(?:(?<!\S)\d{{1,6}}[.:)]? )?(?<![\d:.,])(?<!\d;){_EXACT} ?(?:[-=]{{0,3}}(?:>|&gt;)) ?{_EXACT}")
MOST_CLOCKS = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it is written. `mark` parts the seconds from what is behind them: "," a fraction, ":" or ";" perhaps frames."""

    hours: int
    minutes: int
    seconds: int
    last: str = ""
    mark: str = ""
    negative: bool = False
    is_full: bool = True
    index: int | None = None

    def milliseconds(self) -> int:
        """Return the time; what is behind the seconds is a fraction."""
        whole = ((self.hours * 60 + self.minutes) * 60 + self.seconds) * 1000
        if self.last:
            whole += int(self.last) if len(self.last) == 3 else int((self.last + "00")[:3])
        return -whole if self.negative else whole


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A line of times: what stands before and behind them (as written), and whether an arrow or a comma in them does."""

    start: Clock
    end: Clock | None
    before: str = ""
    rest: str = ""
    arrow: bool = True
    comma: bool = True


_ODD_SIGN = re.compile("[" + "".join(re.escape(chr(sign)) for sign in PLAIN_SIGNS) + "]")


def with_plain_signs(text: str) -> str:
    """Return a text with the signs of times in their plain shape and unseen ones as blanks, each at its place."""
    if text.isascii() and "\t" not in text:
        return text
    return text.translate(PLAIN_SIGNS) if _ODD_SIGN.search(text) else text


def with_plain_colons(text: str) -> str:
    """Return a text whose colons are none of mark-up's."""
    return _WRITTEN_COLON.sub(":", text) if "&#" in text or "&colon" in text else text


def parted(line: str) -> list[str]:
    """Return a line that holds several lines of times as so many lines, each with what follows it."""
    if len(_ANY_ARROW.findall(line)) < 2:
        return [line]
    places = [match.start() for match in _NUMBERED_PAIR.finditer(with_plain_signs(line))]
    if len(places) < 2:
        return [line]
    bounds = [0, *places[1:], len(line)] if not line[: places[0]].strip() else [0, *places, len(line)]
    return [line[one:other].strip() for one, other in pairwise(bounds)]


def may_hold_times(text: str) -> bool:
    """Tell quickly whether a text could hold a line of times."""
    return ">" in text or "&gt;" in text or _POSSIBLE.search(text) is not None


def find_times(line: str, raw: str, *, loose: bool = False) -> TimeLine | None:
    """Return the times of a line, or None where it is none of times.

    Args:
        line: with plain signs.
        raw: the same as written.
        loose: whether `0:01 - 0:03` is timing as well, which people also say.
    """
    custom = _CUSTOMARY.fullmatch(raw)
    if custom is not None:
        return _customary(custom)
    if not may_hold_times(line):
        return None
    exact = _EXACT_PAIR.search(line)
    if exact is not None and _may_stand_before(line[: exact.start()], exact[2]):
        return _times(line, raw, (exact.span(1), exact.span(3)))
    clocks = [match.span() for _, match in zip(range(MOST_CLOCKS), _CLOCK.finditer(line), strict=False)]
    for one, other in itertools.pairwise(clocks):
        if _are_parted(line, one, other, loose=loose):
            return _times(line, raw, (one, other))
    return _without_end(line, raw, clocks) or _misread(line, raw)


def _customary(match: re.Match[str]) -> TimeLine:
    """Return a line of times as every program writes it."""
    hours, minutes, seconds, last, end_hours, end_minutes, end_seconds, end_last, rest = match.groups()
    start = Clock(int(hours), int(minutes), int(seconds), last, ",")
    end = Clock(int(end_hours), int(end_minutes), int(end_seconds), end_last, ",")
    return TimeLine(start, end, "", rest, True, match.string[8] == ",")


def is_broken(line: str) -> bool:
    """Tell whether a line with plain signs looks like timing whose times cannot be read."""
    return ("--" in line) and _BROKEN.match(line) is not None


def _may_stand_before(before: str, between: str) -> bool:
    """Tell whether two exact times make a line one of times: an arrow does anywhere, all else at the beginning."""
    if _STRONG.fullmatch(between) or _TURNED.fullmatch(between):
        return True
    return "<" not in between and (not before.strip(_AROUND) or _is_index(before))


def _is_index(before: str) -> bool:
    return re.fullmatch(r"[^\w\n]{0,4}(?:[^\W\d_]{1,12}[ .:#-]{0,3})?\d{1,9}[^\w\n]{0,4}", before) is not None


def _are_parted(line: str, one: tuple[int, int], other: tuple[int, int], *, loose: bool) -> bool:
    """Tell whether what stands between two clock times, and round them, makes the line one of times."""
    between, before, rest = line[one[1] : other[0]], line[: one[0]], line[other[1] :]
    alone = not before.strip(_AROUND) and not rest.strip(" \"'`*_])")
    first, second = _clock(line[one[0] : one[1]]), _clock(line[other[0] : other[1]])
    if first is None or second is None:
        return False
    if _STRONG.fullmatch(between) or _TURNED.fullmatch(between):
        return alone or ":" in line[one[0] : one[1]] or first.is_full
    if not _WEAK.fullmatch(between) or not (between.strip() or " " in between):
        return False
    if not (first.is_full and second.is_full):
        return alone and bool(between.strip()) and (loose or bool(first.last and second.last and first.mark == second.mark == ","))
    if not (first.last and second.last):
        return not before.strip(_AROUND) and not rest.strip(" ])")
    return not before.strip(_AROUND) or _is_index(before)


def _times(line: str, raw: str, spans: tuple[tuple[int, int], tuple[int, int]]) -> TimeLine | None:
    (begin, middle), (second, stop) = spans
    start, end = _clock(line[begin:middle]), _clock(line[second:stop])
    if start is None or end is None:
        return None
    between, before = line[middle:second], raw[:begin]
    if line[:begin].strip() == "-":
        start, before = _before_zero(start), ""
    if between.endswith("-") and ">" in between.rstrip("-"):
        end = _before_zero(end)
    if _TURNED.fullmatch(between) and end.milliseconds() < start.milliseconds():
        start, end = end, start
    if start.index is not None:
        before = f"{before}{start.index}"
    rest = raw[stop:]
    if line[:begin].rstrip().endswith(("[", "(")) and line[stop:].lstrip().startswith(("]", ")")):
        before, rest = before.rstrip(" [(［【（"), rest.lstrip()[1:]
    arrow = ">" in between or "<" in between or "&" in between
    return TimeLine(start, end, before, rest, arrow, "," in line[begin:middle])


def _misread(line: str, raw: str) -> TimeLine | None:
    """Return times with the names of their units (`0h01m02s`, `0时1分2秒`), or with letters that were digits (`OO:0l:23`)."""
    if _UNITS.search(line):
        plain = _UNITS.sub(r"\1:\2:\3,\4", line)
        found = find_times(plain, plain)
        return None if found is None or found.before.strip() else found
    if _LETTERS_FOR_DIGITS.fullmatch(line) is None:
        return None
    mended = line.translate(_DIGITS_OF_LETTERS)
    return find_times(mended, mended) if mended != line else None


def _without_end(line: str, raw: str, clocks: Sequence[tuple[int, int]]) -> TimeLine | None:
    """Return a line with one time and an arrow that points at nothing."""
    if len(clocks) != 1:
        return None
    (begin, stop) = clocks[0]
    start = _clock(line[begin:stop])
    after = line[stop:]
    if start is None or ":" not in line[begin:stop] or line[:begin].strip(" -") or not after.strip():
        return None
    arrow = _STRONG.fullmatch(after.rstrip() + " ") if ">" in after or "&gt;" in after else None
    if arrow is None or (not re.search(r"[-=~]{1,4} ?(?:>|&)|^ *>$|→", after) and "→" not in raw):
        return None
    return TimeLine(_before_zero(start) if "-" in line[:begin] else start, None)


def _before_zero(clock: Clock) -> Clock:
    return Clock(clock.hours, clock.minutes, clock.seconds, clock.last, clock.mark, True, clock.is_full, clock.index)


def _clock(written: str) -> Clock | None:
    """Read one clock time: hours, minutes and seconds with something behind them, or fewer parts."""
    written = written.rstrip(" :;.,")
    groups = re.findall(r"\d+", written)
    signs = [sign.replace(" ", "") for sign in re.findall(r"(?<=\d)\D+(?=\d)", written)]
    negative = any("-" in sign for sign in signs)
    marks = ["," if set(sign) & set(",.") and sign[:1] != ":" else sign[:1] for sign in signs]
    if marks and not marks[-1]:
        groups[-2:], marks = ["".join(groups[-2:])], marks[:-1]
    if "'" in marks:
        if marks != [":", ":", "'"]:
            return None
        marks[2] = ","
    index = None
    if len(groups) == 5 and marks[2] == "," and marks[3] == ":":
        groups, marks = [*groups[:3], groups[3] + groups[4]], marks[:3]
    elif len(groups) == 5 or (len(groups) == 4 and signs[0][:1] in (".", ",") and marks[1:] == [":", ":"]):
        index, groups, marks = int(groups[0]), groups[1:], marks[1:]
    found = _parts(groups, marks)
    if found is None:
        return None
    hours, minutes, seconds, last, mark, is_full = found
    return Clock(hours, minutes, seconds, last, mark, negative, is_full, index)


def _parts(groups: list[str], marks: list[str]) -> tuple[int, int, int, str, str, bool] | None:
    """Return hours, minutes, seconds, what is behind them, its mark, and whether the hours are written."""
    if any(len(group) > 6 for group in groups[:-1]):
        return None
    if len(groups) == 4:
        return int(groups[0]), int(groups[1]), int(groups[2]), groups[3], marks[2], True
    if len(groups) == 3:
        if marks[1] == "," and (marks[0] != "," or len(groups[2]) == 3):
            return 0, int(groups[0]), int(groups[1]), groups[2], ",", False
        return int(groups[0]), int(groups[1]), int(groups[2][:6]), "", "", True
    if len(groups) == 2:
        if marks[0] == ",":
            return 0, 0, int(groups[0]), groups[1], ",", False
        return 0, int(groups[0]), int(groups[1][:6]), "", "", False
    return None
