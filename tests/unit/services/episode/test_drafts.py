"""Drafts in the catalog: what they come to, what a person makes of them, and one undo for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.draft import Draft, Verdict, outcome
from crossreel.domain.drafting.taking import Drafted, Taken
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Refused
from crossreel.domain.views.grid import Cell
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.episode.cues import read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.services.history.undoing import History
from tests.builders import Drama, journaled_rows, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """One episode of four cues, its English cells empty."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=1)
    Editing(made.database).delete([cue.id for cue in made.cues(1, "en")])
    yield made
    made.database.close()


def draft(drama: Drama, texts: dict[int, str]) -> Taken:
    """Draft English lines by their position in the episode."""
    sources, track = drama.cues(1), drama.track(1, "en")
    with drama.database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        batch = DraftBatch(id=uow.new_id(), title_id=drama.title_id, stage=Stage.TRANSLATING, maker="some", column="en")
        drafted = {sources[at].id: Drafted(text=text, confidence=800) for at, text in texts.items()}
        return put_drafts(uow, read_episode(uow, drama.episode_ids[0]), track.id, batch, drafted, Origin.MACHINE)


def cell(drama: Drama) -> Cell:
    """The English cell of the matrix."""
    return Cataloging(drama.database).matrix(drama.title_id).rows[0].cells["en"]


def verdicts(drama: Drama) -> list[tuple[str, Verdict, str]]:
    """What was drafted, and what was said of it by whom."""
    with drama.database.read() as uow:
        return [(each.text, each.verdict, each.judged_by) for each in uow.where(Draft)]


def test_a_cell_goes_from_started_over_draft_to_translated(drama: Drama) -> None:
    editing, catalog = Editing(drama.database), Cataloging(drama.database)
    draft(drama, {0: "A", 1: "B"})
    assert (cell(drama).state, cell(drama).untranslated, cell(drama).unseen) == (State.STARTED, 2, 2)
    draft(drama, {2: "C", 3: "D"})
    assert (cell(drama).state, cell(drama).unseen) == (State.DRAFT, 4)
    with pytest.raises(Refused, match=r"catalog\.state_unseen"):
        catalog.set_state([(drama.episode_ids[0], "en")], State.APPROVED)
    first, *rest = drama.cues(1, "en")
    editing.set_text(first.id, "A mended")
    editing.accept([cue.id for cue in rest])
    assert (cell(drama).state, cell(drama).unseen) == (State.TRANSLATED, 0)
    assert [(text, verdict) for text, verdict, _ in verdicts(drama)] == [
        ("A", Verdict.MENDED), ("B", Verdict.ACCEPTED), ("C", Verdict.ACCEPTED), ("D", Verdict.ACCEPTED),
    ]  # fmt: skip
    assert {author for *_, author in verdicts(drama)} == {drama.database.author}


def test_one_undo_takes_a_verdict_back_with_the_words(drama: Drama) -> None:
    draft(drama, {0: "A"})
    before = journaled_rows(drama.database)
    Editing(drama.database).set_text(drama.cues(1, "en")[0].id, "A mended")
    assert verdicts(drama)[0][1] is Verdict.MENDED and cell(drama).unseen == 0
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before and cell(drama).unseen == 1


def test_a_deleted_cue_takes_its_draft_along_and_brings_it_back(drama: Drama) -> None:
    draft(drama, {0: "A", 1: "B"})
    Editing(drama.database).delete([drama.cues(1, "en")[0].id])
    assert [text for text, *_ in verdicts(drama)] == ["B"]
    History(drama.database).undo(drama.title_id)
    assert [text for text, *_ in verdicts(drama)] == ["A", "B"]


def test_what_was_accepted_and_changed_later_was_mended(drama: Drama) -> None:
    draft(drama, {0: "A"})
    cue = drama.cues(1, "en")[0]
    Editing(drama.database).accept([cue.id])
    with drama.database.read() as uow:
        stored = uow.where(Draft)[0]
    assert (outcome(stored, "A"), outcome(stored, "A, really")) == (Verdict.ACCEPTED, Verdict.MENDED)
