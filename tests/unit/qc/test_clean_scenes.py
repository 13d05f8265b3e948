"""No rule of words has anything to say about scenes that are written as they should be."""

import tomllib

import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.inline import escape
from crossreel.qc.checked_track import CheckedTrack, checked_cues
from crossreel.qc.registry import all_rules
from crossreel.qc.runner import remarks
from crossreel.services.files.presets import shipped_guides
from tests.unit.qc.cases import FOLDER

SCENES: dict[str, list[str]] = tomllib.loads((FOLDER / "clean_scenes.toml").read_text("utf-8"))
# Rules of time, space and completeness: the scenes have no times and no source of their own.
OTHERS = frozenset(
    {
        "duration", "gap", "overlap", "reading_speed", "line_length", "line_count", "rendered_width", "safe_zone", "small_gap",
        "silence", "shot_change", "after_video",
    }
)  # fmt: skip


@pytest.mark.parametrize("language", SCENES)
@pytest.mark.parametrize("gap_ms", [80, 1500])
def test_a_clean_scene_has_no_finding(language: str, gap_ms: int) -> None:
    cues = [
        Cue(id=at + 1, track_id=1, start_ms=at * 3000, end_ms=at * 3000 + 3000 - gap_ms, text=escape(text))
        for at, text in enumerate(SCENES[language])
    ]
    track = CheckedTrack(language=language, guide=shipped_guides().get("vertical", language), cues=checked_cues(cues))
    found = [
        (rule.id, remark.kind, dict(remark.facts), remark.cue.text if remark.cue else "")
        for rule in all_rules().rules
        if rule.id not in OTHERS
        for remark in remarks(track, rule)
    ]
    assert found == []


def test_every_language_of_the_guides_has_a_scene() -> None:
    assert set(SCENES) == set(shipped_guides().infos()[0].languages)
