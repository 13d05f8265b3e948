"""The review queue in the window: one key a verdict, the next line at once, what was judged leaves by its edit."""

import threading
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from sqlalchemy import event

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.batch import Stage as DraftStage
from crossreel.domain.drafting.burned_text import ReadingCrop
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.episode.cues import open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.ui.hub.review_shelf import ReviewShelf
from crossreel.ui.places.review.place import ReviewPlace
from tests.unit.ui.stage import Stage

SAID = ("Where are you?", "I am here.", "Come 3 times.", "Now.", "Go away.")


def draft(stage: Stage, column: str = "de", *, number: int = 1) -> None:
    """Draft all lines of a column of an episode, each a little less sure than the one before."""
    database, drama = stage.desk.database, stage.drama
    with database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        title, before = uow.get(Title, drama.title_id), read_episode(uow, drama.episode_ids[number - 1])
        cues, track = open_track(uow, title, before, column)
        batch = DraftBatch(
            id=uow.new_id(), title_id=title.id, stage=DraftStage.TRANSLATING, maker="mine", model="m2", column=column
        )  # fmt: skip
        lines = zip(drama.cues(number), SAID, range(100, 600, 100), strict=True)
        drafted = {cue.id: Drafted(text=text, confidence=sure) for cue, text, sure in lines}
        put_drafts(uow, cues, track.id, batch, drafted, Origin.MACHINE)


def review(stage: Stage) -> ReviewPlace:
    """Go to the queue and wait until it is read."""
    stage.workspace.show_place("review")
    place = stage.window.place_widget("review")
    assert isinstance(place, ReviewPlace)
    stage.bot.waitUntil(lambda: place.line is not None)
    stage.idle()
    return place


def cue(stage: Stage, cue_id: int) -> Cue:
    """A line as the catalog has it."""
    with stage.desk.database.read() as uow:
        return uow.get(Cue, cue_id)


def verdict(stage: Stage, cue_id: int) -> Draft:
    """What the catalog knows of the draft of a line."""
    with stage.desk.database.read() as uow:
        (found,) = uow.where(Draft, cue_id=cue_id)
    return found


def ids(place: ReviewPlace) -> list[int]:
    """The lines of the list, in order."""
    return [line.cue_id for line in (place.rows.line(at) for at in range(place.rows.rowCount())) if line is not None]


