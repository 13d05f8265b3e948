"""Where a line may break, and where it breaks well.

ICU says where a break is allowed (UAX 14, kinsoku in its strict form, Thai by dictionary); Korean breaks at spaces only, and no
break falls inside a grapheme. ICU's own offsets count UTF-16 units, so segments are iterated as strings and summed here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_SENTENCE_END = re.compile(r"[.!?…؟。？！][\"'”’»」』)]*$")
_CLAUSE_END = re.compile(r"[.!?…:;,،؛؟。，、；：！？—–♪)\]»”’」』][\"'”’»」』)]*$")
_MAX_CANDIDATES = 40
_SPREAD, _SENTENCE, _CLAUSE, _INSIDE_WORD, _TOP_HEAVY = 1.0, -0.7, -0.35, 0.6, 0.05
_MARKS = "\"'“”‘’«»‹›„「」『』（）()[]¿¡-–—"

_LEANING, _TORN = 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakWords:
    """Words of a language beside which a line breaks badly.

    Attributes:
        leaning: words that lean on the next one (articles, prepositions): no line ends with one if another place fits.
        trailing: words that hang on the one before (postpositions, particles), or without spaces the letters such words begin
            with: no line begins with one if another place fits.
        bunsetsu: whether phrases end where kana give way to other letters: no line begins with hiragana if another place fits.
    """

    leaning: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    bunsetsu: bool = False


NO_WORDS = BreakWords()


def graphemes(text: str) -> list[str]:
    """Split text into what a reader takes for single characters (UAX 29)."""
    from icu4py.breakers import CharacterBreaker

    return list(CharacterBreaker(text, "en")) if text else []


def break_offsets(text: str, language: str) -> list[int]:
    """Return the code point offsets inside `text` at which a line may break, in order."""
    if _base(language) == "ko":
        allowed = [match.end() for match in re.finditer(r"\s+", text) if match.start() > 0 and match.end() < len(text)]
    else:
        from icu4py.breakers import LineBreaker

        allowed = _offsets(LineBreaker(text, _locale(language)))
    if text.isascii():
        return allowed
    whole = set(_offsets(graphemes(text)))
    return [offset for offset in allowed if offset in whole]


def words(text: str, language: str) -> list[str]:
    """Split text into words and what stands between them; Chinese, Japanese and Thai by dictionary."""
    from icu4py.breakers import WordBreaker

    return list(WordBreaker(text, _locale(language))) if text else []


def is_unspaced(language: str) -> bool:
    """Tell whether the language is written without spaces between words."""
    return _base(language) in UNSPACED


def ends_clause(line: str) -> bool:
    """Tell whether a line ends where a reader pauses anyway: with a stop, a comma, a dash, a bracket."""
    return bool(_CLAUSE_END.search(line.rstrip()))


def suggest_lines(
    text: str,
    language: str,
    *,
    fits: Callable[[str], bool],
    max_lines: int = 2,
    length: Callable[[str], float] = len,
    words: BreakWords = NO_WORDS,
    whole: Iterable[str] = (),
    only_good: bool = False,
) -> list[str] | None:
    """Break a text into the fewest lines that fit, well balanced, at good places.

    Args:
        text: one line of text (see `joined`).
        fits: whether a line is inside the limits.
        length: how long a line is, for balance.
        words: beside which a line breaks badly.
        whole: names and expressions that are not torn apart if another place fits.
        only_good: whether a bad place is none.

    Returns:
        The lines without spaces at their ends, or None when the text does not fit into `max_lines` (in good places).
    """
    if fits(text := text.strip()):
        return [text]
    offsets = _best_offsets(text, language)
    inside, bad = _inside_words(text, language, offsets), _bad_places(text, language, offsets, words, whole)

    def cost(chosen: Sequence[int]) -> float:
        return _cost(_cut(text, chosen), length) + sum(_INSIDE_WORD * (each in inside) + bad.get(each, 0.0) for each in chosen)

    good = [offset for offset in offsets if offset not in bad]
    for count in range(2, max_lines + 1):
        for places in (good,) if only_good else (good, offsets):
            fitting = [chosen for chosen in combinations(places, count - 1) if _fit(_cut(text, chosen), fits)]
            if fitting:
                return _cut(text, min(fitting, key=cost))
    return None


def joined(lines: Sequence[str]) -> str:
    """Return the lines as one, with a space where each ended. Only for languages that write spaces between words."""
    return " ".join(line.strip() for line in lines if line.strip())


def _cut(text: str, offsets: Sequence[int]) -> list[str]:
    edges = [0, *offsets, len(text)]
    return [text[start:end].strip() for start, end in pairwise(edges)]


def _best_offsets(text: str, language: str) -> list[int]:
    offsets = break_offsets(text, language)
    if len(offsets) <= _MAX_CANDIDATES:
        return offsets
    clause_ends = [offset for offset in offsets if _CLAUSE_END.search(text[:offset].rstrip())]
    step = len(offsets) / _MAX_CANDIDATES
    spread = {offsets[int(index * step)] for index in range(_MAX_CANDIDATES)}
    return sorted(spread | set(clause_ends[:_MAX_CANDIDATES]))


def _inside_words(text: str, language: str, offsets: Sequence[int]) -> set[int]:
    if not is_unspaced(language):
        return {offset for offset in offsets if not text[offset - 1].isspace()}
    edges = set(_offsets(words(text, language)))
    return {offset for offset in offsets if offset not in edges and not text[offset - 1].isspace()}


def _fit(lines: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return all(lines) and all(fits(line) for line in lines)


def _bad_places(text: str, language: str, offsets: Sequence[int], words: BreakWords, whole: Iterable[str]) -> dict[int, float]:
    """Return how bad it is to break at those of some places that are bad."""
    bad = dict.fromkeys(_torn(text, whole), _TORN)
    spaced = not is_unspaced(language)
    for offset in offsets:
        if _leans(text[:offset], words.leaning) or _trails(text[offset:], words, spaced=spaced):
            bad[offset] = bad.get(offset, 0.0) + _LEANING
    return bad


def _leans(line: str, leaning: frozenset[str]) -> bool:
    """Tell whether a line ends with a word that leans on the next one; a stop that belongs to the word stays with it."""
    words_there = line.split()
    last = words_there[-1].casefold().strip(_MARKS) if words_there else ""
    return bool(leaning) and last in leaning


def _trails(rest: str, words: BreakWords, *, spaced: bool) -> bool:
    """Tell whether a line begins with a word that hangs on the one before."""
    rest = rest.lstrip()
    if words.bunsetsu and "\u3041" <= rest[:1] <= "\u309f":
        return True
    if not words.trailing:
        return False
    if not spaced:
        return rest.startswith(tuple(words.trailing))
    first = rest.split(maxsplit=1)
    return bool(first) and first[0].strip(_MARKS) in words.trailing


def _torn(text: str, whole: Iterable[str]) -> set[int]:
    """Return the offsets inside names and expressions."""
    folded, torn = text.casefold(), set[int]()
    if len(folded) != len(text):
        folded = text
    for name in whole:
        wanted = name.strip().casefold() if folded is not text else name.strip()
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            torn.update(range(at + 1, at + len(wanted)))
            at = folded.find(wanted, at + 1)
    return torn


def _cost(lines: list[str], length: Callable[[str], float]) -> float:
    lengths = [length(line) for line in lines]
    cost = _SPREAD * (max(lengths) - min(lengths)) / max(*lengths, 1)
    for line in lines[:-1]:
        if _SENTENCE_END.search(line):
            cost += _SENTENCE
        elif _CLAUSE_END.search(line):
            cost += _CLAUSE
    return cost + (_TOP_HEAVY if lengths[0] > lengths[-1] else 0.0)


def _offsets(segments: Iterable[str]) -> list[int]:
    found, at = [], 0
    for segment in segments:
        at += len(segment)
        found.append(at)
    return found[:-1]


@lru_cache(maxsize=256)
def _base(language: str) -> str:
    import langcodes  # its tables take longer to load than most commands take in all

    return str(langcodes.get(language).language or "und")


@lru_cache(maxsize=256)
def _locale(language: str) -> str:
    return f"{_base(language)}-u-lb-strict" if _base(language) in ("zh", "ja") else language
