"""Laws every rule keeps, tried on made-up text in every language."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.qc.checked_track import CheckedTrack, checked_cues, measured
from crossreel.qc.registry import all_rules
from crossreel.qc.retext import with_text
from crossreel.qc.runner import check, remarks, repaired
from crossreel.services.files.presets import shipped_guides, shipped_zones
from tests.unit.qc.cases import sizes

LANGUAGES = shipped_guides().infos()[0].languages
PIECES = [
    "a", "Yes", "no", "Éè", "你好", "我", "あ", "ッ", "한국", "ไม่", "ที่", "أين", "نعم", "हाँ", "1", "10:30", " ", "  ", "\n",
    "\u00a0", "\u202f", "\u3000", "...", "…", "⋯", "..", "?", "!", "?!", "¿", "¡", ",", ".", ";", ":", "。", "，", "、", "؟", "،",
    "-", "- ", "–", "—", '"', "“", "”", "„", "«", "»", "「", "」", "<i>", "</i>", "<c=#ff0000>", "</c>", "&amp;", "🦄", "\u200f",
    "e\u0301",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TIMES = st.integers(0, 9000)
PLACEMENTS = st.sampled_from(["", "8", "1", "5,60,90,30", "nonsense"])
ZONE = shipped_zones().all()[0]


@st.composite
def tracks(draw: st.DrawFn) -> CheckedTrack:
    language = draw(st.sampled_from(LANGUAGES))
    guide = draw(st.sampled_from(["vertical", "landscape"]))
    cues = [
        Cue(id=index + 1, track_id=1, start_ms=start, end_ms=start + length - 500, text=draw(TEXTS), placement=draw(PLACEMENTS))
        for index, (start, length) in enumerate(draw(st.lists(st.tuples(TIMES, st.integers(0, 6000)), max_size=4)))
    ]
    made = CheckedTrack(
        language=language, guide=shipped_guides().get(guide, language), cues=(), picture=PictureShape(), measure=sizes, zone=ZONE
    )
    return with_cues(made, cues)


def with_cues(track: CheckedTrack, cues: list[Cue]) -> CheckedTrack:
    checked = checked_cues(sorted(cues, key=lambda cue: cue.order))
    return replace(track, cues=checked, sizes=measured(checked, sizes, track.language))


@given(tracks())
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_run_says_the_same_twice_and_never_fails(track: CheckedTrack) -> None:
    first = check(track, all_rules().rules, lambda mark: 7)
    assert first == check(track, all_rules().rules, lambda mark: 7)
    marks = [finding.fingerprint for finding in first]
    assert len(marks) == len(set(marks))
    assert all(finding.rule == finding.fingerprint.partition(":")[0] for finding in first)


@pytest.mark.parametrize("rule", [rule for rule in all_rules().rules if rule.repair], ids=lambda rule: rule.id)
@given(track=tracks())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_repair_repairs_changes_one_thing_and_keeps_the_words(rule: object, track: CheckedTrack) -> None:
    [named] = [each for each in all_rules().rules if each is rule]
    before = {checked.cue.id: checked.cue for checked in track.cues}
    changed = repaired(track, named)
    for cue_id, cue in changed.items():
        old = before[cue_id]
        assert replace(cue, text=old.text, start_ms=old.start_ms, end_ms=old.end_ms) == old
        assert (cue.text == old.text) is named.moves
        assert cue.end_ms > cue.start_ms or not named.moves
        assert _words(cue.text) == _words(old.text)
    mended = with_cues(track, [changed.get(cue_id, cue) for cue_id, cue in before.items()])
    left = {remark.cue.id for remark in remarks(mended, named) if remark.repairable and remark.cue}
    assert not left & set(changed) or named.id in ("line_length", "rendered_width", "line_count", "line_break")
    faulty = {remark.cue.id for remark in remarks(track, named) if remark.cue}
    # Trimming a cue may change the order of those that start together.
    assert named.moves or {remark.cue.id for remark in remarks(mended, named) if remark.cue} <= faulty


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), TEXTS)
def test_new_words_keep_the_tags_of_those_that_stay(markup: str, other: str) -> None:
    cue = Cue(id=1, track_id=1, start_ms=0, end_ms=1, text=markup)
    wanted = plain_text(other)
    assert plain_text(with_text(cue, wanted).text) == wanted
    assert canonical(with_text(cue, plain_text(markup)).text) == canonical(markup)


def _words(markup: str) -> str:
    from crossreel.language.counting import clean

    return "".join(char for char in clean(plain_text(markup)) if char.isalnum())
