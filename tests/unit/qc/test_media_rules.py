"""Each rule of picture and sound says what is wrong, once, and nothing of what is right."""

import re
from pathlib import Path

import pytest

from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.cleaned_picture import CleanedPicture
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.media_facts import Bars, Edge, LostChannel, MediaFacts
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.quality.recut_laws import Shift
from crossreel.domain.text.document import Notice
from crossreel.i18n.messages import sentence
from crossreel.qc.media_registry import all_media_rules, media_rule_infos
from crossreel.qc.media_rule import CheckedMedia, MediaRule
from crossreel.qc.media_runner import inspect_media
from crossreel.qc.registry import all_rules
from tests.unit.qc.media import checked, picture, sound

TARGET = LoudnessTarget(integrated=-16.0, tolerance=1.0, true_peak=-1.0)


def span(start_ms: int, end_ms: int) -> Span:
    return Span(start_ms=start_ms, end_ms=end_ms)


def kin(code: str, **facts: object) -> tuple[Notice, ...]:
    return (Notice(code=code, facts=facts),)  # type: ignore[arg-type]


BARS = Bars(span=span(0, 60_000), edge=Edge.LETTERBOX, pixels=656, whole=True)
BAD: list[tuple[CheckedMedia, str, str, int, int]] = [
    (checked(picture(black=(span(5000, 8000),))), "black_frames", "warning", 5000, 8000),
    (checked(picture(blinks=(span(5000, 5067),))), "black_frames", "warning", 5000, 5067),
    (checked(picture(first_ms=None, last_ms=None)), "black_frames", "error", 0, 60_000),
    (checked(picture(first_ms=1500)), "active_frames", "warning", 0, 1500),
    (checked(picture(last_ms=57_000)), "active_frames", "warning", 57_000, 60_000),
    (checked(picture(frozen=(span(9000, 11_500),))), "frozen_frames", "warning", 9000, 11_500),
    (checked(picture(frozen=(span(54_000, 60_000),))), "frozen_frames", "warning", 54_000, 60_000),
    (checked(picture(bars=(BARS,))), "letterbox", "warning", 0, 60_000),
    (checked(picture(rotation=90, width=1920, height=1080)), "rotation", "error", 0, 60_000),
    (checked(picture(variable=True, shortest_ms=20, longest_ms=50)), "variable_rate", "error", 0, 60_000),
    (checked(picture(damaged=3)), "damaged_frames", "error", 0, 60_000),
    (checked(heard=sound(clipped=(span(2000, 3000),))), "clipped_sound", "warning", 2000, 3000),
    (checked(heard=sound(silent=(span(2000, 7000),))), "silent_sound", "warning", 2000, 7000),
    (checked(heard=sound(all_silent=True, integrated=None)), "silent_sound", "error", 0, 60_000),
    (checked(facts=MediaFacts(picture=picture())), "silent_sound", "warning", 0, 60_000),
    (checked(heard=sound(integrated=-23.1), target=TARGET), "loudness", "error", 0, 60_000),
    (checked(heard=sound(integrated=-12.0), target=TARGET), "loudness", "error", 0, 60_000),
    (checked(heard=sound(true_peak=-0.3), target=TARGET), "loudness", "error", 0, 60_000),
    (checked(heard=sound(true_peak=0.4)), "loudness", "warning", 0, 60_000),
    (checked(heard=sound(integrated=-10.0), usual_lufs=-16.0), "loudness", "warning", 0, 60_000),
    (checked(heard=sound(integrated=-22.0), usual_lufs=-16.0), "loudness", "warning", 0, 60_000),
    (checked(heard=sound(lost=(LostChannel(span=span(0, 60_000), channel=0, whole=True),))), "missing_channel", "error", 0, 60_000),
    (checked(heard=sound(lost=(LostChannel(span=span(9000, 30_000), channel=1, whole=False),))), "missing_channel", "warning", 9000,
     30_000),
    (checked(heard=sound(inverted=True)), "missing_channel", "error", 0, 60_000),
    (checked(kin=kin("import.same_picture", other="b.mp4", episode=4)), "same_picture", "error", 0, 60_000),
    (checked(kin=kin("import.other_edit", other="a.mp4", at_ms=12_000, agree=2, compared=9)), "recut", "error", 12_000, 60_000),
    (checked(kin=kin("import.other_content", other="a.mp4", at_ms=0, agree=0, compared=9)), "recut", "error", 0, 60_000),
    (checked(kin=kin("import.begins_later", other="a.mp4", seconds=2.0)), "recut", "error", 0, 60_000),
    (checked(kin=kin("import.begins_earlier", other="a.mp4", seconds=2.0)), "recut", "error", 0, 60_000),
    (checked(shift=Shift(from_ms=0, by_ms=400), reference="a.mp4"), "recut", "error", 0, 60_000),
    (checked(shift=Shift(from_ms=0, by_ms=-400), reference="a.mp4"), "recut", "error", 0, 60_000),
    (checked(shift=Shift(from_ms=31_000, by_ms=-500), reference="a.mp4"), "recut", "error", 31_000, 60_000),
    (checked(shift=Shift(from_ms=31_000, by_ms=500), reference="a.mp4", kin=kin("import.other_edit", other="a.mp4")), "recut",
     "error", 31_000, 60_000),
    (checked(cleaned=CleanedPicture(pictures=(1799, 1800), other="a.mp4", differs_ms=7000)), "recut", "error", 7000, 60_000),
    (checked(cleaned=CleanedPicture(pictures=(1, 1), left=((5000, 6000, "真相"),))), "text_left", "error", 5000, 6000),
    (checked(cleaned=CleanedPicture(pictures=(1, 1), gone=((5000, 9000, "三年以后"),))), "sign_gone", "error", 5000, 9000),
    (checked(cleaned=CleanedPicture(pictures=(1, 1), differs_ms=90), kin=kin("import.begins_later", other="a.mp4", seconds=2.0)),
     "recut", "error", 0, 60_000),
    (checked(facts=None, replaced=True), "file_replaced", "error", 0, 60_000),
]  # fmt: skip
GOOD = [
    checked(),
    checked(picture(first_ms=500, last_ms=59_000)),
    checked(picture(frozen=(span(57_000, 60_000),))),
    checked(heard=sound(integrated=-15.3, true_peak=-1.0), target=TARGET),
    checked(heard=sound(integrated=-23.0)),
    checked(heard=sound(integrated=-18.5), usual_lufs=-16.0),
    checked(facts=MediaFacts(picture=picture()), speaks=True),
    checked(facts=MediaFacts(sound=sound(channels=1))),
    checked(facts=None),
    checked(cleaned=CleanedPicture(pictures=(1800, 1800), other="a.mp4")),
]


