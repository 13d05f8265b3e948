"""A time in an episode and its time in the title are one and the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.screening.title_time import TitleTime

lengths = st.lists(st.integers(0, 90_000), min_size=1, max_size=100)


@given(lengths, st.data())
def test_there_and_back(several: list[int], data: st.DataObject) -> None:
    title = TitleTime.of(several)
    index = data.draw(st.integers(0, len(several) - 1))
    if several[index]:
        at_ms = data.draw(st.integers(0, several[index] - 1))
        assert title.place(title.at(index, at_ms)) == (index, at_ms)


@given(lengths, st.integers(-1000, 10_000_000))
def test_every_time_of_the_title_lies_in_an_episode(several: list[int], at_ms: int) -> None:
    title = TitleTime.of(several)
    index, within = title.place(at_ms)
    assert 0 <= index < title.count and 0 <= within <= title.length_ms(index)
    assert title.at(index, within) == min(max(0, at_ms), max(0, title.total_ms - 1))


def test_a_title_without_episodes_has_no_time() -> None:
    assert TitleTime.of([]).total_ms == 0
    with pytest.raises(ValueError, match="no episodes"):
        TitleTime.of([]).place(0)
