"""Work in processes of their own: every item has its turn, and one that brings its process down takes no other along."""

import os
import time
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, Cancelled
from crossreel.kernel.processes import TOLD_EVERY_S, Outcome, ProcessLost, in_processes, tell


def work(item: tuple[str, str]) -> str:
    what, given = item
    if what == "die":
        os._exit(7)
    if what == "refuse":
        raise BadInput("media.not_video", path=given)
    if what == "odd":
        raise Unsendable(given)
    if what == "tell":
        time.sleep(TOLD_EVERY_S)
        tell(float(given))
    if what == "wait":
        Path(given).write_text(str(os.getpid()))
        time.sleep(60)
    return f"{given} {os.getpid()}"


class Unsendable(Exception):
    """Cannot be made again from its arguments."""

    def __init__(self, one: str, other: str = "") -> None:
        super().__init__()
        self.thing = lambda: (one, other)


def go_on() -> None:
    """Never stop."""


@pytest.mark.timeout(120)
def test_every_item_has_its_turn_in_another_process_and_none_takes_others_along() -> None:
    items = [("say", "a"), ("die", "b"), ("refuse", "/c.mp4"), ("odd", "d"), ("say", "e"), ("say", "f")]
    found: dict[int, Outcome[str]] = {each.number: each for each in in_processes(work, items, go_on, workers=2)}
    assert sorted(found) == list(range(6))
    for number, said in ((0, "a"), (4, "e"), (5, "f")):
        words, process = str(found[number].made).split()
        assert words == said and int(process) != os.getpid()
    assert isinstance(found[1].error, ProcessLost)
    error = found[2].error
    assert isinstance(error, BadInput) and error.facts == {"path": "/c.mp4"}
    assert isinstance(found[3].error, RuntimeError) and str(found[3].error) == "Unsendable"


@pytest.mark.timeout(120)
def test_who_waits_hears_what_is_begun_and_how_far_it_is() -> None:
    heard: list[tuple[int, float]] = []
    items = [("say", "a"), ("tell", "0.5"), ("say", "c")]
    list(in_processes(work, items, go_on, workers=1, hear=lambda number, share: heard.append((number, share))))
    assert heard == [(0, 0.0), (1, 0.0), (1, 0.5), (2, 0.0)]


@pytest.mark.timeout(120)
def test_who_asks_for_a_stop_is_heard_while_a_process_works(tmp_path: Path) -> None:
    began = tmp_path / "began"

    def check() -> None:
        if began.exists() and began.read_text():
            raise Cancelled

    with pytest.raises(Cancelled):
        list(in_processes(work, [("wait", str(began)), ("say", "b")], check, workers=1))
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)


def test_without_workers_the_work_is_done_here() -> None:
    found = list(in_processes(work, [("say", "a"), ("refuse", "b")], go_on, workers=0))
    assert found[0].made == f"a {os.getpid()}"
    assert isinstance(found[1].error, BadInput)
    assert list(in_processes(work, [], go_on)) == []


@pytest.mark.timeout(120)
def test_this_process_works_too_and_waits_for_none_that_is_not_up() -> None:
    items = [("say", str(number)) for number in range(40)]
    found = {each.number: each.made for each in in_processes(work, items, go_on, workers=1, here=True)}
    assert sorted(found) == list(range(40))
    assert all(made is not None and made.split()[0] == str(number) for number, made in found.items())
    assert str(os.getpid()) in {(made or "").split()[1] for made in found.values()}
    (alone,) = in_processes(work, [("say", "a")], go_on, workers=1, here=True)
    assert alone.made is not None and alone.made.startswith("a ")
