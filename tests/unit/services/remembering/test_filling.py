"""Empty cells that the memory has a line for."""

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.remembering.remembering import Remembering
from tests.builders import Drama, approve
from tests.unit.services.remembering.conftest import Say


def test_empty_cells_are_filled_with_what_is_approved(drama: Drama, memory: Remembering, say: Say, history: History) -> None:
    editing = Editing(drama.database)
    for at, source, english in ((0, "走吧", "Let's go."), (1, "等我3天", "Wait 3 days."), (2, "你终于回来了", "Back at last.")):
        say(1, at, source, english)
    approve(drama.database, drama.track_ids[1, "en"])
    for at, source in enumerate(("走吧", "等我5天", "我终于回来了", "走吧")):
        editing.set_text(drama.cues(2)[at].id, source)
    english = drama.cues(2, "en")
    editing.set_text(english[0].id, "")
    editing.delete([english[1].id, english[2].id])
    editing.set_text(english[3].id, "Go!")

    plan = memory.plan_fill(drama.title_id, ["en"])
    assert [(line.episode_number, line.match.text) for line in plan.lines] == [(2, "Let's go.")]
    assert plan.left == 2
    loose = memory.plan_fill(drama.title_id, ["en"], least=80)
    assert [(line.match.score, line.match.text) for line in loose.lines] == [
        (100, "Let's go."), (99, "Wait 5 days."), (83, "Back at last."),
    ]  # fmt: skip
    assert drama.cues(2, "en")[0].text == "", "a plan writes nothing"

    report = memory.fill(drama.title_id, ["en"], least=99)
    assert report.edit is not None and not report.failed
    assert [(cue.text, cue.origin) for cue in drama.cues(2, "en")] == [
        ("Let's go.", Origin.MEMORY), ("Wait 5 days.", Origin.MEMORY), ("Go!", Origin.TYPED),
    ]  # fmt: skip
    with drama.database.read() as uow:
        assert {(batch.maker, batch.column) for batch in uow.where(DraftBatch)} == {("memory", "en")}
        assert sorted((draft.confidence, draft.text) for draft in uow.where(Draft)) == [(990, "Wait 5 days."), (1000, "Let's go.")]
    assert memory.fill(drama.title_id, ["en"], least=99).edit is None
    history.undo(drama.title_id)
    assert [cue.text for cue in drama.cues(2, "en")] == ["", "Go!"]


def test_a_language_without_tracks_is_filled_from_another_title_s_memory(drama: Drama, memory: Remembering, say: Say) -> None:
    say(1, 0, "走吧", "Let's go.")
    approve(drama.database, drama.track_ids[1, "en"])
    Editing(drama.database).set_text(drama.cues(2)[0].id, "走吧")
    assert memory.plan_fill(drama.title_id, ["th"]).lines == ()
    assert memory.plan_fill(drama.title_id, ["en"], episode_ids=[drama.episode_ids[0]]).lines == ()
    assert drama.track(1, "en").state is State.APPROVED
