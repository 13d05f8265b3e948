"""What the writers of EBU-TT-D and of iTunes Timed Text share: both are small parts of TTML 1, with the house's look and places."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import Span, canonical, escape, parse, render
from crossreel.domain.text.language import is_right_to_left
from crossreel.formats.notices import WRITE_DROPPED, Notices
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_styles import WHITE

UNKNOWN_LANGUAGE = "und"
ALIGNMENTS = ("left", "center", "right")


def in_plain_white(cue: DocumentCue) -> DocumentCue:
    """Return a cue without the white that words have by themselves, which is that of all words."""
    if f"<c={WHITE}>" not in cue.text:
        return cue
    spans = [replace(span, colour="") if span.colour == WHITE else span for span in parse(cue.text)]
    return replace(cue, text=canonical(render(spans)))


def without_kept(document: Document, notices: Notices) -> Document:
    """Return a document without the looks that other documents of the family may have kept, each named as lost."""
    for feature, count in keeps(document).items():
        notices.drop(feature, count=count, code=WRITE_DROPPED)
    return replace(document, cues=tuple([replace(cue, extras={}) if cue.extras else cue for cue in document.cues]), extras={})


def language_of(document: Document, options: WriteOptions) -> str:
    """Return the language of a document as its root says it."""
    return options.language or document.language or UNKNOWN_LANGUAGE


def direction_of(document: Document, options: WriteOptions) -> str:
    """Return the direction of its paragraphs, "rtl" or "ltr"."""
    language = language_of(document, options)
    return "rtl" if language != UNKNOWN_LANGUAGE and is_right_to_left(language) else "ltr"


def attributes(values: Mapping[str, str]) -> str:
    """Write attributes, a blank before each."""
    return "".join([f' {name}="{escape(value).replace(chr(34), "&quot;")}"' for name, value in values.items() if value])


def styles_used(document: Document) -> dict[str, dict[str, str]]:
    """Return the styles that the words of a document have beside the usual one, by their ids."""
    found: dict[str, dict[str, str]] = {}
    for cue in document.cues:
        for span in parse(cue.text) if "<" in cue.text else ():
            for name, looks in _looks(span):
                found.setdefault(name, looks)
        align = align_of(cue)
        if align:
            found.setdefault(align, {"tts:textAlign": align})
    return dict(sorted(found.items()))


def _looks(span: Span) -> Iterable[tuple[str, dict[str, str]]]:
    if span.italic:
        yield "italic", {"tts:fontStyle": "italic"}
    if span.bold:
        yield "bold", {"tts:fontWeight": "bold"}
    if span.underline:
        yield "underline", {"tts:textDecoration": "underline"}
    if span.colour:
        yield f"colour-{span.colour[1:]}", {"tts:color": span.colour}


def align_of(cue: DocumentCue) -> str:
    """Return how a paragraph stands across, "" for the middle and in a box of its own."""
    place = read_placement(cue.placement)
    return ALIGNMENTS[place.column] if place.box is None and place.column != 1 else ""


def words(markup: str) -> str:
    """Return a text as the content of a paragraph: spans that refer to their styles, and line breaks."""
    if "<" not in markup:
        return markup.replace("\n", "<br/>")
    pieces = []
    for span in parse(markup):
        text = escape(span.text).replace("\n", "<br/>")
        names = " ".join([name for name, _ in _looks(span)])
        pieces.append(f'<span style="{names}">{text}</span>' if names else text)
    return "".join(pieces)
