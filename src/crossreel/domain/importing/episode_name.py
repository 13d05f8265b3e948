"""What a file's name and folders tell: episode number, language, role, version. Pure; the file itself is not read."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.track import Role
from crossreel.domain.text.language_names import compounds, language_of, language_of_folder

MAX_EPISODE = 9999
_NUMERALS = "零〇一二两三四五六七八九十百千廿卅"
_DIGIT_OF = {
    character: value
    for value, characters in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_UNIT_OF = {"十": 10, "百": 100, "千": 1000}
_WORDS = (
    r"episodes?|episodio|episódio|épisode|epi|eps|ep|folge|aflevering|odcinek|bölüm|bolum|серия|эпизод|tập|tap|ตอนที่|ตอน|الحلقة|حلقة|एपिसोड"
    r"|capítulo|capitulo|cap|chapter|chap|ch|e"
)
_MARKERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![^\W_])s\d{1,2}[ ._-]*ep?[ ._-]*(?P<n>\d{1,4})(?![^\W_])",
        rf"[第제]\s*(?P<n>\d{{1,4}}|[{_NUMERALS}]+)\s*[集话話回期章화회부]",
        rf"(?<![\d])(?P<n>\d{{1,4}}|[{_NUMERALS}]+)\s*[集话話回화회](?!\w)",
        rf"(?<![^\W\d_])(?:{_WORDS})[ ._#\-:]*(?P<n>\d{{1,4}})(?:v\d+)?(?![^\W_])",
        r"(?<![^\W_])no\.\s*(?P<n>\d{1,4})(?![^\W_])",
        r"(?<!\d)\d{1,2}x(?P<n>\d{2,3})(?!\d)(?!\w)",
        r"(?<![^\W_])(?P<n>\d{1,4})\.?\s*(?:серия|bölüm|bolum|folge)(?![^\W_])",
        r"第\s*(?P<n>\d{1,4})(?!\w)",
    )
)
_NOISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)\d{3,4}\s*[x×]\s*\d{3,4}(?!\d)",
        r"(?<!\d)\d{3,4}[pi](?:\d{2})?(?![^\W_])",
        r"(?<![^\W_])[xh][ .]?26[3456](?![^\W_])|(?<![^\W_])(?:av1|vp9|mp[34]|m4[av]|ac3|eac3)(?![^\W_])",
        r"(?<![^\W_])\d{1,2}[- ]?bits?(?![^\W_])|(?<!\d)\d{2,3}(?:\.\d+)?[ _]?fps",
        r"(?<![^\W_])(?:aac|ddp?|dts)\d(?:\.\d)?(?![^\W_])|(?<![\d.])[257]\.[01](?![\d.])",
        r"(?<!\d)(?:19|20)\d{2}[-_.]?[01]\d[-_.]?[0-3]\d(?!\d)",
        r"(?<!\d)(?:19|20)\d{2}(?!\d)",
        r"(?<!\d)9[x_:：-]16(?!\d)|(?<!\d)16[x_:：-]9(?!\d)",
        r"(?<![^\W_])[248]k(?![^\W_])",
        r"(?<!\d)(?:360|480|540|720|960|1080|1280|1440|1920|2160)(?!\d)",
        r"(?<![^\W_])s\d{1,2}(?![^\W_])|(?<![^\W_])season[ _.-]*\d{1,2}(?!\d)|第[\d一二三四五六七八九十]+季",
        r"\[[0-9a-f]{8}\]",
        r"(?<!\d)\d{5,}(?!\d)",
    )
)
_VERSION = re.compile(r"(?<![^\W_])(?:v|ver|version|r|rev)\.?[ ]?(\d{1,3})(?![^\W_])|(?<=\d)v(\d)(?![^\W_])", re.IGNORECASE)
_COPY = re.compile(r"\s*\((\d{1,3})\)\s*$")
_NUMBER = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")
_BRACKETED = re.compile(r"[\[(【（{]([^\[\](){}【】（）]*)[\])】）}]")
_SPLIT = re.compile(r"[\s._\-+&,;~@=|/\[\](){}【】（）「」]+")
_ENGLISH_WORDS = frozenset(
    ["am", "an", "as", "be", "de", "he", "hi", "in", "is", "it", "la", "me", "my", "no", "or", "si", "so", "te", "us"]
)
_ROLES = {
    "sdh": Role.SDH, "cc": Role.SDH, "hoh": Role.SDH, "captions": Role.SDH, "forced": Role.FORCED, "fn": Role.FORCED,
    "signs": Role.FORCED, "template": Role.TEMPLATE, "source": Role.SOURCE, "original": Role.SOURCE, "orig": Role.SOURCE,
    "原文": Role.SOURCE, "原版": Role.SOURCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """What a name tells. `marked`: a word such as "EP" or "集" named the episode.

    `places` are all numbers that could be the episode, as they stand; `shape` is the name with its numbers blanked: files of one
    shape count the same way. `title` is what stands before the number.
    """

    episode: int | None = None
    language: str | None = None
    role: Role | None = None
    version: int | None = None
    title: str = ""
    marked: bool = False
    shape: str = ""
    places: tuple[int, ...] = ()


def read_name(name: str, folders: Sequence[str] = ()) -> NameParts:
    """Read a file name and the names of the folders it stands in (outermost first).

    Args:
        name: the file's name with its extension, for example `S01E003_en.srt`.
        folders: folder names below the one that was chosen, for example `("Subtitles", "en")`.
    """
    stem = unicodedata.normalize("NFKC", _stem(name))
    inner = [unicodedata.normalize("NFKC", folder) for folder in reversed(folders)]
    marker = _marker(stem)
    if marker is not None:
        number, start, end = marker
        own = NameParts(episode=number, marked=True, title=_title(stem[:start]), places=(number,))
    else:
        own, (start, end) = _unmarked(stem)
    if own.episode is None:
        own = _from_folders(own, inner)
    language = _language(stem, start, end) or next(filter(None, map(language_of_folder, inner)), None)
    return replace(
        own,
        language=language,
        role=_role(stem, language, inner),
        version=_version(stem),
        shape=re.sub(r"\d+", "#", stem.casefold()),
    )


def chinese_number(numerals: str) -> int | None:
    """Return the value of Chinese numerals, `十二` and `一百零三` as well as the digit by digit `一二`."""
    if not numerals or any(character not in _NUMERALS for character in numerals):
        return None
    numerals = numerals.replace("廿", "二十").replace("卅", "三十")
    if not any(character in _UNIT_OF for character in numerals):
        return int("".join(str(_DIGIT_OF[character]) for character in numerals))
    total, digit, unit = 0, 0, 0
    for character in numerals:
        if character in _UNIT_OF:
            unit = _UNIT_OF[character]
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = _DIGIT_OF[character]
            unit = unit if digit else 0
    return total + (digit * (unit // 10 or 1) if unit > 10 else digit)


def settle_numbers(names: Sequence[NameParts]) -> list[NameParts]:
    """Choose among several numbers in names of one shape: the place that changes from file to file is the episode."""
    by_shape: dict[str, list[NameParts]] = {}
    for parts in names:
        if not parts.marked and len(parts.places) > 1:
            by_shape.setdefault(parts.shape, []).append(parts)
    best: dict[str, int] = {}
    for shape, group in by_shape.items():
        if len(group) > 1:
            spread = [len(set(column)) for column in zip(*(parts.places for parts in group), strict=True)]
            best[shape] = max(range(len(spread)), key=lambda place: (spread[place], place))
    return [
        replace(p, episode=p.places[best[p.shape]]) if not p.marked and len(p.places) > 1 and p.shape in best else p for p in names
    ]


def _stem(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem and re.fullmatch(r"[A-Za-z0-9]{2,5}", extension) and not extension.isdigit() else name


def _marker(stem: str) -> tuple[int, int, int] | None:
    for pattern in _MARKERS:
        for match in pattern.finditer(stem):
            written = match["n"]
            number = int(written) if written.isdecimal() else chinese_number(written)
            if number is not None and 0 < number <= MAX_EPISODE:
                return number, match.start(), match.end()
    return None


def _unmarked(stem: str) -> tuple[NameParts, tuple[int, int]]:
    masked = _masked(stem)
    copy = _COPY.search(masked)
    if copy and _NUMBER.search(masked[: copy.start()]):
        masked = masked[: copy.start()] + " " * (len(masked) - copy.start())
    found = [match for match in _NUMBER.finditer(masked) if 0 < int(match[1]) <= MAX_EPISODE]
    if not found:
        numeral = re.fullmatch(rf"\s*([{_NUMERALS}]+)\s*", masked)
        number = chinese_number(numeral[1]) if numeral else None
        return NameParts(episode=number, places=(number,) if number else (), title="" if number else _title(stem)), (0, 0)
    leading = re.match(r"\s*[\[(]?\d{1,4}(?=[\s._\-\])]|$)", masked)
    chosen = found[0] if leading and len(found) == 1 else found[-1]
    if len(found) > 1 and leading and re.match(r"\s*[\[(]?0\d", masked):
        chosen = found[0]
    places = tuple(int(match[1]) for match in found)
    return NameParts(episode=int(chosen[1]), title=_title(stem[: chosen.start()]), places=places), chosen.span()


def _masked(stem: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    masked = stem
    for start, end, _ in compounds(stem):
        masked = masked[:start] + " " * (end - start) + masked[end:]
    for pattern in (*_NOISE, _VERSION):
        masked = pattern.sub(blank, masked)
    return masked


def _from_folders(own: NameParts, inner: Sequence[str]) -> NameParts:
    for folder in inner:
        marker = _marker(folder)
        if marker is not None:
            return replace(own, episode=marker[0], places=(marker[0],))
        bare = re.fullmatch(r"\s*0*(\d{1,3})\s*", folder)
        if bare and int(bare[1]) > 0:
            return replace(own, episode=int(bare[1]), places=(int(bare[1]),))
    return own


def _language(stem: str, start: int, end: int) -> str | None:
    for group in reversed(_BRACKETED.findall(stem)):
        tag = language_of(group) or _last_language(group)
        if tag is not None:
            return tag
    before, after = (stem[:start], stem[end:]) if end else ("", stem)
    return _last_language(after) or (language_of(before.strip(" ._-")) if before else None) or _tail_language(before)


def _last_language(text: str) -> str | None:
    """Return the last language named in a text; English words count only where no blank stands before them."""
    pairs = compounds(text)
    if pairs:
        return pairs[-1][2]
    tokens = list(re.finditer(r"[^\s._\-+&,;~@=|/\[\](){}【】（）「」]+", text))
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index].group()
        if word.casefold() == "hi" and index and language_of(tokens[index - 1].group()):
            continue
        before = text[tokens[index].start() - 1] if tokens[index].start() else "."
        if word.casefold() in _ENGLISH_WORDS and before in " (":
            continue
        tag = language_of(word)
        if tag is not None:
            return tag
    return None


def _tail_language(before: str) -> str | None:
    trimmed = before.rstrip(" ._-[(")
    for _, end, tag in compounds(trimmed):
        if end == len(trimmed):
            return tag
    parts = [part for part in _SPLIT.split(trimmed) if part]
    words = [
        part for part in parts if part.casefold() not in _ROLES and part.casefold() not in {"sub", "subs", "subtitle", "subtitles"}
    ]
    if not words or words[-1].casefold() in _ENGLISH_WORDS:
        return None
    if len(words) == 1:
        return language_of(words[0])
    return language_of(words[-1]) if re.search(rf"[._\-]{re.escape(words[-1])}\W*", trimmed) else None


def _role(stem: str, language: str | None, inner: Sequence[str]) -> Role | None:
    tokens = [token.casefold() for token in _SPLIT.split(stem) if token]
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token in _ROLES:
            return _ROLES[token]
        if token == "hi" and language not in (None, "hi") and language_of(before):
            return Role.SDH
    for folder in inner:
        for token in _SPLIT.split(folder.casefold()):
            if token in ("sdh", "forced"):
                return _ROLES[token]
    return None


def _version(stem: str) -> int | None:
    found = [next(filter(None, match)) for match in _VERSION.findall(stem)]
    return int(found[-1]) if found else None


def _title(before: str) -> str:
    words = re.sub(r"[\s._]+", " ", _BRACKETED.sub(" ", before)).strip(" -–—_.[(【（")
    for pattern in _NOISE[:8]:
        words = pattern.sub(" ", words)
    return re.sub(r"\s+", " ", words).strip(" -–—")
