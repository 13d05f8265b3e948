"""Every edit of cues and titles has its line of history, and every refusal its sentence."""

import re
from pathlib import Path

import pytest

import crossreel
from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.catalog.workflow import State
from crossreel.i18n import messages
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from tests.builders import SOURCE, make_drama, media_info

SOURCES = Path(crossreel.__file__).parent
CODE = re.compile(r"\"((?:edit|editing|catalog)\.[^\s\"{]*)\"")
MODULES = [path for room in ("services", "domain") for path in sorted((SOURCES / room).rglob("*.py")) if path.stem != "__init__"]


def test_every_code_has_a_sentence() -> None:
    for path in MODULES:
        codes = {written for written in CODE.findall(path.read_text("utf-8")) if not messages.has_sentence(written)}
        assert codes == set(), path


def test_the_history_reads_well(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    drama = make_drama(tmp_path / "catalog.crossreel")
    database = drama.database
    request.addfinalizer(database.close)
    catalog, editing, history, (first, second) = Cataloging(database), Editing(database), History(database), drama.episode_ids
    editing.set_text(drama.cues(1, "en")[0].id, "Now")
    editing.set_times(drama.cues(1, "en")[0].id, 10, 990)
    editing.unpin([drama.cues(1, "en")[0].id])
    editing.pin([drama.cues(1, "en")[0].id])
    editing.set_text(drama.cues(1)[0].id, "新")
    editing.confirm_source([drama.cues(1, "ar")[0].id])
    editing.insert(first, "en", 20_000, 21_000, "x")
    editing.split(drama.cues(1)[0].id, 500, 1)
    editing.merge([cue.id for cue in drama.cues(1)[:2]])
    editing.delete([drama.cues(1)[3].id])
    editing.shift([first, second], -0 + 100, languages=["ar"])
    editing.replace(drama.title_id, "Now", "Then")
    editing.set_placement([drama.cues(1)[0].id], "8")
    catalog.put_character(Character(id=0, title_id=drama.title_id, name="林"))
    editing.set_speaker([drama.cues(1)[0].id], catalog.characters(drama.title_id)[0].id)
    catalog.remove_character(catalog.characters(drama.title_id)[0].id)
    catalog.put_term(Term(id=0, title_id=drama.title_id, source="总裁"))
    catalog.remove_term(catalog.terms(drama.title_id)[0].id)
    catalog.put_text(drama.title_id, "en", name="Heir")
    catalog.set_cover(drama.title_id, b"x", "image/png", 1, 1)
    catalog.clear_cover(drama.title_id)
    catalog.add_language(drama.title_id, "th")
    catalog.remove_language(drama.title_id, "th")
    catalog.add_episode(drama.title_id, 3)
    catalog.renumber(drama.title_id, {first: 9})
    catalog.rename_episode(first, "Last")
    catalog.set_free([second], True)
    catalog.set_media(second, Path("/v/2.mp4"), media_info())
    catalog.set_state([(second, SOURCE), (second, "en")], State.APPROVED)
    catalog.remove_episodes([second])
    catalog.update_title(catalog.title(drama.title_id), seen=catalog.title(drama.title_id))
    lines = [messages.sentence(line.label, line.facts) for line in history.lines(drama.title_id)]
    assert len(lines) == 31, "the last one changed nothing, the making of the title is the first"
    assert not [line for line in lines if "{" in line]
    assert "Write English at 00:00.000, episode 1" in lines
    assert "Shift episodes 1 and 2 by 00:00.100" in lines
