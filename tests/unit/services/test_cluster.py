"""Jobs on a cluster of two machines: what comes of them is what comes of them here, also where one of the machines dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crossreel.app.bootstrap import build_desk, read_desk
from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.catalog.version import Look
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import RunState, StepState
from crossreel.domain.errors import Cancelled, NotFound, Unavailable
from crossreel.domain.preferences import Preferences
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.cluster import Cluster
from crossreel.services.jobs import Job, JobContext
from tests.builders import Drama, make_drama
from tests.loopback import nobody
from tests.unit.media.movies import make_movie

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def drama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drama]:
    """A title to check."""
    made = make_drama(tmp_path_factory.mktemp("cluster") / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two processes as the machines of a cluster."""
    folder = tmp_path_factory.mktemp("dask")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(folder), silence_logs=50
    ) as made:
        yield made


def jobs(drama: Drama, count: int) -> list[Job[object]]:
    """Checks of a title, each a job of its own."""
    return [Job("check_title", {"title_id": drama.title_id, "sweep_id": sweep_id}) for sweep_id in range(count)]


@pytest.mark.filterwarnings("ignore")
def test_what_comes_of_jobs_comes_back_though_a_machine_dies(drama: Drama, local: Any) -> None:
    cluster = Cluster(local.scheduler_address, read_desk, drama.database.path)
    found: dict[object, object] = {}
    heard: set[object] = set()
    for each in cluster.work_out(jobs(drama, 12), JobContext(), lambda job, share: heard.add(job.arguments["sweep_id"])):
        assert each.error is None, each.error
        found[each.job.arguments["sweep_id"]] = each.found
        if len(found) == 1:
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
    assert sorted(found) == list(range(12)) and all(found.values())  # type: ignore[type-var]
    assert len(heard) >= 10, "machines say what they have begun; the last may be done before that is read"


@pytest.mark.filterwarnings("ignore")
def test_masters_are_burned_by_the_machines_and_written_where_the_catalog_is(local: Any, tmp_path: Path) -> None:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=1, languages=("en",))
    movie = make_movie(tmp_path / "EP.mp4", frames=15)
    for episode_id in made.episode_ids:
        Cataloging(made.database).set_media(episode_id, movie, probe(movie).info)
    made.database.close()
    desk = build_desk(tmp_path / "catalog.crossreel", "command", Preferences(author="Ana"))
    try:
        burn, options = (
            {Stage.BURNING: "x264"},
            BurnChoices(out=str(tmp_path / "out"), preset="ultrafast", registers=True).options(),
        )
        plan = desk.drafting.plan(made.title_id, burn, columns=("en",), options=options)
        run = desk.drafting.begin(plan, burn, options=options, at=local.scheduler_address)
        assert desk.drafting.carry_out(run.id).state is RunState.DONE
        assert {step.state for step in desk.drafting.run(run.id)[1]} == {StepState.DONE}
        versions = desk.cataloging.versions(made.title_id)
        names = {each.path.rpartition("/")[2] for several in versions.values() for each in several if each.look is Look.BURNED}
        assert names == {each.name for each in (tmp_path / "out").iterdir()} and len(names) == 2
    finally:
        desk.close()


@pytest.mark.filterwarnings("ignore")
def test_a_job_that_fails_is_told_and_a_cancel_ends_the_rest(drama: Drama, local: Any) -> None:
    cluster = Cluster(local.scheduler_address, read_desk, drama.database.path)
    missing: Job[object] = Job("check_title", {"title_id": 1, "sweep_id": 1})
    (told,) = cluster.work_out([missing], JobContext())
    assert isinstance(told.error, NotFound)
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        list(cluster.work_out(jobs(drama, 3), JobContext(cancelled=stop)))


@pytest.mark.filterwarnings("ignore")
def test_where_nobody_answers_that_is_said(drama: Drama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossreel.services.cluster.CONNECT_S", 0.5)
    address = nobody().replace("http", "tcp").removesuffix("/v1")
    with pytest.raises(Unavailable, match=r"drafting\.no_cluster"):
        list(Cluster(address, read_desk, drama.database.path).work_out(jobs(drama, 1), JobContext()))
