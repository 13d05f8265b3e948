"""The series brief on a real catalog: how people speak, what happens, and the names that drafts brought."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Character, Term, renderings
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.brief import NameProposal, ProposalState
from crossreel.domain.drafting.brief_change import BriefChange
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound, Refused, StaleText
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.briefing import Briefing
from crossreel.services.drafting.material import keep_brief
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from tests.builders import Drama, journaled_rows, make_drama
from tests.unit.storage.drama import over

LINES = ("林晚，你来了。", "我爸是顾氏集团的人。", "林晚不在。", "好的。")


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar; the first says `LINES`."""
    made = make_drama(tmp_path / "catalog.crossreel")
    editing = Editing(made.database)
    for cue, text in zip(made.cues(1), LINES, strict=True):
        editing.set_text(cue.id, text)
    yield made
    made.database.close()


@pytest.fixture
def briefing(drama: Drama) -> Briefing:
    return Briefing(drama.database)


def person(drama: Drama, name: str, **fields: object) -> Character:
    """Put a character into the bible."""
    made = Character(id=drama.database.new_id(), title_id=drama.title_id, name=name, **fields)  # type: ignore[arg-type]
    Cataloging(drama.database).put_character(made)
    return made


def propose(drama: Drama, *names: tuple[str, str, str, bool]) -> list[int]:
    """Let names wait as a draft would bring them: source, language, rendering, whether it is a person's."""
    new_id = drama.database.new_id
    batch = DraftBatch(id=new_id(), title_id=drama.title_id, stage=Stage.TRANSLATING, maker="mine")
    rows = [
        NameProposal(
            id=new_id(), title_id=drama.title_id, batch_id=batch.id, source=source, language=language, rendering=rendering,
            is_person=is_person,
        )
        for source, language, rendering, is_person in names
    ]  # fmt: skip
    with drama.database.edit(EditHeader(label="edit.draft_translating", title_id=drama.title_id)) as edit, edit.part() as uow:
        over(uow, batch, *rows)
    return [row.id for row in rows]


def undone(drama: Drama) -> dict[type, list[object]]:
    assert History(drama.database).undo(drama.title_id) is not None
    return journaled_rows(drama.database)


def test_what_is_said_of_people_and_episodes_is_told_and_each_taken_back_by_one_step(drama: Drama, briefing: Briefing) -> None:
    lin, gu = person(drama, "林晚", names={"en": "Lin Wan"}), person(drama, "顾总")
    episode = drama.episode_ids[0]
    acts = (
        lambda: briefing.set_voice(lin.id, "courtly", "never swears"),
        lambda: briefing.set_address(lin.id, gu.id, "es-mx", "Don Gu", "formal"),
        lambda: briefing.set_address(lin.id, 0, "en", "sir"),
        lambda: briefing.set_summary(episode, " She finds the ring. "),
    )
    for act in acts:
        before = journaled_rows(drama.database)
        edit: Edit = act()
        assert edit.changes and undone(drama) == before
        act()
    assert briefing.words(drama.title_id, "en", episode).splitlines() == [
        "This episode: She finds the ring.", "", "People:", "- 林晚 = Lin Wan (courtly, never swears)", "",
        "Forms of address:", "- 林晚 → *: “sir”",
    ]  # fmt: skip
    assert [(each.to, each.calls, each.form) for each in briefing.material(drama.title_id, "es-419").addressing] == [
        ("顾总", "Don Gu", "formal")
    ]
    briefing.set_voice(lin.id, register="")
    assert briefing.voices(drama.title_id)[lin.id].manner == "never swears"
    briefing.set_voice(lin.id, manner=" ")
    briefing.set_address(lin.id, 0, "en", calls="")
    briefing.set_summary(episode, "")
    assert (briefing.voices(drama.title_id), briefing.summaries(drama.title_id)) == ({}, {})
    assert [each.language for each in briefing.addresses(drama.title_id)] == ["es-419"]


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(drama: Drama, briefing: Briefing) -> None:
    lin = person(drama, "林晚")
    briefing.set_voice(lin.id, "courtly")
    seen = briefing.voices(drama.title_id)[lin.id]
    briefing.set_voice(lin.id, "coarse")
    briefing.set_voice(lin.id, manner="loud", seen=seen)
    with pytest.raises(StaleText):
        briefing.set_voice(lin.id, "gentle", seen=seen)
    assert briefing.voices(drama.title_id)[lin.id] == replace(seen, register="coarse", manner="loud")
    briefing.set_address(lin.id, 0, "en", "sir")
    (said,) = briefing.addresses(drama.title_id)
    briefing.set_address(lin.id, 0, "en", "boss")
    briefing.set_address(lin.id, 0, "en", form="formal", seen=said)
    with pytest.raises(StaleText):
        briefing.set_address(lin.id, 0, "en", "mister", seen=said)
    assert briefing.addresses(drama.title_id) == (replace(said, calls="boss", form="formal"),)
    briefing.set_summary(drama.episode_ids[0], "One")
    with pytest.raises(StaleText):
        briefing.set_summary(drama.episode_ids[0], "Two", seen="")


