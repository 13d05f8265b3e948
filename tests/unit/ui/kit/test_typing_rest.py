"""Where one step of typing ends and the next begins: the keyboard's own clock tells."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from crossreel.ui.kit.typing_rest import TypingRest


@pytest.fixture
def rest(qapp: QApplication) -> Iterator[TypingRest]:
    parent = QObject()
    yield TypingRest(parent)


def typed(rest: TypingRest, pressed_ms: int) -> int:
    rest.expect(pressed_ms)
    rest.touch()
    return rest.step


def test_keys_less_than_a_rest_apart_are_one_step_however_long_they_go_on(rest: TypingRest) -> None:
    assert len({typed(rest, at) for at in range(1_000, 20_000, 599)}) == 1


def test_a_key_after_a_rest_begins_another_step_and_what_was_typed_before_is_due_first(rest: TypingRest) -> None:
    heard: list[int] = []
    rest.due.connect(lambda: heard.append(rest.step))
    first = typed(rest, 1_000)
    second = typed(rest, 1_600)
    assert heard == [first]
    assert second != first


def test_a_key_that_types_nothing_does_not_count_as_typing(rest: TypingRest) -> None:
    first = typed(rest, 1_000)
    for at in range(1_100, 1_600, 100):
        rest.expect(at)
    assert typed(rest, 1_600) != first


def test_another_cell_is_another_step(rest: TypingRest) -> None:
    first = typed(rest, 1_000)
    rest.begin_step()
    assert typed(rest, 1_010) != first
