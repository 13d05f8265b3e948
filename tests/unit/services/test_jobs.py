"""Jobs as values: what may be in one, and that it is the same after a journey to another process."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.errors import BadInput, CrossreelError, Refused, StaleEdit, Told
from crossreel.services.jobs import Job, is_plain
from tests.builders import cue


def living() -> Callable[[], object]:
    return lambda: None


@pytest.mark.parametrize(
    "value", [None, True, 7, 2.5, "words", b"bytes", Path("a/b"), Fraction(30000, 1001), State.APPROVED, (1, ("en", "ar")),
              frozenset({1}), {"en": (1, 2)}, cue(1, 0, 1000)],
)  # fmt: skip
def test_plain_values_make_a_job_and_come_back_equal(value: object) -> None:
    job: Job[object] = Job("check_title", {"value": value})
    assert pickle.loads(pickle.dumps(job)) == job


@pytest.mark.parametrize(
    "value", [living(), object(), [1], (1, living()), {"a": object()}, living], ids=lambda value: type(value).__name__
)
def test_what_lives_makes_no_job(value: object) -> None:
    assert not is_plain(value)
    with pytest.raises(TypeError, match="check_title: value is no plain value"):
        Job("check_title", {"value": value})


@pytest.mark.parametrize(
    "error",
    [
        BadInput("format.nothing_read", path="a.srt", line=3),
        Refused("qc.track_failed", name="1 en"),
        StaleEdit("history.stale", step_id=7, what=Told("edit.set_text", {"episode": 1}), author="Ana"),
    ],
    ids=lambda error: error.code,
)
def test_an_error_travels_with_its_facts(error: CrossreelError) -> None:
    came = pickle.loads(pickle.dumps(error))
    assert type(came) is type(error)
    assert (came.code, came.facts, came.args, vars(came)) == (error.code, error.facts, error.args, vars(error))
    assert str(came) == str(error)
