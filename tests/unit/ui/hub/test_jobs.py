"""The two lanes: order, results on the GUI thread, the newest of a topic, failures, cancel."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crossreel.domain.errors import BadInput, Cancelled
from crossreel.services.jobs import JobContext
from crossreel.ui.hub.jobs import Jobs, Lane
from crossreel.ui.shell.job_strip import JobStrip


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_writes_keep_their_order_and_results_arrive_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def take(value: int) -> None:
        done.append(value)
        threads.add(threading.get_ident())

    for value in range(20):
        jobs.run("write", lambda value=value: value, then=take)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))
    assert threads == {threading.get_ident()}


def test_of_one_topic_only_the_newest_is_delivered(qtbot: QtBot, jobs: Jobs) -> None:
    release, found = threading.Event(), []
    jobs.run("compute", lambda: release.wait(5), then=found.append, topic="search")
    jobs.run("compute", lambda: "newest", then=found.append, topic="search")
    qtbot.waitUntil(lambda: found == ["newest"])
    release.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert found == ["newest"]


def test_a_failure_goes_to_who_asked_or_out(qtbot: QtBot, jobs: Jobs) -> None:
    def fail() -> None:
        raise BadInput("catalog.no_name")

    taken: list[BaseException] = []
    out: list[BaseException] = []
    jobs.crashed.connect(out.append)
    jobs.run("compute", fail, failed=taken.append)
    jobs.run("compute", fail)
    qtbot.waitUntil(lambda: len(taken) == 1 and len(out) == 1)
    assert isinstance(taken[0], BadInput)
    assert isinstance(out[0], BadInput)


def test_a_cancelled_job_stops_at_its_next_step_and_says_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    begun = threading.Event()

    def work(job: JobContext) -> None:
        for step in range(500):
            begun.set()
            time.sleep(0.01)
            job.progress(step, 500)

    said: list[Any] = []
    jobs.crashed.connect(said.append)
    running = jobs.carry_out("compute", work, then=said.append, label="Counting")
    assert begun.wait(5)
    running.cancel()
    qtbot.waitUntil(lambda: not jobs.running())
    assert said == []


def test_who_asks_hears_of_the_cancel(qtbot: QtBot, jobs: Jobs) -> None:
    def work(job: JobContext) -> None:
        job.cancelled.wait(5)
        job.check()

    heard: list[BaseException] = []
    jobs.carry_out("write", work, failed=heard.append, label="Waiting").cancel()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Cancelled)


class Listener(QLabel):
    def hear(self, value: object) -> None:
        self.setText(str(value))


def test_a_widget_that_is_gone_is_not_called(qtbot: QtBot, jobs: Jobs) -> None:
    release, listener = threading.Event(), Listener()
    jobs.run("compute", lambda: release.wait(5), then=listener.hear)
    import shiboken6

    shiboken6.delete(listener)
    release.set()
    qtbot.waitUntil(lambda: not jobs.running())


def test_the_status_strip_waits_600_ms_before_it_speaks(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    strip, shown, release = JobStrip(jobs, owner), [], threading.Event()
    strip.shown.connect(shown.append)
    began = time.monotonic()

    def work(job: JobContext) -> None:
        job.progress(1, 4)
        release.wait(5)

    jobs.run("compute", lambda: None, label="Quick")
    jobs.carry_out("compute", work, label="Checking")
    qtbot.waitUntil(lambda: bool(shown))
    assert time.monotonic() - began >= 0.55
    assert shown[0] == ("Checking: 1 of 4", 1, 4)
    release.set()
    qtbot.waitUntil(lambda: shown[-1] == ("", 0, 0))


def test_an_edit_waits_for_no_long_work_and_no_edit_over_a_title(qtbot: QtBot, jobs: Jobs) -> None:
    release, done = threading.Event(), []
    for lane in ("long", "long", "long", "title"):
        jobs.run(lane, lambda: release.wait(10), label="Long")
    jobs.run("write", lambda: "typed", then=done.append)
    qtbot.waitUntil(lambda: done == ["typed"])
    assert len(jobs.running("long")) == 3
    release.set()


@pytest.mark.parametrize("lane", ["long", "title"])
def test_long_work_begins_once_what_was_typed_before_is_stored(qtbot: QtBot, jobs: Jobs, lane: Lane) -> None:
    release, order = threading.Event(), []

    def write() -> None:
        release.wait(10)
        order.append("typed")

    jobs.run("write", write)
    jobs.run(lane, lambda: order.append("long"), label="Long")
    time.sleep(0.05)
    assert order == []
    release.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert order == ["typed", "long"]


def test_undo_waits_for_the_edit_over_a_title_that_was_asked_for_first(qtbot: QtBot, jobs: Jobs) -> None:
    release, order = threading.Event(), []

    def replace_all() -> None:
        release.wait(10)
        order.append("replaced")

    jobs.run("title", replace_all, label="Replacing")
    jobs.run("write", lambda: order.append("undone"), after=jobs.running("title"))
    time.sleep(0.05)
    release.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert order == ["replaced", "undone"]


def test_edits_still_waiting_are_carried_out_when_the_window_closes_and_long_work_is_not(qtbot: QtBot) -> None:
    made, order = Jobs(), []
    begun = threading.Event()

    def deliver(job: JobContext) -> None:
        begun.set()
        job.cancelled.wait(10)
        job.check()
        order.append("delivered")

    for _each in range(3):
        made.carry_out("long", deliver, label="Building the package")
    made.run("title", lambda: order.append("replaced"), label="Replacing")
    made.run("write", lambda: order.append("typed"))
    assert begun.wait(5)
    made.close()
    assert sorted(order) == ["replaced", "typed"]


def test_work_in_the_background_rests_while_pictures_play_and_ends_when_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    steps: list[int] = []
    done: list[int] = []
    go_on = threading.Event()

    def work(context: JobContext) -> int:
        for step in range(3):
            context.progress(step, 3)
            steps.append(step)
            assert go_on.wait(20)
            go_on.clear()
        return len(steps)

    jobs.carry_out("background", work, then=done.append, label="Looking")
    qtbot.waitUntil(lambda: steps == [0])
    jobs.set_playing(1, True)
    jobs.set_playing(2, True)
    jobs.set_playing(1, False)
    go_on.set()
    qtbot.wait(300)
    assert steps == [0], "the second player still plays"
    jobs.set_playing(2, False)
    qtbot.waitUntil(lambda: steps == [0, 1])
    go_on.set()
    qtbot.waitUntil(lambda: steps == [0, 1, 2])
    go_on.set()
    qtbot.waitUntil(lambda: done == [3])
    jobs.set_playing(1, True)
    task = jobs.carry_out("background", work, then=done.append, failed=lambda error: done.append(-1), label="Looking")
    qtbot.waitUntil(lambda: task in jobs.running("background"))
    task.cancel()
    qtbot.waitUntil(lambda: done == [3, -1])
    assert steps == [0, 1, 2]


def test_other_work_does_not_rest_while_pictures_play(qtbot: QtBot, jobs: Jobs) -> None:
    done: list[int] = []
    jobs.set_playing(1, True)
    jobs.carry_out("compute", lambda context: context.progress(0, 1) or 7, then=done.append)
    qtbot.waitUntil(lambda: done == [7])


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has a priority of its own that anybody may lower")
def test_the_background_steps_aside_and_nobody_else(qtbot: QtBot, jobs: Jobs) -> None:
    seen: dict[str, int] = {}

    def own() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    jobs.run("background", own, then=lambda nice: seen.update(background=nice))
    jobs.run("compute", own, then=lambda nice: seen.update(compute=nice))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen["background"] > seen["compute"] == own()
