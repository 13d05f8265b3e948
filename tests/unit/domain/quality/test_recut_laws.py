"""A picture that was cut anew is told by its cuts: from when on, and by how much; other content and the same edit are not."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from crossreel.domain.quality.recut_laws import Shift, shift_of

CUTS = st.lists(st.integers(1, 90), min_size=12, max_size=40).map(
    lambda gaps: tuple(sum(gaps[: n + 1]) * 700 for n in range(len(gaps)))
)


def test_half_a_second_that_is_missing_is_told_from_the_cut_before_it() -> None:
    reference = (2000, 5400, 9100, 14_000, 17_700, 23_200, 26_000, 31_500, 36_900, 41_000, 47_300)
    shorter = tuple(cut - 500 if cut > 17_700 else cut for cut in reference)
    assert shift_of(reference, shorter) == Shift(from_ms=17_700, by_ms=-500)
    longer = tuple(cut + 1200 if cut > 5400 else cut for cut in reference)
    assert shift_of(reference, longer) == Shift(from_ms=5400, by_ms=1200)
    assert shift_of(reference, tuple(cut + 240 for cut in reference)) == Shift(from_ms=0, by_ms=240)


def test_one_cut_more_or_less_and_a_frame_of_difference_are_the_same_edit() -> None:
    reference = (2000, 5400, 9100, 14_000, 17_700, 23_200, 26_000, 31_500, 36_900, 41_000, 47_300)
    assert shift_of(reference, reference) is None
    assert shift_of(reference, tuple(cut + 33 for cut in reference)) is None
    assert shift_of(reference, reference[:4] + reference[6:]) is None
    assert shift_of(reference, (*reference[:3], 12_000, *reference[3:])) is None
    assert shift_of(reference[:4], tuple(cut + 500 for cut in reference[:4])) is None, "too few to say anything"
    assert shift_of((), reference) is None and shift_of(reference, ()) is None


@given(CUTS, st.integers(0, 6), st.sampled_from((-2500, -533, -100, 133, 900, 3000)))
def test_whatever_is_cut_out_or_put_in_is_found(reference: tuple[int, ...], at: int, by_ms: int) -> None:
    from_ms = reference[at]
    other = tuple(cut + by_ms if cut > from_ms else cut for cut in reference)
    assume(all(late - early > 200 for early, late in pairwise(other)))
    found = shift_of(reference, other)
    near = sum(any(abs(cut - each) <= 60 for each in other) for cut in reference[at + 1 :])
    assume(near == 0)
    assert found is not None and abs(found.by_ms - by_ms) <= 60 and found.from_ms == from_ms


@given(CUTS, st.randoms(use_true_random=False))
def test_other_content_is_no_shift(reference: tuple[int, ...], chance: object) -> None:
    other = tuple(sorted(chance.uniform(0, reference[-1]) for _cut in reference))  # type: ignore[attr-defined]
    found = shift_of(reference, tuple(int(each) for each in other))
    assert found is None or len(reference) < 8
