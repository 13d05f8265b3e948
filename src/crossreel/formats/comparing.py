"""Whether a file read back says what was meant, within what its format declares to lose."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.errors import Fact
from crossreel.domain.picture.placement import Placement, read_placement
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import Span, canonical, escape, parse, plain_text, render, restrict
from crossreel.formats.format import Format
from crossreel.formats.invisible import BLANK, without_invisible, without_lines_of_marks
from crossreel.formats.markup import JOINER, settle, without_blank_lines

INLINE_FEATURES = frozenset({"i", "b", "u", "c", "v", "ruby"})
_WRITTEN_JOINER = re.compile(rf"(?<=[^\w\s]){JOINER}")  # where writers put it, to keep text from being read as a sign


def first_difference(meant: Document, back: Document, chosen: Format) -> dict[str, Fact] | None:
    """Return the facts of the first cue that differs, or None. Cues are compared in file order."""
    if len(meant.cues) != len(back.cues):
        return {"number": min(len(meant.cues), len(back.cues)) + 1, "meant": str(len(meant.cues)), "found": str(len(back.cues))}
    quick = not chosen.script
    silent = "speaker" in chosen.loses
    for number, (one, other) in enumerate(zip(meant.cues, back.cues, strict=True), 1):
        same = one.start_ms == other.start_ms and one.end_ms == other.end_ms and one.text == other.text
        if same and quick and (silent or one.speaker == other.speaker) and not (one.placement or other.placement):
            continue
        found = _difference(one, other, chosen)
        if found is not None:
            return {"number": number, "meant": found[0], "found": found[1]}
    return None


def misfit(asked: Document, fitted: Document, chosen: Format, rate: Fraction | None, *, moved: bool) -> dict[str, Fact] | None:
    """Return the facts of what `Format.fit` may not change and did: letters and digits, and times beyond half a frame.

    Args:
        asked: the document before it was fitted, less the losses that were named.
        fitted: what became of it.
        chosen: the format.
        rate: of the frames its times count, None where it counts none.
        moved: whether it was said that cues had to be moved or put together; then no time is looked at.
    """
    if chosen.fit is None:
        return None
    found = _letters(fitted.cues)
    meant = next((each for each in map(_letters, (asked.cues, _in_turn(asked))) if each == found), _letters(asked.cues))
    if meant != found:
        pairs = zip(meant, found, strict=False)
        at = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(meant), len(found)))
        return {"number": 1, "meant": meant[at : at + 40], "found": found[at : at + 40]}
    if rate is None or moved or len(asked.cues) != len(fitted.cues):
        return None
    told = _off(asked.cues, fitted.cues, rate)
    return told and _off(_in_turn(asked), fitted.cues, rate) and told


def _off(asked: Sequence[DocumentCue], fitted: Sequence[DocumentCue], rate: Fraction) -> dict[str, Fact] | None:
    """Return the facts of the first cue whose times are off by more than half a frame."""
    for number, (one, other) in enumerate(zip(asked, fitted, strict=True), 1):
        gap_ms = max(abs(one.start_ms - other.start_ms), abs(one.end_ms - other.end_ms))
        if 2 * gap_ms > 1000 / rate + 1:
            times = [f"{each.start_ms}-{each.end_ms} ms" for each in (one, other)]
            return {"number": number, "meant": times[0], "found": times[1]}
    return None


def _in_turn(document: Document) -> Sequence[DocumentCue]:
    return sorted(document.cues, key=lambda cue: cue.start_ms)


def _letters(cues: Sequence[DocumentCue]) -> str:
    """Return the letters and digits of all texts without accents, case and widths: what no reader may miss."""
    apart = unicodedata.normalize("NFKD", "".join([plain_text(cue.text) for cue in cues])).casefold()
    return "".join([str(unicodedata.digit(sign, sign)) for sign in apart if sign.isalnum()])


def _difference(meant: DocumentCue, back: DocumentCue, chosen: Format) -> tuple[str, str] | None:
    gap_ms = max(abs(meant.start_ms - back.start_ms), abs(meant.end_ms - back.end_ms))
    if 2 * gap_ms > chosen.time_step_ms - (chosen.time_step_ms == 1):
        return f"{meant.start_ms}-{meant.end_ms} ms", f"{back.start_ms}-{back.end_ms} ms"
    same_text = meant.text == back.text and (meant.speaker == back.speaker or "v" in chosen.loses)
    if not same_text and _spoken(meant, chosen) != _spoken(back, chosen):
        return _spoken(meant, chosen), _spoken(back, chosen)
    if meant.speaker != back.speaker and not _same_speaker(meant, back, chosen):
        return meant.speaker, back.speaker
    if meant.placement != back.placement and "placement" not in chosen.loses and _place(meant, chosen) != _place(back, chosen):
        return meant.placement, back.placement
    if chosen.script:
        return _script_difference(meant, back)
    return None


def _place(cue: DocumentCue, chosen: Format) -> Placement:
    place = read_placement(cue.placement)
    return place.nearest if "placement_box" in chosen.loses else place


def _spoken(cue: DocumentCue, chosen: Format) -> str:
    """Return the text with the speaker as the voice of all of it, as formats with voices write it."""
    text = comparable(cue.text)
    if "v" in chosen.loses or not cue.speaker or not text or "<v=" in text:
        return text
    return comparable(f"<v={escape(' '.join(cue.speaker.split()))}>{text}</v>")


def _same_speaker(meant: DocumentCue, back: DocumentCue, chosen: Format) -> bool:
    """Compare speakers where they stand in a field of their own; fields parted by commas hold none."""
    if "speaker" in chosen.loses or "v" not in chosen.loses:
        return True
    return " ".join(meant.speaker.replace(",", ";").split()) == " ".join(back.speaker.split())


def _script_difference(meant: DocumentCue, back: DocumentCue) -> tuple[str, str] | None:
    if meant.cue_id != back.cue_id:
        return str(meant.cue_id), str(back.cue_id)
    for language, text in meant.texts.items():
        found = back.texts.get(language, "")
        if text != found and comparable(text) != comparable(found):
            return text, found
    return None


def comparable(markup: str) -> str:
    """Return markup in the form two files are compared in: no outer blanks, no joiners behind signs, canonical tags."""
    text = settle(_WRITTEN_JOINER.sub("", markup) if JOINER in markup else markup)
    text = without_lines_of_marks(text)
    if "<v=" in text:
        return canonical(render(_voiced(parse(text))))
    return canonical(text) if "<" in text else text


def _voiced(spans: Sequence[Span]) -> list[Span]:
    """Return spans whose blanks are spoken by whoever speaks before them, or behind: nobody sees which."""
    made: list[Span] = []
    first = next((span.voice for span in spans if span.text.strip(BLANK + "\n")), "")
    for span in spans:
        voice = made[-1].voice if made else first
        made.append(span if span.text.strip(BLANK + "\n") else replace(span, voice=voice))
    return made


def less_losses(asked: Document, named: frozenset[str]) -> Document:
    """Return what a file has to say: the document as it was asked for, less the losses that were named and nothing else.

    Args:
        asked: the document.
        named: what the writer said it leaves out: "i", "ruby", "speaker", "placement_box", "controls", "empty_cues" …
    """
    if not named:
        return asked
    allowed = INLINE_FEATURES - named

    def told(markup: str) -> str:
        text = restrict(markup, allowed) if "<" in markup and named & INLINE_FEATURES else markup
        text = without_invisible(text)[0] if "controls" in named else without_lines_of_marks(text)
        return without_blank_lines(settle(text)) if "blank_lines" in named else text

    cues = [
        replace(
            cue,
            text=told(cue.text),
            texts={language: told(text) for language, text in cue.texts.items()},
            placement="" if "placement" in named else cue.placement,
            speaker="" if "speaker" in named else cue.speaker,
        )
        for cue in asked.cues
        if not (cue.is_drawing and "drawing" in named)
    ]
    if "empty_cues" in named:
        cues = [cue for cue in cues if settle(cue.text) or any(cue.texts.values())]
    return replace(asked, cues=tuple(cues))