def test_accepting_shows_the_next_line_at_once_and_undo_brings_the_line_back_under_the_hands(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    order = ids(place)
    assert len(order) == len(SAID) and place.line is not None and place.line.cue_id == order[0]
    stage.workspace.do("review.accept")
    assert place.line.cue_id == order[1], "before the catalog has said anything"
    stage.idle()
    assert ids(place) == order[1:] and cue(stage, order[0]).origin is Origin.TYPED
    assert verdict(stage, order[0]).verdict is Verdict.ACCEPTED
    stage.workspace.do("history.undo")
    stage.idle()
    assert ids(place) == order and place.line.cue_id == order[0] and cue(stage, order[0]).is_unseen
    assert "0 of 5" in place.pace.words()


def test_what_is_mended_stays_under_the_hands_until_they_go_on(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    first, second, *_rest = ids(place)
    stage.workspace.do("review.mend")
    box = place.side.box
    stage.bot.waitUntil(box.hasFocus)
    QTest.keyClicks(box, " Indeed")
    box.commit()
    stage.idle()
    assert place.line is not None and place.line.cue_id == first and ids(place)[0] == first, "one is still in it"
    assert verdict(stage, first).verdict is Verdict.MENDED and cue(stage, first).text.endswith(" Indeed")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.idle()
    assert ids(place)[0] == second and place.line.cue_id == second and place.table.hasFocus()
    stage.workspace.do("history.undo")
    stage.idle()
    assert place.line.cue_id == first and cue(stage, first).is_unseen, "what was typed is one step"


def test_refusing_may_say_why_and_asking_leaves_a_note(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    first, second, third, *_rest = ids(place)
    words = place.side.words.line
    stage.workspace.do("review.refuse")
    stage.bot.waitUntil(words.hasFocus)
    QTest.keyClick(words, Qt.Key.Key_Return)
    stage.idle()
    assert (verdict(stage, first).verdict, verdict(stage, first).reason) == (Verdict.REFUSED, "")
    stage.workspace.do("review.ask")
    QTest.keyClicks(words, "Tu or Lei?")
    QTest.keyClick(words, Qt.Key.Key_Return)
    stage.idle()
    with stage.desk.database.read() as uow:
        (note,) = uow.where(Note)
    assert (note.text, note.cue_id, verdict(stage, second).verdict) == ("Tu or Lei?", second, Verdict.ASKED)
    assert ids(place)[:2] == [second, third] and place.line is not None and place.line.cue_id == third, "a question keeps the line"


def test_a_step_reads_nothing_of_the_queue_again(stage: Stage) -> None:
    draft(stage)
    draft(stage, number=2)
    place = review(stage)
    statements: list[str] = []
    written: list[str] = []  # by the lane of edits alone: what else asks the catalog goes by the clock

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)
        if threading.current_thread().name.startswith("write"):
            written.append(statement)

    event.listen(stage.desk.database.engine, "before_cursor_execute", note)
    stage.workspace.do("review.accept")
    stage.idle()
    event.remove(stage.desk.database.engine, "before_cursor_execute", note)
    assert len(place.rows.standings) == 2 * len(SAID)
    assert not any("SELECT" in each and "cue.track_id IN" in each and "track_summary" in each for each in statements)
    assert len(written) <= 26, "\n".join(written)


def test_filters_and_chosen_cells_keep_to_some_lines(stage: Stage) -> None:
    draft(stage)
    draft(stage, "fr", number=2)
    place = review(stage)
    assert len(ids(place)) == 2 * len(SAID)
    place.filters.language.setCurrentIndex(place.filters.language.findData("fr"))
    place.filters.language.activated.emit(0)
    assert {line.column for line in (place.rows.line(at) for at in range(5)) if line is not None} == {"fr"}
    place.filters.clear()
    ReviewShelf.of(stage.workspace).show([(stage.drama.episode_ids[0], "de")])
    stage.idle()
    assert len(ids(place)) == len(SAID) and not place.filters.cells.isHidden()
    for _ in SAID:
        stage.workspace.do("review.accept")
        stage.idle()
    assert not place.empty.button.isHidden() and place.filters.are_set, "none of these cells is left"
    place.empty.button.click()
    assert len(ids(place)) == len(SAID)


def test_a_title_without_drafts_says_so(stage: Stage) -> None:
    stage.workspace.show_place("review")
    place = stage.window.place_widget("review")
    assert isinstance(place, ReviewPlace)
    stage.bot.waitUntil(lambda: place.empty.button.text() == "Look in all titles")
    place.empty.button.click()
    stage.bot.waitUntil(lambda: "any title" in place.empty._sentence.text())


def test_the_editor_says_who_drafted_a_line_until_a_person_saw_it(stage: Stage) -> None:
    draft(stage)
    workspace = stage.workspace
    workspace.open_episode(stage.drama.episode_ids[0], "de")
    stage.idle()
    stage.select(1)
    column = stage.view.text._right
    stage.bot.waitUntil(lambda: column._title.text().endswith("machine-made · mine (m2) · 20%"))
    workspace.perform(lambda: stage.desk.editing.accept([stage.text(1, "de").id]))
    stage.idle()
    assert "mine" not in column._title.text()


def test_chosen_cells_are_accepted_at_once_or_reviewed(stage: Stage) -> None:
    draft(stage)
    draft(stage, number=2)
    workspace, drama = stage.workspace, stage.drama
    workspace.show_place("title")
    workspace.choose_cells([(drama.episode_ids[1], "de")])
    workspace.do("matrix.accept_drafts")
    stage.idle()
    assert not any(each.is_unseen for each in drama.cues(2, "de")) and all(each.is_unseen for each in drama.cues(1, "de"))
    assert "5 drafts were accepted" in stage.window.toast.text()
    workspace.choose_cells([(drama.episode_ids[0], "de")])
    workspace.do("matrix.review")
    place = stage.window.place_widget("review")
    assert isinstance(place, ReviewPlace) and workspace.place == "review"
    stage.bot.waitUntil(lambda: len(ids(place)) == len(SAID))
    assert not place.filters.cells.isHidden()


def test_a_text_that_somebody_else_wrote_meanwhile_is_not_written_over(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    first, second, *_rest = ids(place)
    stage.workspace.do("review.mend")
    stage.bot.waitUntil(place.side.box.hasFocus)
    stage.desk.editing.set_text(first, "Theirs.")  # no echo: another desk did it
    QTest.keyClicks(place.side.box, " Mine")
    place.side.box.commit()
    stage.idle()
    assert not place.two_values.isHidden() and "Theirs." in place.two_values.theirs.text()
    place.two_values.keep.click()
    stage.idle()
    assert cue(stage, first).text.endswith(" Mine") and place.two_values.isHidden()
    assert place.line is not None and place.line.cue_id == first
    QTest.keyClick(place.side.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.idle()
    assert place.line.cue_id == second and first not in ids(place)


def test_lines_of_several_titles_stand_in_one_list_and_undo_goes_to_the_title_of_the_verdict(stage: Stage) -> None:
    draft(stage)
    desk, workspace = stage.desk, stage.workspace
    other = next(iter(desk.cataloging.create_title("OTHER", "Another", "zh-Hans").ids("title")))
    episode_id = next(iter(desk.cataloging.add_episode(other, 1).ids("episode")))
    source = next(iter(desk.editing.insert(episode_id, "zh-Hans", 0, 900, "走").ids("cue")))
    with desk.database.edit(EditHeader(label="edit.draft", title_id=other)) as edit, edit.part() as uow:
        cues, track = open_track(uow, uow.get(Title, other), read_episode(uow, episode_id), "de")
        batch = DraftBatch(id=uow.new_id(), title_id=other, stage=DraftStage.TRANSLATING, maker="mine", column="de")
        put_drafts(uow, cues, track.id, batch, {source: Drafted(text="Los", confidence=1)}, Origin.MACHINE)
    place = review(stage)
    assert len(ids(place)) == len(SAID) and place.table.isColumnHidden(0)
    place.filters.scope.setCurrentIndex(1)
    place.read()
    stage.bot.waitUntil(lambda: len(ids(place)) == len(SAID) + 1)
    stage.bot.waitUntil(lambda: not place.table.isColumnHidden(0) and place.rows.index(0, 0).data() in ("OTHER", "HEIR"))
    line = next(each for each in map(place.rows.line, range(6)) if each is not None and each.title_id == other)
    place.table.turn(place.rows.row_of(line.cue_id))
    workspace.do("review.accept")
    stage.idle()
    assert cue(stage, line.cue_id).origin is Origin.TYPED and line.cue_id not in ids(place)
    workspace.do("history.undo")
    stage.idle()
    assert cue(stage, line.cue_id).is_unseen and place.line is not None and place.line.cue_id == line.cue_id


def test_a_line_of_the_source_stands_with_the_crop_it_was_read_from(stage: Stage) -> None:
    database, drama = stage.desk.database, stage.drama
    first = drama.cues(1)[0]
    image = QImage(600, 40, QImage.Format.Format_RGB32)
    data = QByteArray()
    buffer = QBuffer(data)
    image.save(buffer, "PNG")
    with database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put(replace(uow.get(Cue, first.id), origin=Origin.MACHINE))
        batch = DraftBatch(id=uow.new_id(), title_id=drama.title_id, stage=DraftStage.READING, maker="burned", column="zh-Hans")
        uow.put(batch)
        uow.put(Draft(id=uow.new_id(), cue_id=first.id, batch_id=batch.id, text=first.text, confidence=600))
        crop = ReadingCrop(id=uow.new_id(), cue_id=first.id, media_type="image/png", width=600, height=40, data=data.data())
        uow.put(crop)
    place = review(stage)
    stage.bot.waitUntil(lambda: not place.side._crop.isHidden())
    assert place.line is not None and place.line.cue_id == first.id and "source itself" in place.side._source.text()
    assert place.side._crop.pixmap().deviceIndependentSize().width() <= place.side.width() - 32


def test_a_line_that_was_heard_stands_with_its_sound_and_one_key_plays_it(stage: Stage) -> None:
    database, drama = stage.desk.database, stage.drama
    first, second = drama.cues(1)[:2]
    with database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        batches = {
            each.id: DraftBatch(id=uow.new_id(), title_id=drama.title_id, stage=how, maker="ears", column="zh-Hans")
            for each, how in ((first, DraftStage.HEARING), (second, DraftStage.READING))
        }
        uow.put_all(batches.values())
        for at, (cue_id, batch) in enumerate(batches.items()):
            uow.put(replace(uow.get(Cue, cue_id), origin=Origin.MACHINE))
            uow.put(Draft(id=uow.new_id(), cue_id=cue_id, batch_id=batch.id, text="x", confidence=300 + 200 * at))
    place = review(stage)
    sound = place.side.sound
    assert place.line is not None and place.line.cue_id == first.id
    stage.bot.waitUntil(lambda: sound.isVisible() and not sound._tiles.is_empty)
    assert [box.times for box in sound.shown.between(0, 9000)] == [(first.start_ms, first.end_ms)]
    assert 0 < sound.scale.x_of(first.end_ms) <= sound.width(), "all of the line is in view"
    stage.workspace.do("review.play")
    stage.bot.waitUntil(lambda: place.moment.player.is_playing)
    stage.bot.waitUntil(lambda: sound.shown.playhead_ms > first.start_ms)
    stage.workspace.do("review.play")
    stage.bot.waitUntil(lambda: not place.moment.player.is_playing)
    stage.workspace.do("review.next")
    assert place.line.cue_id == second.id
    stage.bot.waitUntil(lambda: not sound.isVisible())


def test_a_verdict_that_was_given_right_before_the_window_closes_is_kept(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    first = ids(place)[0]
    stage.workspace.do("review.accept")
    stage.workspace.hand_on()
    assert verdict(stage, first).verdict is Verdict.ACCEPTED


def test_a_verdict_of_somebody_else_takes_no_line_from_under_the_hands(stage: Stage) -> None:
    draft(stage)
    place = review(stage)
    first, second, third, *_rest = ids(place)
    stage.workspace.perform(lambda: stage.desk.editing.accept([first, third]))
    stage.idle()
    assert place.line is not None and place.line.cue_id == first and ids(place)[:2] == [first, second], "the third has left"
    stage.workspace.do("review.accept")
    stage.idle()
    assert cue(stage, second).is_unseen and place.line.cue_id == second, "the key went to the line that was read, not to the next"
