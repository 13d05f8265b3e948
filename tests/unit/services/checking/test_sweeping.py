"""QC of the whole catalog: only what changed, worked out in other processes, kept here; cancelled between titles."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.title import Term
from crossreel.domain.errors import Cancelled, NotFound
from crossreel.domain.preferences import Preferences
from crossreel.domain.quality.rule_setting import Weight
from crossreel.services.checking.inspection import Inspection
from crossreel.services.checking.runs import Checking
from crossreel.services.checking.sweeping import Inspected, Sweeping
from crossreel.services.desk import Desk
from crossreel.services.files.presets import shipped_guides, shipped_zones
from crossreel.services.jobs import JobContext
from tests.builders import make_drama

LONG = "This is a line that no phone in the whole wide world can ever show in one piece, can it?"


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Two titles of one catalog, one of them with a line that is too long."""
    made = make_drama(tmp_path / "c.crossreel", episodes=1, cues=3, languages=("en",))
    make_drama(tmp_path / "c.crossreel", episodes=1, cues=2, languages=("en",), code="OTHER", database=made.database)
    made.database.close()
    return tmp_path / "c.crossreel"


@pytest.fixture
def desk(catalog: Path) -> Iterator[Desk]:
    opened = build_desk(catalog, "window", Preferences(author="Ana"))
    yield opened
    opened.close()


def checker(desk: Desk) -> Checking:
    return Checking(desk.database, zones=shipped_zones())


def here(desk: Desk, broken: str = "", error: Exception | None = None) -> Sweeping:
    """The same use case with the long part done in this process."""
    checking = checker(desk)

    def inspect(title_ids: Sequence[int], sweep_id: int, job: JobContext) -> Iterator[Inspected]:
        for title_id in title_ids:
            job.check()
            failed = desk.cataloging.title(title_id).code == broken
            found: Inspection | None = None if failed else checking.inspect(title_id, sweep_id=sweep_id)
            yield title_id, found, (error or NotFound("qc.no_guide", guide="gone", known=[])) if failed else None

    return Sweeping(desk.database, inspect=inspect, keep=checking.keep, guides=shipped_guides(), zones=shipped_zones())


def title_id(desk: Desk, code: str) -> int:
    found = desk.cataloging.find_title(code)
    assert found is not None
    return found.id


def first_cue(desk: Desk, code: str) -> int:
    episode_id = desk.cataloging.matrix(title_id(desk, code)).rows[0].episode.id
    return desk.translating.sheet(episode_id).rows[0].followers["en"][0].id


@pytest.mark.sqlite
def test_other_processes_look_and_this_one_keeps(desk: Desk) -> None:
    desk.editing.set_text(first_cue(desk, "OTHER"), LONG)
    made = desk.sweeping.run()
    assert [code for code, _summary in made.checked] == ["HEIR", "OTHER"]
    assert dict(made.checked)["OTHER"].errors > 0
    runs = [desk.runs.get(title_id(desk, code), "last") for code in ("HEIR", "OTHER")]
    assert {(run.sweep_id, run.author) for run in runs} == {(made.sweep_id, "Ana")}
    assert any(finding.rule == "rendered_width" for finding in desk.checking.findings(title_id(desk, "OTHER")))
    assert desk.checking.unchecked(title_id(desk, "HEIR")) == ()
    again = desk.sweeping.run()
    assert (again.checked, again.unchanged) == ((), ("HEIR", "OTHER"))


def test_a_title_is_looked_at_again_when_anything_it_is_judged_by_changed(desk: Desk) -> None:
    sweeping, heir = here(desk), title_id(desk, "HEIR")
    sweeping.run()

    def changed() -> list[str]:
        return [title.code for title in sweeping.changed()]

    assert changed() == []
    for act in (
        lambda: desk.editing.set_text(first_cue(desk, "HEIR"), "Other words."),
        lambda: desk.cataloging.put_term(Term(id=0, title_id=heir, source="总裁", renderings={"en": "CEO"})),
        lambda: desk.ruling.set_rule(heir, "gap", Weight.OFF, "So"),
    ):
        act()
        assert changed() == ["HEIR"]
        checker(desk).run(heir)
        assert changed() == []
    checker(desk).run(heir, languages=["en"])
    assert changed() == [], "what a part of it was asked says nothing against the whole"
    checker(desk).run(heir, guide="landscape")
    assert changed() == ["HEIR"], "its findings are those of other figures now"
    assert [code for code, _summary in sweeping.run(everything=True).checked] == ["HEIR", "OTHER"]


def test_a_title_that_cannot_be_checked_stops_no_other_and_a_cancelled_run_keeps_what_was_done(desk: Desk) -> None:
    made = here(desk, broken="HEIR").run()
    assert ([item.name for item in made.failed], [code for code, _summary in made.checked]) == (["HEIR"], ["OTHER"])
    unexpected = here(desk, broken="HEIR", error=ZeroDivisionError()).run(everything=True)
    assert [(item.code, item.facts["reason"]) for item in unexpected.failed] == [("item.unexpected", "ZeroDivisionError")]
    cancelled = Event()

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            cancelled.set()

    with pytest.raises(Cancelled):
        here(desk).run(everything=True, job=JobContext(on_progress=stop, cancelled=cancelled))
    assert [len(desk.runs.runs(title_id(desk, code))) for code in ("HEIR", "OTHER")] == [1, 2]
