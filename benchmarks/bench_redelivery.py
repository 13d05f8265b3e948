"""Sending a buyer what changed of a title of 80 episodes in 8 languages: one cell."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from crossreel.domain.catalog.title import TitleText
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.trade.buyer import Buyer
from crossreel.i18n.words import Words
from crossreel.services.checking.runs import Checking
from crossreel.services.delivering.packages import Delivering
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from folders import EPISODES, WORDS, make_folder

BUYERS = 10


def test_redelivery(benchmark: Any, tmp_path: Path) -> None:
    """What is due, gate, QC of the cell, package with read-back, and record, beside nine other buyers that have all of it."""
    database = Database.open(tmp_path / "catalog.crossreel", author="bench")
    importing = Importing(database)
    report = importing.apply(importing.scan([make_folder(tmp_path / "The Hidden Heir", videos=False)]))
    title_id = report.edit.header.title_id if report.edit is not None else None
    assert title_id is not None
    codes = [f"BUYER{at}" for at in range(BUYERS)]
    with database.edit(EditHeader(label="edit.import", title_id=title_id)) as open_edit, open_edit.part() as uow:
        uow.put_all([replace(track, state=State.APPROVED) for track in uow.where(Track)])
        uow.put_all(TitleText(id=database.new_id(), title_id=title_id, language=tag, name=tag) for tag in WORDS)
        uow.put_all(Buyer(id=database.new_id(), code=code, name=code, profile_id="app-standard") for code in codes)
        track = uow.where(Track, language="th")[0]
        cue_id = uow.where(Cue, track_id=track.id)[0].id
    delivering = Delivering(database)
    asked: dict[str, Any] = {"wording": Words, "allow_findings": True, "changed_only": True}
    first = delivering.deliver(title_id, "", tuple(WORDS), tmp_path / "first", buyer=codes[0], **asked).delivery
    assert first is not None
    with database.derived() as uow:
        uow.put_all(replace(first, id=database.new_id(), buyer=code) for code in codes[1:])
    delivering, number = Delivering(database, check=Checking(database).run), count()

    def change() -> tuple[tuple[()], dict[str, Any]]:
        with database.edit(EditHeader(label="edit.test", title_id=title_id)) as open_edit, open_edit.part() as uow:
            uow.put(replace(uow.get(Cue, cue_id), text=f"อะไร {next(number)}"))
        return (), {}

    benchmark.extra_info.update(
        what=f"re-delivery of one changed cell of {EPISODES} x {len(WORDS)}, QC of it included, {BUYERS} buyers", target="< 0.3 s"
    )
    again = lambda: delivering.deliver(title_id, "", tuple(WORDS), tmp_path / "again", buyer=codes[0], **asked)  # noqa: E731
    try:
        outcome = benchmark.pedantic(again, setup=change, rounds=5, iterations=1)
    finally:
        database.close()
    assert outcome.package is not None, outcome.plan.refusals[:3]
    assert sum("_SUB_" in file.path for file in outcome.plan.files) == 2
