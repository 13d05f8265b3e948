"""Which masters are outdated is asked in as many statements for a large title as for a small one."""

from pathlib import Path

from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import Run, RunState, RunStep, StepState
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.episode.on_picture import outdated_masters
from tests.builders import Drama, make_drama
from tests.growth.counting import counted


def burned(drama: Drama) -> list[Version]:
    """Give every episode a master that was made of other words."""
    database = drama.database
    run = Run(
        id=database.new_id(), title_id=drama.title_id, stages=(Stage.BURNING.value,), columns=("en",),
        episode_ids=drama.episode_ids,
        options=BurnChoices(out="/masters").options(), state=RunState.DONE,
    )  # fmt: skip
    steps = [
        RunStep(
            id=database.new_id(), title_id=drama.title_id, run_id=run.id, episode_id=each, stage=Stage.BURNING.value, column="en",
            state=StepState.DONE, facts={"key": f"k{each}", "digest": "other"},
        )
        for each in drama.episode_ids
    ]  # fmt: skip
    with database.derived() as uow:
        uow.put_all([run])
        uow.put_all(steps)
    versions = [
        Version(id=database.new_id(), episode_id=each, path=f"/masters/{each}.mp4", look=Look.BURNED, content_key=f"k{each}")
        for each in drama.episode_ids
    ]
    with database.edit(EditHeader(label="edit.add_version", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put_all(versions)
    return versions


def test_a_larger_title_takes_no_more_statements(tmp_path: Path) -> None:
    counts = []
    for episodes in (3, 12):
        drama = make_drama(tmp_path / f"{episodes}.crossreel", episodes=episodes)
        try:
            versions = burned(drama)
            with counted(drama.database) as sent, drama.database.read() as uow:
                found = outdated_masters(uow, drama.title_id, versions)
            assert found == {each.id for each in versions}
            counts.append(sent.count)
        finally:
            drama.database.close()
    assert counts[0] == counts[1] > 0
