"""What a draft run costs beside the server: 80 episodes in 8 languages of 40 lines each, planned, asked for, stored and written.

And a run that reads burned-in text, here and on two Dask workers.
"""

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from tests.loopback import Call, Reply, said, serving
from tests.unit.media.burned import Line, burn, has_ffmpeg

from crossreel.app.bootstrap import build_desk
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import RunState, StepState
from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.domain.preferences import Preferences
from crossreel.engines.models import get_model
from crossreel.media.probe import probe
from crossreel.services.desk import Desk

EPISODES, LINES = 80, 40
READ, FRAMES = 12, 112
BURNED = (
    Line(first=10, stop=35, text="你怎么现在才来?"),
    Line(first=35, stop=60, text="我等了你整整三年"),
    Line(first=70, stop=95, text="走"),
)
LANGUAGES = ("en", "es-419", "pt-BR", "id", "th", "vi", "ar", "fr")
WORDS = {
    "th": "นี่คือบรรทัด {number}", "ar": "هذا هو السطر {number} هنا", "vi": "Đây là dòng {number}", "fr": "Voici la ligne {number} ici",
    "es-419": "Esta es la línea {number}", "pt-BR": "Esta é a linha {number}", "id": "Ini baris {number} di sini",
}  # fmt: skip
NAMES = {
    "Spanish": "es-419", "Portuguese": "pt-BR", "Indonesian": "id", "Thai": "th", "Vietnamese": "vi", "Arabic": "ar",
    "French": "fr",
}  # fmt: skip
ENGINES = {Stage.TRANSLATING: "here"}
PRICE = Price(currency="USD", input_micros=250_000, output_micros=2_000_000)


def good(call: Call) -> Reply:
    """An answer that holds, in the language that is asked for."""
    asked = str(call.json["messages"])
    written = WORDS.get(next((tag for name, tag in NAMES.items() if name in asked), ""), "This is line {number}")
    return said("\n".join(f"{number}| {written.format(number=number)}" for number in call.lines))


def add_title(desk: Desk, episodes: int, lines: int) -> tuple[int, list[int]]:
    """Make a title, and return its id and those of its episodes; each line is a cue of the source."""
    title_id = next(iter(desk.cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
    episode_ids = []
    for number in range(1, episodes + 1):
        episode_ids.append(next(iter(desk.cataloging.add_episode(title_id, number).ids("episode"))))
        for at in range(lines):
            desk.editing.insert(episode_ids[-1], "zh-Hans", 2000 * at, 2000 * at + 1800, f"第{number}集第{at}句，你到底在哪里？")
    return title_id, episode_ids


def test_a_run(tmp_path: Path, benchmark: Any) -> None:
    desk = build_desk(tmp_path / "catalog.crossreel", "command", Preferences(author="Ana"))
    title_id, _episodes = add_title(desk, EPISODES, LINES)
    for tag in LANGUAGES:
        desk.cataloging.add_language(title_id, tag)
    with serving(good) as loopback:
        desk.equipping.put(EngineSetting(name="here", engine_id="chat_server", address=loopback.address, model="m", price=PRICE))
        try:
            began = time.perf_counter()
            plan = desk.drafting.plan(title_id, ENGINES, columns=LANGUAGES)
            planned_s = time.perf_counter() - began
            assert plan.lines == EPISODES * LINES * len(LANGUAGES)
            run = desk.drafting.begin(plan, ENGINES)
            wall, cpu = time.perf_counter(), time.process_time()
            benchmark.pedantic(desk.drafting.carry_out, (run.id,), rounds=1, iterations=1)
            wall_s, cpu_s = time.perf_counter() - wall, time.process_time() - cpu
        finally:
            desk.equipping.remove("here")
    run, steps = desk.drafting.run(run.id)
    drafted = sum(int(str(step.facts["drafted"])) for step in steps if step.state is StepState.DONE)
    assert run.state is RunState.DONE and drafted == plan.lines, (run.state, drafted, plan.lines)
    desk.close()
    benchmark.extra_info.update(
        what=f"a draft run of {EPISODES} episodes x {len(LANGUAGES)} languages x {LINES} lines against a loopback server: a line"
        f" ({cpu_s / drafted * 1e6:,.0f} µs of processor with the server's own, {len(loopback.calls):,} questions,"
        f" planned in {planned_s:.1f} s)",
        value=wall_s / drafted * 1e6,
        unit="µs",
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg")
@pytest.mark.skipif(not get_model("pp_ocr_v6").path.is_file(), reason="make models brings it")
def test_reading_on_two_dask_workers(tmp_path: Path, benchmark: Any) -> None:
    distributed = pytest.importorskip("distributed")
    clip = burn(None, tmp_path / "clip.mp4", BURNED, size=(540, 960), frames=FRAMES)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask"), silence_logs=50
    ) as cluster:
        here_s = read_title(tmp_path / "here", clip, "")
        there_s = benchmark.pedantic(read_title, (tmp_path / "there", clip, cluster.scheduler_address), rounds=1, iterations=1)
    benchmark.extra_info.update(
        what=f"a run that reads {READ} videos of {FRAMES / 25:.1f} s on two Dask workers, from cold"
        f" (in the pool of processes {here_s:.1f} s)",
        value=there_s,
        unit="s",
    )


def read_title(folder: Path, clip: Path, at: str) -> float:
    """Read a title in a run, and return the seconds it took."""
    folder.mkdir()
    desk = build_desk(folder / "catalog.crossreel", "command", Preferences(author="Ana"))
    title_id, episode_ids = add_title(desk, READ, 0)
    for number, episode_id in enumerate(episode_ids):
        video = Path(shutil.copy(clip, folder / f"EP{number:02d}.mp4"))
        desk.cataloging.set_media(episode_id, video, probe(video).info)
    engines = {Stage.READING: "pp_ocr"}
    run = desk.drafting.begin(desk.drafting.plan(title_id, engines), engines, at=at)
    began = time.perf_counter()
    desk.drafting.carry_out(run.id)
    took_s = time.perf_counter() - began
    _, steps = desk.drafting.run(run.id)
    assert [step.facts.get("drafted") for step in steps] == [len(BURNED)] * READ, [step.error for step in steps]
    desk.close()
    return took_s
