"""`crossreel deliveries`, `profiles`, `formats` and `preferences`: what there is."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_delivery_is_listed_with_its_package(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    assert ask("deliveries") == []
    ask("metadata", "words", heir, "en", "--name", "The Heir")
    call("qc", heir)
    ask("findings", "waive", heir, "Seen and meant", "--languages", "en")
    ask("state", heir, "en", "all", "approved")
    package = ask(
        "deliver", heir, "--profile", "app-standard", "--languages", "en", "--out", str(tmp_path / "out"), "--allow-findings"
    )["package"]
    (told,) = ask("deliveries", heir)
    assert (told["title"], told["profile_id"], told["languages"], told["package_path"]) == (heir, "app-standard", ["en"], package)
    assert package in call("deliveries")[1]


def test_a_buyer_is_sent_what_changed_and_its_word_is_kept(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("buyers", "add", "--code", "REEL", "--name", "Reel", "--profile", "app-standard")
    ask("metadata", "words", heir, "en", "--name", "The Heir")
    call("qc", heir)
    ask("findings", "waive", heir, "Seen and meant", "--languages", "en")
    ask("state", heir, "en", "all", "approved")
    due = ask("deliver", heir, "--to", "REEL", "--what")
    assert {(each["column"], each["episode"], each["kind"]) for each in due["changes"]} == {("en", 1, "new"), ("en", 2, "new")}
    sent = ask("deliver", heir, "--to", "REEL", "--out", str(tmp_path / "out"))
    assert Path(sent["package"]).is_dir() and sent["round"] == 1
    assert "REEL has everything as it is now." in call("deliver", heir, "--to", "REEL", "--what")[1]
    assert call("deliver", heir, "--to", "REEL", "--out", str(tmp_path / "out"))[0] == 1
    ask("deliveries", "reject", heir, "--to", "REEL", "--episodes", "2", "--languages", "en", "--reason", "Out of step")
    (row,) = [each for each in ask("deliveries", "board", heir) if each["column"] == "en"]
    assert [(cell["episode"], cell["state"], cell["words"]) for cell in row["cells"]] == [
        (1, "current", ""), (2, "rejected", "Out of step"),
    ]  # fmt: skip
    assert [note["text"] for note in ask("notes", "list", heir)] == ["Out of step"]
    for named in (("--languages", "ko"), ("--languages", "en,ko")):
        assert (
            "Nothing in Korean was sent to REEL." in call("deliveries", "reject", heir, "--to", "REEL", "--reason", "No", *named)[2]
        )
    assert [note["text"] for note in ask("notes", "list", heir)] == ["Out of step"], "what was not sent is not all that was"
    code, out, err = call("deliver", heir, "--to", "REEL", "--what")
    assert code == 1 and "English: changed: 2 (the buyer rejected it)" in out and f"crossreel state {heir} en 2 approved" in err
    assert call("deliver", heir)[0] == 2
    assert call("deliver", heir, "--to", "NOBODY", "--what")[0] != 0


def test_a_paper_is_written_before_anything_is_delivered(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("compliance", "set", heir, "--filing-number", "0042")
    path = tmp_path / "rights.html"
    told = ask("deliveries", "paper", heir, "rights_summary", "--profile", "app-standard", "--languages", "en", "--out", str(path))
    assert told == {"paper": "rights_summary", "path": str(path)} and "0042" in path.read_text("utf-8")
    ask(
        "deliveries",
        "paper",
        heir,
        "delivery_note",
        "--profile",
        "app-standard",
        "--languages",
        "en",
        "--out",
        str(tmp_path / "n.xlsx"),
    )
    assert ask("deliveries", heir) == []
    code, _out, error = call(
        "deliveries", "paper", heir, "invoice", "--profile", "app-standard", "--languages", "en", "--out", str(path)
    )
    assert code == 1 and "There is no paper" in error
    assert call("deliveries", "paper", heir, "delivery_note", "--out", str(path))[0] == 2
