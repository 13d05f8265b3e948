"""Giving a cue new words or new line breaks and keeping its tags. For the repairs of rules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.inline import Span, canonical, escape, parse, plain_text, render
from crossreel.language.breaking import is_unspaced, joined, suggest_lines
from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedCue, CheckedTrack

WINDOW = 16
SPEAKER_DASH = re.compile(r"^\s*[-‐‑–—―−](?![-‐‑–—―−])\s*(?=\S)")


def with_text(cue: Cue, text: str) -> Cue:
    """Return the cue with other plain text; characters that stay keep their tags, new ones take those of their neighbour."""
    if "<" not in cue.text:
        return replace(cue, text=escape(text))
    spans = parse(cue.text)
    old = "".join(span.text for span in spans)
    owners = [index for index, span in enumerate(spans) for _ in span.text]
    if not owners:
        return replace(cue, text=escape(text))
    pieces = [""] * len(spans)
    for char, at in zip(text, _neighbours(old, text), strict=True):
        pieces[owners[at]] += char
    changed = [each for span, piece in zip(spans, pieces, strict=True) if piece for each in _without_edge_breaks(span, piece)]
    return replace(cue, text=canonical(render(changed)))


def _without_edge_breaks(span: Span, text: str) -> Iterator[Span]:
    """Yield a span with other characters; line breaks before and after the base of a reading stand outside of it."""
    inner = text.strip("\n") if span.reading else text
    before, _found, after = text.partition(inner)
    for part, reading in ((before, ""), (inner, span.reading), (after, "")):
        if part:
            yield replace(span, text=part, reading=reading)


def _neighbours(old: str, new: str) -> Iterator[int]:
    """Yield for each new character the place of the old one it is, stands for, or follows; places never go back.

    Repairs change few characters in a row, so that the texts are in step again within a short window.
    """
    at, taken = 0, 0
    while taken < len(new):
        skip_old, skip_new = _in_step(old[at : at + WINDOW], new[taken : taken + WINDOW])
        for offset in range(skip_new):
            yield min(at + min(offset, max(skip_old - 1, 0)) - (skip_old == 0 and at > 0), len(old) - 1)
        at, taken = at + skip_old, taken + skip_new
        if taken < len(new) and at < len(old) and old[at] == new[taken]:
            yield at
            at, taken = at + 1, taken + 1


def _in_step(old: str, new: str) -> tuple[int, int]:
    """Return how many characters to pass over in each text before they agree again, the fewest first."""
    for passed in range(len(old) + len(new)):
        for skip_new in range(min(passed, len(new) - 1) + 1) if new else ():
            skip_old = passed - skip_new
            if skip_old < len(old) and old[skip_old] == new[skip_new]:
                return skip_old, skip_new
    return len(old), len(new)


def may_rebreak(track: CheckedTrack, checked: CheckedCue) -> bool:
    """Tell, without trying, whether other line breaks could bring a cue inside its limits and would change no meaning.

    Two speakers keep their lines; where words are not separated by spaces, an existing break may stand for a pause.
    """
    if len(checked.lines) > 1 and (is_unspaced(track.language) or any(map(SPEAKER_DASH.match, checked.lines))):
        return False
    guide = track.guide
    return count(checked.text, guide.counting) <= guide.line_hard * guide.max_lines


def rebroken(track: CheckedTrack, checked: CheckedCue) -> Cue | None:
    """Return the cue with line breaks inside the targets, or at least the hard limits; None where there are none."""
    if not may_rebreak(track, checked):
        return None
    guide = track.guide
    text = joined(checked.lines) if len(checked.lines) > 1 else checked.text
    flat = with_text(checked.cue, text).text
    for limit, only_good in (
        (guide.line_target, True),
        (guide.line_hard, True),
        (guide.line_target, False),
        (guide.line_hard, False),
    ):

        def fits(line: str, limit: int = limit) -> bool:
            return count(line, guide.counting) <= limit and is_narrow(track, part_of(flat, line))

        lines = _suggested(track, text, fits, only_good=only_good)
        if lines is None:
            continue
        cue = with_text(checked.cue, "\n".join(lines))
        if "<" not in cue.text:
            return cue
        # A reading is not torn apart. Words that stand twice in a text, once slanted, may have been measured in the other's face.
        torn = any(span.reading and "\n" in span.text for span in parse(cue.text))
        if not torn and is_narrow(track, cue.text):
            return cue
    return None


def broken_on_demand(track: CheckedTrack, checked: CheckedCue) -> Cue:
    """Return the cue with its lines broken anew because a person asked for it.

    A text of several lines that fits one becomes one; one line is broken in two. Else it is brought inside the targets, the hard
    limits or, where neither can be, as near as its lines allow. Two speakers keep their lines.
    """
    if len(checked.lines) > 1 and any(map(SPEAKER_DASH.match, checked.lines)):
        return checked.cue
    text = "".join(checked.lines) if is_unspaced(track.language) else joined(checked.lines)
    flat, guide = with_text(checked.cue, text).text, track.guide

    def inside(limit: int, line: str) -> bool:
        return count(line, guide.counting) <= limit and is_narrow(track, part_of(flat, line))

    if len(checked.lines) > 1 and inside(guide.line_target, text):
        return with_text(checked.cue, text)
    limits = (guide.line_target, guide.line_hard)
    for limit, only_good in (*((each, True) for each in limits), *((each, False) for each in limits), (None, False)):

        def fits(line: str, limit: int | None = limit) -> bool:
            return line != text.strip() and (limit is None or inside(limit, line))

        lines = _suggested(track, text, fits, only_good=only_good)
        if lines is not None:
            return with_text(checked.cue, "\n".join(lines))
    return checked.cue


def _suggested(track: CheckedTrack, text: str, fits: Callable[[str], bool], *, only_good: bool) -> list[str] | None:
    guide = track.guide
    return suggest_lines(
        text, track.language, fits=fits, max_lines=guide.max_lines, length=lambda line: count(line, guide.counting),
        words=track.break_words, whole=track.names, only_good=only_good,
    )  # fmt: skip


def part_of(markup: str, words: str) -> str:
    """Return the first stretch of a marked text that reads so, with its tags; the words alone where there is none."""
    if "<" not in markup:
        return escape(words)
    at = plain_text(markup).find(words)
    if at < 0:
        return escape(words)
    found, start = [], 0
    for span in parse(markup):
        piece = span.text[max(0, at - start) : max(0, at + len(words) - start)]
        if piece:
            found.append(replace(span, text=piece))
        start += len(span.text)
    return render(found)


def is_narrow(track: CheckedTrack, markup: str) -> bool:
    """Tell whether every line of a marked text is narrow enough as it is drawn; true where nothing measures."""
    if track.measure is None:
        return True
    [sizes] = track.measure([markup], track.language)
    return all(size.width_px <= track.max_width_px for size in sizes)
