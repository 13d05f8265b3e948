"""What is kept stays within its budget, and what was asked for last stays longest."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.kernel.kept import Kept


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    kept["a"], kept["b"] = bytes(4), bytes(4)
    assert kept["a"] == bytes(4)
    kept["c"] = bytes(4)
    assert list(kept) == ["a", "c"]
    assert (kept.held_bytes, "b" in kept, kept.get("b")) == (8, False, None)


def test_what_was_put_last_stays_however_heavy() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    kept["a"] = bytes(4)
    kept["b"] = bytes(400)
    assert list(kept) == ["b"]
    kept["c"] = bytes(1)
    assert list(kept) == ["c"]


def test_looking_whether_a_thing_is_there_does_not_keep_it() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    kept["a"], kept["b"] = bytes(4), bytes(4)
    assert "a" in kept
    kept["c"] = bytes(4)
    assert list(kept) == ["b", "c"]


steps = st.lists(st.tuples(st.sampled_from(["put", "get", "pop", "clear"]), st.integers(0, 6), st.integers(0, 40)), max_size=60)


@given(steps=steps, most=st.integers(0, 60))
def test_the_weight_is_that_of_what_is_there_and_within_the_budget(steps: list[tuple[str, int, int]], most: int) -> None:
    kept: Kept[int, bytes] = Kept(most, len)
    for act, key, size in steps:
        if act == "put":
            kept[key] = bytes(size)
            assert kept[key] == bytes(size)
        elif act == "get":
            kept.get(key)
        elif act == "pop":
            kept.pop(key, None)
        else:
            kept.clear()
        assert kept.held_bytes == sum(len(value) for value in kept.values())
        assert kept.held_bytes <= most or len(kept) == 1
