"""Two languages in one subtitle file: recognized by their words, and taken apart.

Bilingual files come in four shapes: each cue has a line or two in either language, each line of dialogue stands twice at the
same times, two ASS styles carry a language each, or the file says of each cue in which language it is (`xml:lang` of TTML). Which
lines are in which language is told by that, by their scripts where these differ, else by their place in the cue.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text, render, split_lines
from crossreel.domain.text.language import are_kin
from crossreel.domain.text.several_languages import LanguagePart, languages_in, only_in
from crossreel.language.guess import look_at_language

MOST = 0.6  # of a file's cues, from which on it is bilingual and not a file with foreign words
FEW_LETTERS = 60  # of either language where both are in one script; fewer prove nothing
FEW_CUES = 4
FOREIGN = 3  # times as many cues of the first language, and the others are words in passing
_SOUNDS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|^[A-Z .'-]+:\s", re.MULTILINE)  # of SDH: in no language of their own
_RAW = frozenset(["raw", "lead"])  # what only the whole text of a cue could be written back as
_SCRIPTS = (
    ("cjk", re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")),
    ("hangul", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("devanagari", re.compile("[\u0900-\u097f]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)


class Shape(StrEnum):
    """How a file holds its two languages."""

    LINES = "lines"
    TIMES = "times"
    STYLES = "styles"
    MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLanguages:
    """A bilingual document taken apart; nothing of its text is in neither half. One that marks its languages may hold `more`."""

    shape: Shape
    first: LanguagePart
    second: LanguagePart
    more: tuple[LanguagePart, ...] = ()

    @property
    def parts(self) -> tuple[LanguagePart, ...]:
        """All languages of the document."""
        return (self.first, self.second, *self.more)


Sides = tuple[DocumentCue | None, DocumentCue | None]
"""What a cue says in the first and in the second language."""


def find_two_languages(document: Document) -> TwoLanguages | None:
    """Return the two languages of a bilingual document; None for any other, and where it is not clear which they are."""
    cues = [cue for cue in document.cues if plain_text(cue.text).strip()]
    marked = _by_mark(document)
    if marked is not None:
        return marked
    for shape, sides in ((Shape.STYLES, _by_style(cues)), (Shape.TIMES, _by_time(cues)), (Shape.LINES, _by_lines(cues))):
        found = _halves(document, shape, sides) if sides else None
        if found is not None:
            return found
    return None


def _by_mark(document: Document) -> TwoLanguages | None:
    """Take apart a document that says in which languages its cues are; a few foreign ones make no second language."""
    tags = languages_in(document)
    if len(tags) < 2:
        return None
    first, second, *more = (LanguagePart(language=tag, document=only_in(document, tag)) for tag in tags)
    counts = sorted((len(each.document.cues) for each in (first, second, *more)), reverse=True)
    if counts[1] * FOREIGN < counts[0]:
        return None
    return TwoLanguages(shape=Shape.MARKED, first=first, second=second, more=tuple(more))


def _halves(document: Document, shape: Shape, sides: Sequence[Sides]) -> TwoLanguages | None:
    firsts, seconds = [one for one, _ in sides if one], [other for _, other in sides if other]
    words = ["\n".join(_SOUNDS.sub("", plain_text(cue.text)) for cue in part) for part in (firsts, seconds)]
    first, second = (_language_of(each) for each in words)
    if not first or not second or are_kin(first, second):
        return None
    if _script(words[0]) == _script(words[1]) and not _proves(firsts, seconds, words):
        return None

    def half(language: str, cues: Iterable[DocumentCue]) -> LanguagePart:
        return LanguagePart(language=language, document=replace(document, language=language, cues=tuple(cues)))

    return TwoLanguages(shape=shape, first=half(first, firsts), second=half(second, seconds))


def _language_of(words: str) -> str:
    """Return the language of what stands on one side; where all of it says too little, the one that its lines agree on."""
    whole = look_at_language(words)
    if whole.tag or whole.other:
        return whole.tag or whole.other
    lines = {guess.tag or guess.other for guess in map(look_at_language, words.split("\n"))} - {""}
    return lines.pop() if len(lines) == 1 else ""


def _proves(firsts: Sequence[DocumentCue], seconds: Sequence[DocumentCue], words: Sequence[str]) -> bool:
    said = min(len({line for line in each.split("\n") if line.strip()}) for each in words)
    return min(len(firsts), len(seconds), said) >= FEW_CUES and min(max(_letters(each).values()) for each in words) >= FEW_LETTERS


def _by_style(cues: Sequence[DocumentCue]) -> list[Sides]:
    """Take apart by the two styles that hold most cues; a cue of another style (a sign) goes where its script belongs."""
    styles = Counter(style for cue in cues if (style := str(cue.extras.get("style", ""))))
    if len(styles) < 2:
        return []
    (first, most), (second, fewer) = styles.most_common(2)
    if most + fewer < MOST * len(cues) or fewer * 3 < most:
        return []
    if next(cue for cue in cues if cue.extras.get("style") in (first, second)).extras.get("style") == second:
        first, second = second, first
    scripts = [
        _script("\n".join(plain_text(cue.text) for cue in cues if cue.extras.get("style") == each)) for each in (first, second)
    ]
    return [_placed(cue, [first, second], str(cue.extras.get("style", "")), scripts) for cue in cues]


def _placed(cue: DocumentCue, styles: Sequence[str], style: str, scripts: Sequence[str]) -> Sides:
    second = style == styles[1] if style in styles else _script(plain_text(cue.text)) == scripts[1] != scripts[0]
    return (None, cue) if second else (cue, None)


def _by_time(cues: Sequence[DocumentCue]) -> list[Sides]:
    """Take apart cues that stand twice at the same times."""
    groups: dict[tuple[int, int], list[DocumentCue]] = {}
    for cue in cues:
        groups.setdefault((cue.start_ms, cue.end_ms), []).append(cue)
    pairs = [group for group in groups.values() if len(group) == 2]
    if 2 * len(pairs) < MOST * len(cues):
        return []
    side = _side_of([[plain_text(cue.text) for cue in pair] for pair in pairs])
    found: list[Sides] = []
    for cue in cues:
        group = groups[cue.start_ms, cue.end_ms]
        place = side(plain_text(cue.text), next(at for at, each in enumerate(group) if each is cue), len(group))
        found.append((None, cue) if place else (cue, None))
    return found


def _by_lines(cues: Sequence[DocumentCue]) -> list[Sides]:
    """Take apart the lines of each cue."""
    if sum("\n" in cue.text for cue in cues) < MOST * len(cues):
        return []
    lines = [[render(spans) for spans in split_lines(cue.text)] for cue in cues]
    lines = [[line for line in each if plain_text(line).strip()] for each in lines]
    several = [each for each in lines if len(each) > 1]
    if len(several) < MOST * len(cues):
        return []
    words = [[plain_text(line) for line in each] for each in several]
    side = _side_of([[each[0], each[-1]] for each in words])
    return [_apart(cue, each, side) for cue, each in zip(cues, lines, strict=True)]


def _apart(cue: DocumentCue, lines: Sequence[str], side: "SideOf") -> Sides:
    sides: tuple[list[str], list[str]] = ([], [])
    for at, line in enumerate(lines):
        sides[side(plain_text(line), at, len(lines))].append(line)
    extras = {name: value for name, value in cue.extras.items() if name not in _RAW}
    first, second = (replace(cue, text="\n".join(each), extras=extras) if each else None for each in sides)
    return first, second


SideOf = Callable[[str, int, int], int]
"""Which language (0 or 1) a text is in, by itself, its place and the number of texts beside it."""


def _side_of(pairs: Sequence[Sequence[str]]) -> SideOf:
    """Return what tells the two languages apart, from texts that should stand in both, as they stand."""
    scripts = Counter((_script(one), _script(other)) for one, other in pairs)
    differing = {both: count for both, count in scripts.items() if both[0] and both[1] and both[0] != both[1]}
    if differing and sum(differing.values()) >= MOST * len(pairs):
        first, second = max(differing, key=lambda both: differing[both])

        def by_script(text: str, place: int, count: int) -> int:
            script = _script(text)
            return 1 if script == second else 0 if script == first else int(place * 2 >= count > 1)

        return by_script
    return lambda text, place, count: int(place * 2 >= count > 1)


def _letters(text: str) -> dict[str, int]:
    """Count the letters of each script; one of Chinese, Japanese or Korean says as much as three Latin ones."""
    return {name: len(pattern.findall(text)) * (3 if name in ("cjk", "hangul") else 1) for name, pattern in _SCRIPTS}


def _script(text: str) -> str:
    """Return the script of most of a text."""
    counts = _letters(text)
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""
