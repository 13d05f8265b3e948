"""What the memory offers for the line at hand, and lines that are said several times."""

from crossreel.domain.cues.cue import Origin
from crossreel.domain.remembering.match import MemoryMatch, Part, PartKind
from crossreel.ui.episode.offers import Offers
from crossreel.ui.places.editor.remembered_words import place_of, tip_of
from tests.builders import approve
from tests.unit.ui.stage import Stage


def say(stage: Stage, row: int, source: str, english: str) -> None:
    editing = stage.desk.editing
    stage.workspace.echo(editing.set_text(stage.row(row).cue.id, source))
    stage.workspace.echo(editing.set_text(stage.text(row, "en").id, english))


def test_one_key_takes_the_best_line_of_the_memory(stage: Stage) -> None:
    other = stage.drama.cues(2), stage.drama.cues(2, "en")
    stage.workspace.echo(stage.desk.editing.set_text(other[0][0].id, "你终于回来了"))
    stage.workspace.echo(stage.desk.editing.set_text(other[1][0].id, "You are <i>back</i> at last."))
    stage.workspace.echo(approve(stage.desk.database, stage.drama.track_ids[2, "en"]))
    say(stage, 1, "我终于回来了", "")
    stage.select(0)
    stage.select(1)
    offers = Offers.of(stage.workspace)
    stage.bot.waitUntil(lambda: [match.score for match in offers.now.remembered] == [83])
    assert [mark.kind for mark in stage.view.text.source.marks()] == ["remembered"]
    assert stage.view.text.source.marks()[0].tip == "The memory has this line as: 你终于回来了"
    stage.idle()
    stage.bot.waitUntil(lambda: stage.view.text.bar.chips() == ["83%: You are back at last."])
    stage.workspace.do("edit.take_remembered")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "You are <i>back</i> at last.")
    assert stage.text(1, "en").origin is Origin.MEMORY
    stage.view.text.target.insert_words("Ever.")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "You are <i>back</i> at last.Ever.")
    assert stage.text(1, "en").origin is Origin.TYPED
    stage.select(2)
    stage.bot.waitUntil(lambda: offers.now.is_empty)
    assert stage.view.text.source.marks() == ()


def test_lines_that_say_the_same_are_kept_in_step(stage: Stage) -> None:
    for row, english in ((0, "Yes."), (1, "Right."), (3, "Right.")):
        say(stage, row, "对", english)
    stage.select(2)
    stage.select(0)
    offers = Offers.of(stage.workspace)
    stage.bot.waitUntil(lambda: offers.now.twins == 2)
    stage.bot.waitUntil(lambda: stage.view.text.bar.chips() == ["Episode 1: Right.", "2 lines say otherwise"])
    stage.workspace.do("edit.keep_in_step")
    stage.bot.waitUntil(lambda: [stage.text(row, "en").text for row in (1, 3)] == ["Yes.", "Yes."])
    stage.bot.waitUntil(lambda: offers.now.twins == 0)
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: [stage.text(row, "en").text for row in (1, 3)] == ["Right.", "Right."])


def test_a_tip_marks_what_differs_in_its_own_direction() -> None:
    match = MemoryMatch(
        score=80, source="أنا <هنا", text="I am here", language="en", origin="old.tmx", author="Li",
        parts=(Part(PartKind.GONE, "أنا"), Part(PartKind.SAME, " <هنا")),
    )  # fmt: skip
    tip = tip_of(match, "ar")
    assert "dir='rtl'" in tip and "&lt;هنا" in tip and "<s " in tip
    assert place_of(match) == "old.tmx · Li"
