"""What the brief says of formal and informal address is heard by QC, as it stands in the catalog."""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import EditHeader
from crossreel.i18n.messages import sentence
from crossreel.services.checking.basis import basis_of
from crossreel.services.checking.runs import Checking
from crossreel.services.drafting.briefing import Briefing
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import shipped_guides, shipped_zones
from tests.builders import SOURCE, Drama, make_drama


def drama_in_german(folder: Path) -> tuple[Drama, int, int]:
    """A title in which the first person says all lines of the source; return the two people too."""
    made = make_drama(folder / "c.crossreel", episodes=1, cues=3, languages=("de",))
    with made.database.edit(EditHeader(label="edit.add_character", title_id=made.title_id)) as edit, edit.part() as uow:
        names = (("林晚", "Lin"), ("顾总", "Gu"))
        lin, gu = (Character(id=uow.new_id(), title_id=made.title_id, name=name, names={"de": by}) for name, by in names)
        uow.put_all((lin, gu))
        uow.put_all(replace(each, speaker_id=lin.id) for each in uow.where(Cue, track_id=made.track_ids[1, SOURCE]))
        lines = ("Was willst du?", "Gu, setz dich.", "Bitte, Sie zuerst.")
        cues = uow.where(Cue, track_id=made.track_ids[1, "de"])
        uow.put_all(replace(each, text=text) for each, text in zip(cues, lines, strict=True))
    return made, lin.id, gu.id


def basis(drama: Drama) -> str:
    with drama.database.read() as uow:
        return basis_of(uow, uow.get(Title, drama.title_id), shipped_guides(), shipped_zones())


def test_lines_that_speak_otherwise_than_the_brief_says_are_findings_until_they_are_mended(tmp_path: Path) -> None:
    drama, lin, gu = drama_in_german(tmp_path)
    briefing, checking = Briefing(drama.database), Checking(drama.database)
    briefing.set_address(lin, 0, "de", form="formal")
    checking.run(drama.title_id)
    told = [each for each in checking.findings(drama.title_id) if each.rule == "formality"]
    assert [(each.text, each.facts["found"]) for each in told] == [("Was willst du?", "du"), ("Gu, setz dich.", "dich")]
    assert sentence(told[0].code, told[0].facts) == "“du” is informal; Lin speaks formally, says the brief."
    edit = Editing(drama.database).set_text(drama.cues(1, "de")[0].id, "Was wollen Sie?")
    checking.follow_edit(edit)
    assert [each.text for each in checking.findings(drama.title_id) if each.rule == "formality"] == ["Gu, setz dich."]
    before = basis(drama)
    briefing.set_address(lin, gu, "de", form="informal")
    assert basis(drama) != before, "the queue and QC of the whole catalog look at the title again"
    checking.run(drama.title_id)
    assert [each.text for each in checking.findings(drama.title_id) if each.rule == "formality"] == []
    drama.database.close()
