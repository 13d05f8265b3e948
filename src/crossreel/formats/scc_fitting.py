"""What closed captions of CEA-608 can hold of a document: Latin letters, 32 columns, one caption at a time, two bytes a frame."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.picture.placement import Placement, read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import Span, canonical, parse, split_lines
from crossreel.formats.colours import nearest_colour
from crossreel.formats.frame_fitting import frame_ms, nearest_frame, on_frames, start_frame
from crossreel.formats.notices import Notices
from crossreel.formats.row_fitting import Screen, fitted_rows
from crossreel.formats.scc_captions import Caption, in_time, units_of
from crossreel.formats.scc_letters import COLOURS, holds
from crossreel.formats.scc_screen import COLUMNS
from crossreel.formats.sign_fitting import SignFitting

TITLE = "Scenarist SCC"
RATE = Fraction(30000, 1001)
MOST_ROWS = 4
SIDE_COLUMNS = 21  # wider text stands in the middle of the 32, wherever it begins


def fitted_scc(document: Document, options: WriteOptions, notices: Notices) -> Document:
    """Return a document as captions can hold it, and say what was changed.

    Raises:
        BadInput: it has letters of a script, or a sign, that captions have not; a word or a text is too long for the screen.
    """
    signs = SignFitting(TITLE, holds, notices)
    in_turn = sorted(document.cues, key=lambda cue: cue.start_ms)
    cues = [_fitted(cue, signs, notices) for cue in in_turn if _has_text(cue, notices)]
    framed = on_frames(replace(document, cues=tuple(cue for cue in cues if cue.text)), RATE, notices)
    shown = list(_one_at_a_time(framed.cues, notices))
    shown = [replace(cue, placement=_placement(cue, notices)) for cue in shown]
    return replace(framed, cues=tuple(_sent_in_time(shown, options, notices)))


def captions_of(document: Document, options: WriteOptions) -> list[Caption]:
    """Return the captions of a document that was fitted, by the frames of the programme's clock."""
    start = start_frame(options, RATE)
    return [
        Caption(
            units=units_of(cue),
            start=start + nearest_frame(cue.start_ms, RATE),
            end=start + nearest_frame(cue.end_ms, RATE),
        )
        for cue in document.cues
    ]


def _has_text(cue: DocumentCue, notices: Notices) -> bool:
    if not cue.text:
        notices.add("loses.empty_cues")
    return bool(cue.text)


def _fitted(cue: DocumentCue, signs: SignFitting, notices: Notices) -> DocumentCue:
    odd = next((span.colour for span in parse(cue.text) if span.colour not in (*COLOURS, "#ffffff")), "") if "<" in cue.text else ""
    if odd:
        notices.add("format.nearest_colour", colour=odd)
    text = fitted_rows(signs.fitted(cue.text), _SCREEN, notices)
    if _slanted(text) < _slanted(cue.text):
        notices.add("scc.italics_in_colour")
    return replace(cue, text=text, placement=read_placement(cue.placement).nearest.written, speaker="", extras={})


def _slanted(markup: str) -> int:
    """Count the words that are slanted."""
    return sum(len(span.text.split()) for span in parse(markup) if span.italic) if "<i>" in markup else 0


def _look(span: Span, before: Span | None) -> Span:
    """Return a span in a look that one code can switch to: coloured or slanted, and slanted only out of white."""
    colour = nearest_colour(span.colour, COLOURS)
    plain = bool(colour) or (before is not None and bool(before.colour))
    return replace(span, colour=colour, italic=span.italic and not plain)


def _blank(before: Span, after: Span) -> Span:
    return Span(text=" ", italic=before.italic, colour=before.colour)


_SCREEN = Screen(format=TITLE, columns=COLUMNS, rows=MOST_ROWS, look=_look, blank=_blank)


def _placement(cue: DocumentCue, notices: Notices) -> str:
    place = read_placement(cue.placement)
    width = max((sum(len(span.text) for span in line) for line in split_lines(cue.text)), default=0)
    if place.column != 1 and width > SIDE_COLUMNS:
        notices.add("scc.wide_at_side", columns=SIDE_COLUMNS)
        return Placement(key=3 * place.row + 2).written
    return place.written


def _one_at_a_time(cues: tuple[DocumentCue, ...], notices: Notices) -> Iterator[DocumentCue]:
    """Give cues of which none is shown while another is: those that begin together are one, others end where the next begins."""
    waiting: DocumentCue | None = None
    for cue in cues:
        if waiting is None:
            waiting = cue
        elif waiting.start_ms == cue.start_ms:
            notices.add("scc.overlap", text=cue.text[:80])
            both = canonical(f"{waiting.text}\n{cue.text}")
            text = fitted_rows(both, _SCREEN, notices)
            waiting = replace(waiting, text=text, end_ms=max(waiting.end_ms, cue.end_ms))
        else:
            if waiting.end_ms > cue.start_ms:
                notices.add("scc.overlap", text=waiting.text[:80])
                waiting = replace(waiting, end_ms=cue.start_ms)
            yield waiting
            waiting = cue
    if waiting is not None:
        yield waiting


def _sent_in_time(cues: list[DocumentCue], options: WriteOptions, notices: Notices) -> Iterator[DocumentCue]:
    """Give cues at the times at which all of them can have been sent."""
    start = start_frame(options, RATE)
    captions = captions_of(Document(cues=tuple(cues)), options)
    sent = in_time(captions, 0)
    late = [(after.start - before.start, cue) for before, after, cue in zip(captions, sent, cues, strict=True)]
    worst = max(late, key=lambda each: each[0], default=(0, None))
    if worst[1] is not None and worst[0] > 0:
        count = sum(frames > 0 for frames, _ in late)
        notices.add_many("scc.late", count, late_ms=frame_ms(worst[0], RATE), text=worst[1].text[:80])
    for before, after, cue in zip(captions, sent, cues, strict=True):
        if after.end - after.start > before.end - before.start:
            notices.add("time.brief", text=cue.text[:80])
        times = [frame_ms(frame - start, RATE) for frame in (after.start, after.end)]
        yield replace(cue, start_ms=times[0], end_ms=times[1])