def found(media: CheckedMedia) -> list[tuple[str, str, int, int]]:
    listed = inspect_media(all_media_rules(), media, 1, lambda mark: 9, lambda rule, error: pytest.fail(rule.id))
    for finding in listed:
        told = sentence(finding.code, finding.facts)
        assert told and finding.code not in told and not re.search(r"[{}]", told), told
        assert (finding.version_id, finding.episode_id, finding.track_id, finding.column) == (7, 3, 0, "")
    return [(each.rule, each.severity.value, each.start_ms, each.end_ms) for each in listed]


@pytest.mark.parametrize(("media", "rule", "severity", "start_ms", "end_ms"), BAD)
def test_what_is_wrong_is_said_once_with_its_place(
    media: CheckedMedia, rule: str, severity: str, start_ms: int, end_ms: int
) -> None:
    assert found(media) == [(rule, severity, start_ms, end_ms)]


@pytest.mark.parametrize("media", GOOD)
def test_nothing_is_said_of_what_is_right(media: CheckedMedia) -> None:
    assert found(media) == []


def test_every_rule_has_a_case_a_manual_and_an_id_of_its_own() -> None:
    rules = {rule.id for rule in all_media_rules()}
    assert {rule for _media, rule, *_where in BAD} == rules
    assert not rules & {rule.id for rule in all_rules().rules}
    assert all("Bad:" in info.manual and "Good:" in info.manual for info in media_rule_infos())
    gravest = {rule.id: rule.severity for rule in all_media_rules()}
    for _media, rule, severity, *_where in BAD:
        assert list(Severity).index(Severity(severity)) >= list(Severity).index(gravest[rule])


def test_the_same_remark_on_the_same_file_has_the_same_mark_and_another_file_another() -> None:
    def mark(media: CheckedMedia) -> str:
        (finding,) = inspect_media(all_media_rules(), media, 1, lambda mark: 9, lambda rule, error: None)
        return finding.fingerprint

    bad = checked(picture(rotation=90))
    from dataclasses import replace

    assert mark(bad) == mark(checked(picture(rotation=90)))
    assert mark(bad) != mark(replace(bad, version=replace(bad.version, content_key="other")))


def test_a_rule_that_breaks_stops_no_other() -> None:
    def broken(media: CheckedMedia) -> list[object]:
        raise ValueError(Path("x"))

    rules = (MediaRule(id="a", title="A", severity=Severity.ERROR, check=broken), *all_media_rules())  # type: ignore[arg-type]
    noted: list[str] = []
    listed = inspect_media(rules, checked(picture(rotation=90)), 1, lambda mark: 9, lambda rule, error: noted.append(rule.id))
    assert [each.rule for each in listed] == ["rotation"] and noted == ["a"]
