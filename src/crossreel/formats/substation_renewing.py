"""Tracks of catalogs that took an ASS or SSA script in when less of it was read: brought up to what is read today.

Without it such a track, whose texts say nothing of the looks of their styles, would be written with those looks taken off.
"""

from dataclasses import replace

from crossreel.domain.picture.placement import Placement
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import canonical, parse, render
from crossreel.formats.substation_places import place_by_margins
from crossreel.formats.substation_styles import BaseStyle, Styles, sections_in, styles_of
from crossreel.formats.substation_text import read_text

READ_WITH_LOOKS = "looks"
"""The mark in a document's extras that its texts and placements say what styles, margins and positions do."""
READING = 2
"""The value of the mark today. Where it is less, each `\\n` was a line break, whatever the script's WrapStyle."""


def renewed(document: Document, kind: str) -> Document:
    """Return a document as today's reader would give it; `kind` is "ass" or "ssa". One without anything kept is of today."""
    mark = document.extras.get(READ_WITH_LOOKS)
    if not document.extras or mark == READING:
        return document
    styles = styles_of(sections_in(document), kind)
    renew = _with_soft_breaks if mark else _renewed
    return replace(document, cues=tuple([renew(cue, styles) if cue.extras else cue for cue in document.cues]))


def _with_soft_breaks(cue: DocumentCue, styles: Styles) -> DocumentCue:
    raw = cue.extras.get("raw")
    if not isinstance(raw, str) or "\\n" not in raw:
        return cue
    style = styles.of(str(cue.extras.get("style", "Default"))).with_margins(cue.extras)
    if read_text(raw, style, replace(styles, keeps_lines=True)).markup != cue.text:
        return cue
    return replace(cue, text=read_text(raw, style, styles).markup)


def _renewed(cue: DocumentCue, styles: Styles) -> DocumentCue:
    style = styles.of(str(cue.extras.get("style", "Default"))).with_margins(cue.extras)
    once = BaseStyle(italic=style.italic, keypad=style.keypad, picture=style.picture)
    raw = cue.extras.get("raw")
    if isinstance(raw, str):
        old = read_text(raw, once, Styles({}, {}, style.picture, keeps_lines=True))
        if old.markup == cue.text:
            said = read_text(raw, style, styles)
            as_read = cue.placement == Placement(key=old.anchor or once.keypad).written
            return replace(cue, text=said.markup, placement=said.placement if as_read else cue.placement)
    spans = [
        replace(
            span,
            bold=span.bold or style.bold,
            underline=span.underline or style.underline,
            colour=span.colour or style.colour,
        )
        for span in parse(cue.text)
    ]
    as_read = cue.placement == Placement(key=style.keypad).written
    placement = place_by_margins(style.keypad, style.margins, style.picture) if as_read else cue.placement
    return replace(cue, text=canonical(render(spans)), placement=placement)
