"""Scripts as rows of cells: one row a cue with its id, times, speaker and a column a language."""

from collections.abc import Iterator

from crossreel.domain.text.column_name import SIGNS
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import clock
from crossreel.formats.markup import CONTROLS, to_cell
from crossreel.formats.tables.headers import SOURCE_MARK, header_for

DIALOGUE = "dialogue"
"""What stands beside rows that are spoken, where others stand on the picture."""


def rows(document: Document, options: WriteOptions) -> Iterator[list[str]]:
    """Give the header and one row per cue, all of it text: ids and times must not become numbers in a spreadsheet."""
    source = document.language or options.language
    others = tuple(dict.fromkeys(tag for cue in document.cues for tag in cue.texts if tag != source))
    episodes = any("episode" in cue.extras for cue in document.cues)
    noted = any("note" in cue.extras for cue in document.cues)
    signs = any("signs" in cue.extras for cue in document.cues)
    based = any("base" in cue.extras for cue in document.cues)
    foreign = any("spoken_in" in cue.extras for cue in document.cues)
    head = ["cue_id", *(["episode"] if episodes else []), "in", "out", "duration", *(["kind", "place"] if signs else []), "speaker"]
    head += ["spoken in"] if foreign else []
    head += [f"{source}{SOURCE_MARK}" if source else "text", *(header_for(tag) if tag else "text" for tag in others)]
    yield [*head, *(["note"] if noted else []), *(["base"] if based else [])]
    for cue in document.cues:
        row = ["" if cue.cue_id is None else str(cue.cue_id)]
        if episodes:
            row.append(str(cue.extras.get("episode", "")))
        times = [clock(cue.start_ms), clock(cue.end_ms), f"{(cue.end_ms - cue.start_ms) / 1000:.3f}"]
        row += times if cue.timed else ["", "", ""]
        row += [*_kind(cue), CONTROLS.sub("", cue.speaker)] if signs else [CONTROLS.sub("", cue.speaker)]
        row += [CONTROLS.sub("", str(cue.extras.get("spoken_in", "")))] if foreign else []
        row += [to_cell(cue.text), *(to_cell(cue.texts.get(tag, "")) for tag in others)]
        row += [CONTROLS.sub("", str(cue.extras.get("note", "")))] if noted else []
        yield [*row, *([base_text(cue.extras.get("base"))] if based else [])]


def _kind(cue: DocumentCue) -> tuple[str, str]:
    """Return whether a cue is spoken or stands on the picture, and where."""
    return (SIGNS, str(cue.extras.get("place", ""))) if "signs" in cue.extras else (DIALOGUE, "")


def base_text(base: object) -> str:
    """Return the digests of what each cell held when the script went out, `tag:digest` each."""
    return " ".join(f"{tag}:{digest}" for tag, digest in base.items()) if isinstance(base, dict) else ""
