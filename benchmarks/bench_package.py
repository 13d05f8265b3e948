"""Building the package of a title of 80 episodes in 8 languages, without video."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from crossreel.domain.catalog.title import TitleText
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from folders import EPISODES, WORDS, make_folder


def test_package(benchmark: Any, tmp_path: Path) -> None:
    """Gate, files, read-back, hashes and record; QC apart, which has its own benchmark."""
    database = Database.open(tmp_path / "catalog.crossreel", author="bench")
    importing = Importing(database)
    report = importing.apply(importing.scan([make_folder(tmp_path / "The Hidden Heir", videos=False)]))
    assert report.edit is not None
    title_id = report.edit.header.title_id
    assert title_id is not None
    with database.edit(EditHeader(label="edit.import", title_id=title_id)) as open_edit, open_edit.part() as uow:
        uow.put_all([replace(track, state=State.APPROVED) for track in uow.where(Track)])
        uow.put_all(TitleText(id=database.new_id(), title_id=title_id, language=tag, name=tag) for tag in WORDS)
    delivering = Delivering(database)
    number = count()
    benchmark.extra_info.update(
        what=f"package of {EPISODES} episodes x {len(WORDS)} languages, app-standard, no video", target="< 3 s"
    )
    try:
        outcome = benchmark.pedantic(
            lambda: delivering.deliver(title_id, "app-standard", tuple(WORDS), tmp_path / str(next(number)), wording=Words),
            rounds=3,
            iterations=1,
        )
    finally:
        database.close()
    assert outcome.package is not None, outcome.plan.refusals[:3]