def test_what_cannot_be_said_is_refused(drama: Drama, briefing: Briefing) -> None:
    lin = person(drama, "林晚")
    for to, language, form in ((lin.id, "en", ""), (0, "en", "rude"), (0, "xx-yy-zz", "")):
        with pytest.raises(BadInput):
            briefing.set_address(lin.id, to, language, "you", form)
    with pytest.raises(NotFound):
        briefing.set_address(lin.id, 7, "en", "you")
    for act in (lambda: briefing.set_voice(7, "coarse"), lambda: briefing.set_summary(7, "x"), lambda: briefing.approve([7])):
        with pytest.raises(NotFound):
            act()


def test_a_character_goes_with_how_it_speaks_and_is_spoken_to(drama: Drama, briefing: Briefing) -> None:
    lin, gu = person(drama, "林晚"), person(drama, "顾总")
    briefing.set_voice(lin.id, "courtly")
    briefing.set_address(lin.id, gu.id, "en", "Mr. Gu")
    briefing.set_address(gu.id, lin.id, "en", "Miss Lin")
    before = journaled_rows(drama.database)
    Cataloging(drama.database).remove_character(lin.id)
    assert (briefing.voices(drama.title_id), briefing.addresses(drama.title_id)) == ({}, ())
    assert undone(drama) == before


def test_new_names_come_with_the_lines_they_are_in_the_commonest_first(drama: Drama, briefing: Briefing) -> None:
    propose(drama, ("顾氏集团", "en", "Gu Group", False), ("林晚", "en", "Lin Wan", True), ("王五", "en", "Wang Wu", True))
    found = briefing.names(drama.title_id)
    first = drama.cues(1)[0]
    assert [(each.proposal.source, each.occurrences, each.maker) for each in found] == [
        ("林晚", 2, "mine"), ("顾氏集团", 1, "mine"), ("王五", 0, "mine"),
    ]  # fmt: skip
    assert (found[0].first_episode_id, found[0].first_cue_id) == (drama.episode_ids[0], first.id)
    assert found[2].first_cue_id is None
    assert Cataloging(drama.database).matrix(drama.title_id).new_names == 3


def test_an_approved_name_goes_into_the_bible_and_later_drafts_are_told_it(drama: Drama, briefing: Briefing) -> None:
    lin = person(drama, "小晚", names={"zh-Hans": "林晚", "ar": "لين"})
    ids = propose(drama, ("林晚", "en", "Lin Wan", True), ("顾氏集团", "en", "Gu Group", False), ("王五", "en", "Wang", True))
    before = journaled_rows(drama.database)
    briefing.approve(ids[:2])
    assert undone(drama) == before
    briefing.approve(ids[:2])
    briefing.approve(ids[2:], rendering="Wang Wu")
    catalog = Cataloging(drama.database)
    assert [(each.name, dict(each.names)) for each in catalog.characters(drama.title_id)] == [
        ("小晚", {**lin.names, "en": "Lin Wan"}), ("王五", {"en": "Wang Wu"}),
    ]  # fmt: skip
    assert [(term.source, dict(term.renderings)) for term in catalog.terms(drama.title_id)] == [("顾氏集团", {"en": "Gu Group"})]
    required = renderings("zh-Hans", catalog.terms(drama.title_id), catalog.characters(drama.title_id), "en")  # what QC asks for
    assert required == [("顾氏集团", "Gu Group"), ("林晚", "Lin Wan"), ("王五", "Wang Wu")]
    told = briefing.material(drama.title_id, "en")
    assert {each.name: each.rendering for each in told.people} == {"林晚": "Lin Wan", "王五": "Wang Wu"}
    assert [each.rendering for each in told.terms] == ["Gu Group"]
    judged = briefing.names(drama.title_id, state=ProposalState.APPROVED)
    assert {(each.proposal.rendering, each.proposal.judged_by) for each in judged} == {
        ("Lin Wan", "Ana"), ("Gu Group", "Ana"), ("Wang Wu", "Ana"),
    }  # fmt: skip
    assert catalog.matrix(drama.title_id).new_names == 0


