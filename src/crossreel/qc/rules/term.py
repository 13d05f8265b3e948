"""Names and expressions of the series bible are rendered the one way the bible says.

Where the source of a cue has an expression that this language has a rendering for, the translation must contain that rendering;
case and line breaks do not matter. In languages that inflect names the beginning of each word is enough.

Bad:
    林晚回来了  ->  Lin Van is back (the bible says Lin Wan)
Good:
    林晚回来了  ->  Lin Wan is back
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.language.counting import clean
from crossreel.qc.checked_track import CheckedTrack, RequiredTerm
from crossreel.qc.rule import Remark, Rule, Scope

INFLECTING = frozenset({"ru", "pl", "tr", "de", "hi", "ar", "uk", "cs", "fi", "hu"})
STEM_LETTERS = 4


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every expression that a translation renders otherwise."""
    wanted = {cue.id: found for cue in track.spine if (found := _terms_in(clean(plain_text(cue.text)), track.terms))}
    if not wanted:
        return
    inflects = track.language.split("-")[0] in INFLECTING
    for checked in track.cues:
        if not checked.text:
            continue
        terms = {term for source in checked.sources for term in wanted.get(source.id, ())}
        if not terms:
            continue
        text = " ".join(checked.text.split()).casefold()
        for term in sorted(terms, key=lambda term: term.source):
            if not _appears(term.rendering, text, inflects):
                yield Remark(
                    cue=checked.cue,
                    severity=Severity.WARNING,
                    facts={"source": term.source, "rendering": term.rendering},
                    read=(term.source, term.rendering, checked.text),
                )


def _terms_in(source: str, terms: tuple[RequiredTerm, ...]) -> tuple[RequiredTerm, ...]:
    return tuple(term for term in terms if _finder(term.source)(source))


@lru_cache(maxsize=4096)
def _finder(expression: str) -> Callable[[str], object]:
    """Whole words for scripts with spaces, anywhere for the others."""
    escaped = re.escape(clean(expression))
    if re.search("[\u3040-\u9fff\u0e00-\u0e7f]", expression):
        return re.compile(escaped).search
    return re.compile(rf"(?<!\w){escaped}(?!\w)", re.IGNORECASE).search


def _appears(rendering: str, text: str, inflects: bool) -> bool:
    wanted = " ".join(clean(rendering).split()).casefold()
    if not wanted or wanted in text:
        return True
    return inflects and bool(_stems(wanted).search(text))


@lru_cache(maxsize=4096)
def _stems(rendering: str) -> re.Pattern[str]:
    words = (re.escape(word[: max(STEM_LETTERS, len(word) - 2)]) + r"\w*" for word in rendering.split())
    return re.compile(r"\b" + r"\W+".join(words))


RULE = Rule(
    id="term",
    title=N_("Term not followed"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"terms"}),
    check=check,
)
