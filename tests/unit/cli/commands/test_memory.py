"""`crossreel memory`."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN"
datatype="plaintext"/><body>
<tu changeid="li"><tuv xml:lang="zh-CN"><seg>你到底是谁，等了我10年</seg></tuv>
<tuv xml:lang="en-US"><seg>Who are you to wait 10 years?</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg>走</seg></tuv><tuv xml:lang="fr"><seg>Va.</seg></tuv></tu>
</body></tmx>
"""


def test_a_memory_is_taken_in_searched_filled_from_and_written(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_text(TMX, "utf-8")
    told = ask("memory", "import", str(path), "--plan")
    assert told["new"] == [
        {"source_language": "zh-Hans", "language": "en", "new": 1}, {"source_language": "zh-Hans", "language": "fr", "new": 1},
    ]  # fmt: skip
    assert ask("memory", "origins") == []
    ask("memory", "import", str(path), "--languages", "en")
    assert ask("memory", "origins") == [{"origin": "old.tmx", "count": 1}]
    (match,) = ask("memory", "search", "你到底是谁，等了我20年", "--from", "zh-Hans", "--to", "en")
    assert (match["score"], match["text"], match["origin"], match["author"]) == (
        99,
        "Who are you to wait 20 years?",
        "old.tmx",
        "li",
    )
    code, _out, err = call("memory", "search", "再见", "--from", "zh-Hans", "--to", "en")
    assert code == 1 and "nothing like it" in err

    ask("cues", "insert", heir, "1", "zh-Hans", "50", "52", "你到底是谁，等了我30年")
    plan = ask("memory", "fill", heir, "--languages", "en", "--least", "99", "--plan")
    assert [line["match"]["text"] for line in plan["lines"]] == ["Who are you to wait 30 years?"]
    report = ask("memory", "fill", heir, "--languages", "en", "--least", "99")
    assert report["done"][0]["facts"]["count"] == 1
    count = len(ask("cues", "list", heir, "1"))
    assert ask("memory", "offer", heir, "1", "en", str(count))[0]["score"] == 99

    out = tmp_path / "out.tmx"
    ask("memory", "export", str(out), "--from", "zh-Hans", "--to", "en")
    assert "10 years" in out.read_text("utf-8")
    ask("memory", "forget", "old.tmx")
    assert ask("memory", "origins") == []
    code, _out, err = call("memory", "import", heir)
    assert code != 0 and heir in err


def test_lines_that_are_said_twice_are_listed_and_kept_in_step(ask: Ask, heir: str) -> None:
    for number, words in (("1", "Now."), ("2", "At once.")):
        ask("cues", "insert", heir, number, "zh-Hans", "50", "52", "马上就走")
        rows = ask("cues", "list", heir, number)
        ask("cues", "text", heir, number, "en", str(len(rows)), words)
    (repeat,) = ask("memory", "repeats", heir, "en")
    assert (repeat["source"], repeat["texts"]) == ("马上就走", [{"text": "Now.", "count": 1}, {"text": "At once.", "count": 1}])
    rows = ask("cues", "list", heir, "1")
    ask("memory", "keep", heir, "1", "en", str(len(rows)))
    assert ask("memory", "repeats", heir, "en") == []
    texts = [each["texts"] for each in ask("memory", "repeats", heir, "en", "--all") if each["source"] == "马上就走"]
    assert texts == [[{"text": "Now.", "count": 2}]]
