"""What EBU STL can hold of a document: its letters, its colours, the rows of a Teletext page and 25 or 30 frames a second."""

from dataclasses import replace
from fractions import Fraction

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import Span, parse, plain_text
from crossreel.formats.colours import nearest_colour
from crossreel.formats.frame_fitting import on_frames
from crossreel.formats.notices import Notices
from crossreel.formats.row_fitting import Screen, fitted_rows
from crossreel.formats.sign_fitting import SignFitting, script_of_sign
from crossreel.formats.stl_letters import holds, table_for
from crossreel.formats.stl_text import COLOURS

TITLE = "EBU STL"
OPEN = "open"
TELETEXT_COLUMNS = 37  # of 40: double height and two codes that open the box take a place each
TELETEXT_ROWS = 11  # of double height on the 23 rows of a page
OPEN_COLUMNS, OPEN_ROWS = 40, 11
NTSC = Fraction(30000, 1001)
RATES = {25: Fraction(25), 50: Fraction(25), 30: Fraction(30), 60: Fraction(30)}


def stl_rate(options: WriteOptions) -> Fraction:
    """Return the frames a second that a file counts: 30 or 29.97 for a video of these (or twice as many), else 25."""
    nominal = round(options.frame_rate)
    if nominal in (30, 60) and options.frame_rate.denominator != 1:
        return NTSC
    return RATES.get(nominal, Fraction(25))


def fitted_stl(document: Document, options: WriteOptions, notices: Notices) -> Document:
    """Return a document as a file of this standard can hold it, and say what was changed.

    Raises:
        BadInput: it has letters of a script, or a sign, that no code table has; a word or a text is too long for the screen.
    """
    table = table_of(document)
    signs = SignFitting(TITLE, lambda sign: holds(sign, table), notices)
    is_open = options.display_standard == OPEN
    cues = []
    for cue in document.cues:
        _say_what_is_lost(cue, notices, is_open=is_open)
        text = fitted_rows(signs.fitted(cue.text), _OPEN_SCREEN if is_open else _PAGE, notices) if cue.text else ""
        if text:
            cues.append(replace(cue, text=text, placement=read_placement(cue.placement).nearest.written, speaker="", extras={}))
        else:
            notices.add("loses.empty_cues")
    return on_frames(replace(document, cues=tuple(cues)), stl_rate(options), notices)


def table_of(document: Document) -> bytes:
    """Return the code table that the letters of a document ask for."""
    return table_for(script_of_sign(sign) for cue in document.cues for sign in plain_text(cue.text) if sign > "\u036f")


def _say_what_is_lost(cue: DocumentCue, notices: Notices, *, is_open: bool) -> None:
    """Say which looks of a cue are lost: Teletext has colours alone, open subtitles italics and underlines."""
    spans = parse(cue.text) if "<" in cue.text else []
    lost = ("c",) if is_open else ("i", "u")
    for look in lost:
        if any({"c": span.colour, "i": span.italic, "u": span.underline}[look] for span in spans):
            notices.add(f"loses.{look}")
    odd = [] if is_open else [span.colour for span in spans if span.colour not in (*COLOURS, "#ffffff")]
    if odd:
        notices.add("format.nearest_colour", colour=odd[0])


def _in_colour(span: Span, before: Span | None) -> Span:
    return replace(span, italic=False, underline=False, colour=nearest_colour(span.colour, COLOURS))


def _colourless_blank(before: Span, after: Span) -> Span:
    """Return the blank between two words: a code of Teletext between them has no colour."""
    return Span(text=" ", colour=before.colour if before.colour == after.colour else "")


def _without_colour(span: Span, before: Span | None) -> Span:
    return replace(span, colour="")


def _shared_blank(before: Span, after: Span) -> Span:
    return Span(text=" ", italic=before.italic and after.italic, underline=before.underline and after.underline)


_PAGE = Screen(format=TITLE, columns=TELETEXT_COLUMNS, rows=TELETEXT_ROWS, look=_in_colour, blank=_colourless_blank, first=1)
_OPEN_SCREEN = Screen(format=TITLE, columns=OPEN_COLUMNS, rows=OPEN_ROWS, look=_without_colour, blank=_shared_blank, spaced=False)
