"""`crossreel speech` and `crossreel draft hear`, on a real sound: found, listed, measured, laid over, written down."""

import json
from pathlib import Path

import pytest

from crossreel.engines.models import get_model
from tests.loopback import Reply, serving
from tests.unit.cli.commands.conftest import Ask, Call, texts
from tests.unit.media.voices import spoken, write_sound

SPANS = ((1000, 2200), (5200, 8000), (9000, 11_500))
pytestmark = pytest.mark.skipif(not get_model("silero_vad").path.is_file(), reason="make models brings it")


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sound(tmp_path_factory.mktemp("video") / "EP01.mp4", spoken(13_000, SPANS), 48_000)


def near(told: list[dict[str, int]]) -> bool:
    return len(told) == len(SPANS) and all(
        abs(each["start_ms"] - start_ms) <= 150 and abs(each["end_ms"] - end_ms) <= 150
        for each, (start_ms, end_ms) in zip(told, SPANS, strict=True)
    )


def test_speech_is_found_and_listed_of_a_title_and_of_a_file(ask: Ask, call: Call, heir: str, video: Path) -> None:
    assert near(ask("speech", "regions", str(video))[0]["speech"])
    ask("media", "set", heir, "1", str(video))
    assert ask("speech", "regions", heir, "1") == [{"episode": 1, "sought": False, "speech": [], "perhaps": []}]
    assert f"speech find {heir}" in call("speech", "regions", heir, "1")[2]
    assert ask("speech", "find", heir)["done"][0]["facts"]["count"] == 3
    assert near(ask("speech", "regions", heir, "1")[0]["speech"])
    told = ask("speech", "audit", heir)
    assert {(each["episode"], each["sure"]) for each in told["tracks"]} and told["findings"] == []
    assert call("speech", "audit", heir)[0] == 0


def test_a_script_is_laid_and_words_are_written_down_as_source_cues(
    ask: Ask, call: Call, heir: str, video: Path, tmp_path: Path
) -> None:
    ask("media", "set", heir, "1", str(video))
    script = tmp_path / "script.txt"
    script.write_text("你来了\n我等你等了很久了啊\n我们一起走吧别回头\n", "utf-8")
    code, _said, told = call("speech", "lay", heir, "1", str(script))
    assert code != 0 and "a person touched" in told
    ask("import", str(video.parent), "--title", "BARE", "--name", "Bare", "--source-language", "zh-Hans")
    plan = ask("speech", "lay", "BARE", "1", str(script), "--dry-run")
    assert [each["line"] for each in plan["cues"]] == [1, 2, 3]
    assert [round(each["start_ms"] / 1000) for each in plan["cues"]] == [1, 5, 9]
    ask("speech", "lay", "BARE", "1", str(script))
    ask("undo", "BARE")
    said = [{"word": each, "start": 1 + at / 5, "end": 1.2 + at / 5} for at, each in enumerate("你来了")]
    with serving(Reply(body=json.dumps({"text": "你来了。", "words": said}).encode())) as server:
        ask("engines", "add", "ears", "--engine", "transcription_server", "--address", server.address, "--model", "w", "--no-key")
        assert ask("draft", "hear", "BARE")["done"][0]["facts"] == {"count": 1}
        code, _said, told = call("draft", "hear", heir, "1")
    assert texts(ask, "BARE", 1, "zh-Hans") == ["你来了。"] and len(server.calls) == 1
    assert code == 1 and "a person touched" in told
