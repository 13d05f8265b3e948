"""What the breaker writes, the rule on line breaks finds no fault with, unless no break inside the limits is free of it."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml

from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import base_of
from crossreel.language.breaking import NO_WORDS, break_offsets
from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedTrack, checked_cues
from crossreel.qc.registry import all_rules
from crossreel.qc.retext import broken_on_demand, rebroken
from crossreel.qc.runner import remarks
from crossreel.services.files.presets import shipped_break_words, shipped_guides

SENTENCES = yaml.safe_load((Path(__file__).parents[2] / "qc" / "line_breaks" / "sentences.yml").read_text("utf-8"))
LINES = [(language, line) for language, said in SENTENCES.items() for line in said["lines"]]


def track_of(language: str, text: str) -> CheckedTrack:
    """A track of one cue, as the vertical guide of its language sees it."""
    cue = Cue(id=1, track_id=1, start_ms=0, end_ms=4000, text=text)
    return CheckedTrack(
        language=language,
        guide=shipped_guides().get("vertical", language),
        cues=checked_cues([cue]),
        break_words=shipped_break_words().get(base_of(language), NO_WORDS),
        names=tuple(SENTENCES[language]["names"]),
    )


def faults(language: str, text: str) -> list[str]:
    return [f"{remark.kind} {remark.facts['word']}" for remark in remarks(track_of(language, text), all_rules().get("line_break"))]


def free_breaks(language: str, text: str) -> Iterator[str]:
    """Every way to break a text inside the hard limits that the rule finds no fault with."""
    guide = shipped_guides().get("vertical", language)
    for number in range(1, guide.max_lines):
        for places in combinations(break_offsets(text, language), number):
            edges = [0, *places, len(text)]
            lines = [text[start:end].strip() for start, end in pairwise(edges)]
            if all(count(line, guide.counting) <= guide.line_hard for line in lines) and not faults(language, "\n".join(lines)):
                yield "\n".join(lines)


@pytest.mark.parametrize(("language", "line"), LINES, ids=[f"{language}-{line[:24]}" for language, line in LINES])
def test_what_is_broken_anew_has_no_fault(language: str, line: str) -> None:
    track = track_of(language, line)
    for made in (rebroken(track, track.cues[0]), broken_on_demand(track, track.cues[0])):
        written = plain_text(made.text) if made is not None else line
        found = faults(language, written)
        assert not found or not list(free_breaks(language, line)), (written, found)


@pytest.mark.parametrize("language", shipped_guides().infos()[0].languages)
def test_every_language_has_sentences(language: str) -> None:
    assert len(SENTENCES[language]["lines"]) >= 4
