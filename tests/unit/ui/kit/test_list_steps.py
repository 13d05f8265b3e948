"""One list becomes another by taking out and putting in, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.ui.kit.list_steps import Insert, Remove, steps_between

LISTS = st.lists(st.integers(0, 20), unique=True, max_size=12)


@given(LISTS, LISTS)
def test_the_steps_lead_from_one_list_to_the_other(before: list[int], after: list[int]) -> None:
    now = list(before)
    for step in steps_between(before, after):
        if isinstance(step, Remove):
            assert 0 <= step.first <= step.last < len(now)
            del now[step.first : step.last + 1]
        else:
            assert 0 <= step.at <= len(now)
            now[step.at : step.at] = step.values
    assert now == after


def test_what_stays_is_left_alone() -> None:
    assert list(steps_between([1, 2, 3], [1, 2, 3])) == []
    assert list(steps_between([1, 2, 3, 4], [1, 3, 4, 5])) == [Remove(1, 1), Insert(3, [5])]
