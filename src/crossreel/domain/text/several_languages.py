"""Documents that say of their cues in which language they are, and hold several."""

from dataclasses import dataclass, replace

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.language import find_kin


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePart:
    """One of the languages of a document, and what the document says in it."""

    language: str
    document: Document


def languages_in(document: Document) -> tuple[str, ...]:
    """Return the languages of a document's cues, its own first where a cue is in it."""
    return tuple(dict.fromkeys(tag for cue in _in_order(document) if (tag := cue.language or document.language)))


def only_in(document: Document, language: str) -> Document:
    """Return a document with the cues of one of its languages; the document itself where it says none of several.

    A language is also meant by a tag of its kin where only one is: `ko` where the file says `ko-KR`.
    """
    tags = languages_in(document)
    language = find_kin(language, tags) or language
    if language not in tags or len(tags) < 2:
        return document
    kept = tuple(replace(cue, language="") for cue in document.cues if (cue.language or document.language) == language)
    return replace(document, cues=kept, language=language)


def _in_order(document: Document) -> list[DocumentCue]:
    return sorted(document.cues, key=lambda cue: bool(cue.language))
