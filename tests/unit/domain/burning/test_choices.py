"""What is asked of masters travels as plain values, and names are such that every system takes them."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.burning.choices import FORBIDDEN, BurnChoices, checked, read_choices
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.hiding import Hide, hidden_spans, is_hidden


@given(
    hide=st.sampled_from(Hide),
    quality=st.none() | st.integers(0, 51),
    kbps=st.integers(0, 50_000),
    flags=st.tuples(*[st.booleans()] * 5),
)
def test_choices_come_back_from_json_as_they_were(hide: Hide, quality: int | None, kbps: int, flags: tuple[bool, ...]) -> None:
    even, below, signs, replaces, registers = flags
    asked = BurnChoices(
        out="/masters", hide=hide, quality=quality, kbps=kbps, even=even, below=below, signs=signs, replaces=replaces,
        registers=registers,
    )  # fmt: skip
    assert read_choices(json.loads(json.dumps(asked.options()))) == asked


@pytest.mark.parametrize("broken", [{}, {"out": "/x", "hide": "smudge"}, {"out": "/x", "proofs": -1}])
def test_options_of_another_kind_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_choices(broken)


def test_options_of_a_later_version_do_no_harm() -> None:
    assert read_choices({"out": "/x", "sparkles": True}) == BurnChoices(out="/x")


@given(st.text(max_size=80))
def test_a_template_makes_a_name_that_every_system_takes_or_none(written: str) -> None:
    try:
        name = BurnChoices(out="/x", name=written).file_name("HEIR", 7, "es-419", "mp4")
    except BadInput:
        return
    assert not FORBIDDEN & set(name) and name.isprintable() and len(name.encode()) <= 255 and name not in ("..mp4", ".mp4")
    assert name.endswith(".mp4") and name == name.strip()


@pytest.mark.parametrize("name", ["{title.__class__}", "{0}", "{", "{episode:x}y/", "a\x00b", "..", " x", "nul", "COM1.x"])
def test_hostile_templates_are_refused(name: str) -> None:
    with pytest.raises(BadInput):
        BurnChoices(out="/x", name=name).file_name("HEIR", 7, "en", "mp4")


def test_a_folder_must_be_named() -> None:
    with pytest.raises(BadInput, match="no_folder"):
        checked(BurnChoices(out=""))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60))), st.integers(0, 600))
def test_a_time_is_hidden_while_any_line_is_shown(lines: list[tuple[int, int]], at_ms: int) -> None:
    times = [(start, start + length) for start, length in lines]
    spans = hidden_spans(times)
    assert is_hidden(spans, at_ms) == any(start <= at_ms < end for start, end in times)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))
