"""A line is in the language of its column.

Told of lines in Latin letters, by their small words: the line has at least three, half of all it has, of another language,
and none that only its own has. Languages that are too near to each other (Indonesian and Malay) and what every language quotes
("c'est la vie", where it is half of the line) are let alone, and so are words that the source has too. In a column of another
script only a line without any letter of that script is one. Lines in other scripts are another rule's matter.

Bad:
    (Spanish) Nunca mais quero te ver aqui
Good:
    (Spanish) ¡Oh la la, mon chéri!
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import base_of, script_of
from crossreel.kernel.marks import N_
from crossreel.language.spelling import APOSTROPHES
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import WORD
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "nl", "id", "ms", "vi", "tr", "pl", "fil")
LEAST_WORDS, LEAST_HITS, SHARE = 4, 3, 0.5
OTHER_LETTER = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]")
NAMES = {"es": "es-419", "pt": "pt-BR"}


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each line that is in another language than its track."""
    is_latin = script_of(track.language) == "Latn"
    if is_latin and not _words(base_of(track.language)):
        return
    strange = _strange(base_of(track.language))
    here = strange & track.texts.vocabulary
    if len(here) < LEAST_HITS:
        return
    for checked in track.cues:
        if not is_latin and OTHER_LETTER.search(checked.text):
            continue
        words = WORD.findall(checked.text.casefold())
        if len(words) >= LEAST_WORDS and len(here.intersection(words)) >= LEAST_HITS:
            other = _language_of(words, base_of(track.language))
            if other and not _is_quoted(checked):
                facts = {"language": NAMES.get(other, other)}
                yield Remark(cue=checked.cue, severity=Severity.ERROR, facts=facts, read=(other, checked.text))


@cache
def _words(language: str) -> frozenset[str]:
    """Small words as single parts: "don't" is two."""
    listed = word_list("other_language").words(language).folded
    return frozenset(
        part for word in listed for part in WORD.findall(word) if len(part) > 1 or part in ("i", "o", "a", "y", "e", "à")
    )


@cache
def _strange(language: str) -> frozenset[str]:
    """Small words of all languages but one and those of its kin, without those it has itself."""
    return frozenset().union(*(_words(other) for other in _others(language))) - _words(language)


@cache
def _alone(language: str, other: str) -> frozenset[str]:
    """Small words of a language that another does not have."""
    return _words(language) - _words(other)


def _others(language: str) -> list[str]:
    kin = {language, *word_list("other_language").text(language, "kin").split()}
    return [other for other in LANGUAGES if other not in kin]


def _language_of(words: list[str], language: str) -> str:
    """Return which language most of the words are small ones of; "" where that is none, or one of them is the track's alone."""
    counted = {other: len(_alone(other, language).intersection(words)) for other in _others(language)}
    best = max(counted, key=lambda other: counted[other])
    if counted[best] < LEAST_HITS or not _alone(language, best).isdisjoint(words):
        return ""
    return best if sum(word in _words(best) for word in words) >= SHARE * len(words) else ""


def _is_quoted(checked: CheckedCue) -> bool:
    """Tell whether a line is a phrase that every language quotes, or says what the source says in that language."""
    text = APOSTROPHES.sub("'", checked.text.casefold())
    borrowed = word_list("other_language").find("any", "borrowed")
    phrases = (phrase for phrase in (borrowed if isinstance(borrowed, list) else ()) if phrase in text)
    if any(2 * len(WORD.findall(phrase)) >= len(WORD.findall(text)) for phrase in phrases):
        return True
    words = set(WORD.findall(text))
    return any(len(words.intersection(WORD.findall(source.text.casefold()))) >= LEAST_HITS for source in checked.sources)


RULE = Rule(
    id="other_language",
    title=N_("Line in another language"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
)
