"""Which language a subtitle file is in: what its name, its folders, its header and its words say, and where they disagree."""

from collections.abc import Iterator

from crossreel.domain.errors import Told
from crossreel.domain.importing.bilingual_files import SPLIT, SPLIT_MORE
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.text.document import Document, Notice
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import base_of, normalize_tag, script_of
from crossreel.formats.orthographies import is_plainly_in
from crossreel.language.bilingual import TwoLanguages
from crossreel.language.guess import SAMPLE_CHARACTERS, LanguageGuess, look_at_language

CUES_FOR_GUESS = 400
LETTERS_TO_DOUBT = 120  # in fewer words neighbours such as Indonesian and Malay look alike
ALIKE = ({"id", "ms"}, {"es", "gl", "ca"}, {"pt", "gl"}, {"hi", "mr", "ne"}, {"nl", "af"}, {"ru", "be"})


def guess_of(document: Document, named: str | None = None) -> tuple[LanguageGuess, int]:
    """Return what the words of a document look like, and how many letters that was told from, as far as it matters.

    Words that are plainly of the language a file is named by (`named`) need no classifier.
    """
    words = "\n".join(_words(document))
    letters = sum(map(str.isalpha, words[: 4 * LETTERS_TO_DOUBT]))
    if named and is_plainly_in(words, base_of(named)):
        return LanguageGuess(tag=named), letters
    return look_at_language(words), letters


def told_language(parts: NameParts, document: Document, guess: LanguageGuess) -> tuple[str, str]:
    """Return the language of a file and where that is from: "name", "folder", "header", "text" or ""."""
    if parts.language is not None:
        return parts.language, parts.language_from
    header = normalize_tag(document.language) if document.language else None
    if header is not None and header != "und":
        return header, "header"
    return (guess.tag, "text") if guess.tag else ("", "")


def language_doubts(name: str, language: str, origin: str, guess: LanguageGuess, letters: int) -> Iterator[Notice]:
    """Say where the words of a file are in another language than the one it is said to be in, or in none that is known."""
    seen = guess.tag or guess.other
    if not language and guess.other:
        yield Notice(code="import.language_unknown", facts={"path": name, "guessed_language": guess.other})
    elif origin not in ("", "text") and seen and _contradicts(language, seen, letters):
        yield Notice(code="import.language_doubtful", facts={"path": name, "language": language, "guessed_language": seen})


def split_notices(both: TwoLanguages | None, name: str) -> Iterator[Notice]:
    """Say that a file holds several languages, and how."""
    if both is not None:
        languages = [part.language for part in both.parts]
        code = SPLIT if len(languages) == 2 else SPLIT_MORE
        yield Notice(code=code, facts={"path": name, "languages": languages, "shape": Told(f"bilingual.{both.shape}", {})})


def _contradicts(language: str, seen: str, letters: int) -> bool:
    if script_of(seen) != script_of(language):
        return True
    said, read = base_of(language).replace("fil", "tl"), base_of(seen).replace("fil", "tl")
    return said != read and letters >= LETTERS_TO_DOUBT and not any({said, read} <= pair for pair in ALIKE)


def _words(document: Document) -> Iterator[str]:
    """Give the words the language is guessed from, no more of them than the guess looks at."""
    left = SAMPLE_CHARACTERS
    for cue in document.cues[:CUES_FOR_GUESS]:
        text = plain_text(cue.text)[:left]
        left -= len(text)
        yield text