def test_one_name_in_several_languages_is_one_character_and_a_refused_one_asks_no_more(drama: Drama, briefing: Briefing) -> None:
    ids = propose(drama, ("林晚", "en", "Lin Wan", True), ("林晚", "ar", "لين وان", False), ("好的", "en", "Good", False))
    briefing.approve(ids[:2])
    before = journaled_rows(drama.database)
    briefing.refuse(ids[2:])
    assert briefing.names(drama.title_id) == ()
    assert undone(drama) == before
    (lin,) = Cataloging(drama.database).characters(drama.title_id)
    assert dict(lin.names) == {"en": "Lin Wan", "ar": "لين وان"}
    assert Cataloging(drama.database).terms(drama.title_id) == ()


def test_the_bible_stands_against_a_new_name_and_the_others_go_through(drama: Drama, briefing: Briefing) -> None:
    person(drama, "林晚", names={"en": "Lynn"})
    term = Term(id=drama.database.new_id(), title_id=drama.title_id, source="顾氏集团", renderings={"en": "Gu Group"})
    Cataloging(drama.database).put_term(term)
    ids = propose(drama, ("林晚", "en", "Lin Wan", True), ("顾氏集团", "en", "Gu Group", True), ("王五", "en", "Wang", True))
    with pytest.raises(Refused) as refused:
        briefing.approve(ids[:1])
    assert refused.value.facts["rendering"] == "Lynn"
    with pytest.raises(BadInput):
        briefing.approve(ids, rendering="X")
    briefing.approve(ids)
    assert [each.proposal.source for each in briefing.names(drama.title_id)] == ["林晚"]
    assert [each.name for each in Cataloging(drama.database).characters(drama.title_id)] == ["林晚", "王五"]


def test_versions_say_what_changed_and_what_was_drafted_with_them(drama: Drama, briefing: Briefing) -> None:
    lin = person(drama, "林晚", names={"en": "Lin Wan"})
    assert keep_brief(drama.database, drama.title_id, ["en"]) == 1
    assert keep_brief(drama.database, drama.title_id, ["ar-x-sdh"]) == 1  # the brief is the same, whatever is drafted
    briefing.set_summary(drama.episode_ids[1], "The ring is lost.")
    briefing.set_voice(lin.id, "courtly")
    briefing.set_address(lin.id, 0, "en", "sir", "formal")
    assert keep_brief(drama.database, drama.title_id, ["en"]) == 2
    new_id = drama.database.new_id
    batch = DraftBatch(id=new_id(), title_id=drama.title_id, stage=Stage.TRANSLATING, maker="mine", column="en", brief_number=2)
    with drama.database.edit(EditHeader(label="edit.draft_translating", title_id=drama.title_id)) as edit, edit.part() as uow:
        over(uow, batch)
    newest, first = briefing.versions(drama.title_id)
    assert (first.brief.number, first.changes, first.batches) == (1, (), ())
    assert (newest.brief.number, newest.batches) == (2, (batch,))
    english = [each for each in newest.changes if each.language in ("", "en")]
    assert english == [
        BriefChange(language="", part="episode", name="2", field="", before="", after="The ring is lost."),
        BriefChange(language="en", part="person", name="林晚", field="register", before="", after="courtly"),
        BriefChange(language="en", part="address", name="林晚", field="calls", before="", after="sir"),
        BriefChange(language="en", part="address", name="林晚", field="form", before="", after="formal"),
    ]
