"""A list for burning: what stands on the picture, where and from when to when, and what it is in another language."""

from collections.abc import Iterator, Sequence

from crossreel.domain.picture.placement import find_placement
from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.workbook import workbook_of
from crossreel.formats.markup import CONTROLS

HEADS = ("episode", "in", "out", "duration", "left", "top", "width", "height")


def workbook(document: Document, language: str, wording: Wording) -> bytes:
    """Return the signs of a script (see `script_document`) as XLSX: a row each, boxes in percent of the picture.

    The place of a sign that has no box is left empty; where its translation belongs, an editor decides.
    """
    return workbook_of({wording.sentence("signs.sheet", {}): rows(document, language, wording)})


def rows(document: Document, language: str, wording: Wording) -> Iterator[Sequence[str]]:
    """Give the header, and the row of each sign in order of episode and time."""
    heads = [wording.sentence(f"signs.{name}", {}) for name in HEADS]
    yield [*heads, *(wording.language_name(tag) for tag in dict.fromkeys((document.language, language))), "cue_id"]
    for cue in document.cues:
        if "signs" not in cue.extras:
            continue
        times = (clock(cue.start_ms), clock(cue.end_ms), f"{(cue.end_ms - cue.start_ms) / 1000:.3f}")
        said = [cue.text] if language == document.language else [cue.text, cue.texts.get(language, "")]
        texts = [CONTROLS.sub("", plain_text(text)) for text in said]
        yield [str(cue.extras.get("episode", "")), *times, *_box(str(cue.extras.get("place", ""))), *texts, str(cue.cue_id or "")]


def _box(placement: str) -> list[str]:
    found = find_placement(placement)
    if found is None or found.box is None:
        return [""] * 4
    return [f"{value:.2f}" for value in (found.box.x, found.box.y, found.box.width, found.box.height)]
