"""What a line names, and whose words two cues have."""

import pytest

from crossreel.qc.checked_track import CheckedTrack, checked_cues
from crossreel.qc.named_things import is_of_one, named, near
from crossreel.services.files.presets import shipped_guides


def track(language: str) -> CheckedTrack:
    guide = shipped_guides().get("vertical", language)
    return CheckedTrack(language=language, guide=guide, cues=checked_cues([]), source_language="zh-Hans")


def test_named() -> None:
    assert named("孩子在医院发高烧", "zh-Hans") == {"n_child", "o_hospital", "o_fever"}
    assert named("In which hospital?", "en") == {"o_hospital"}
    assert named("Nothing of the kind.", "fr") == frozenset()


def test_near_things() -> None:
    assert "o_hospital" in near("o_doctor")
    assert near("n_thief") == {"n_thief"}


@pytest.mark.parametrize(
    ("language", "text", "sources"),
    [
        ("en", "Open the door right now.", ("把门打开", "他来了")),
        ("de", "Gib mir mein Kind zurück.", ("你把孩子还给我", "不然我就报警抓你")),
        ("ja", "酒を飲まないで", ("这杯酒有毒", "我们明天去民政局")),
    ],
)
def test_words_of_one_line_alone(language: str, text: str, sources: tuple[str, str]) -> None:
    assert is_of_one(text, sources, track(language))
    assert is_of_one(text, (sources[1], sources[0]), track(language))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Let go of me right now!", ("放开我！", "放手！")),
        ("You have to trust me.", ("相信我", "我没骗你")),
        ("Where is the contract?", ("合同呢", "协议在哪")),
        ("Let's get out of here.", ("赶紧走", "快离开这儿")),
    ],
)
def test_two_lines_that_mean_the_same(text: str, sources: tuple[str, str]) -> None:
    assert not is_of_one(text, sources, track("en"))
