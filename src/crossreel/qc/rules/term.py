"""Names and expressions of the series bible are rendered the one way the bible says.

Where the source of a cue has an expression that this language has a rendering for, the translation must contain that rendering;
case and line breaks do not matter, but that a person's name is not written small. In languages that inflect names the beginning of
each word is enough, and a person may be he or she, where nobody else is named (`resources/word_lists/term.toml`). Where
translations stand beside their source, that is told instead.

Bad:
    林晚回来了  ->  Lin Van is back (the bible says Lin Wan)
Good:
    林晚回来了  ->  Lin Wan is back
"""

import re
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.language.counting import clean
from crossreel.language.expressions import has_expression, has_rendering
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, RequiredTerm
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.shifts import shifted_cues
from crossreel.qc.word_lists import word_list

PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
INSIDE = re.compile(r"(?<=[^\W\d_,;:][ \n])[^\W\d_]{2,}")  # words that begin no sentence


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every expression that a translation renders otherwise."""
    wanted = {cue.id: found for cue in track.spine if (found := _terms_in(clean(plain_text(cue.text)), track.terms))}
    if not wanted:
        return
    for checked in track.cues:
        if not checked.text:
            continue
        terms = {term for source in checked.sources for term in wanted.get(source.id, ())}
        if not terms:
            continue
        for term in sorted(terms, key=lambda term: term.source):
            if not _is_followed(term.rendering, checked, track) and checked.cue.id not in shifted_cues(track):
                yield Remark(
                    cue=checked.cue,
                    severity=Severity.WARNING,
                    facts={"source": term.source, "rendering": term.rendering},
                    read=(term.source, term.rendering, checked.text),
                )


def _is_followed(rendering: str, checked: CheckedCue, track: CheckedTrack) -> bool:
    """Tell whether a translation has a rendering, or may go without."""
    is_person = any(rendering == person.name for person in track.people)
    if has_rendering(rendering, checked.text, track.language):
        is_small = rendering not in checked.text and rendering.casefold() in " ".join(checked.lines)
        return not (is_person and is_small and rendering[:1].isupper())
    return is_person and _says_he_or_she(checked.text, track.language)


def _says_he_or_she(text: str, language: str) -> bool:
    listed = word_list("term")
    if any(match.group()[0].isupper() for match in INSIDE.finditer(text)):
        return False
    words = frozenset(PIECE.findall(text.casefold().replace("’", "'")))
    said = not listed.words(language, "pronouns").folded.isdisjoint(words)
    return said or any(phrase in text.casefold() for phrase in listed.words(language, "phrases").listed)


def _terms_in(source: str, terms: tuple[RequiredTerm, ...]) -> tuple[RequiredTerm, ...]:
    return tuple(term for term in terms if has_expression(term.source, source))


RULE = Rule(
    id="term",
    title=N_("Term not followed"),
    severity=Severity.WARNING,
    scope=Scope.EPISODE,
    needs=frozenset({"terms"}),
    check=check,
)
