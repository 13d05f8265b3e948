"""Captions of one moment are moved apart."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.placement import Placement, box_at
from crossreel.domain.picture.stacking import Piece, stack

HEIGHT = 960


def piece(y: float, key: int = 2, height: float = 60, rank: int = 0) -> Piece:
    return Piece(box=Box(x=100, y=y, width=300, height=height), placement=Placement(key=key), rank=rank)


def moved(pieces: list[Piece]) -> list[Box]:
    return [each.box.moved(0, move) for each, move in zip(pieces, stack(pieces, HEIGHT), strict=True)]


def test_the_first_stays_and_the_second_stands_above_it() -> None:
    first, second = moved([piece(700), piece(690, height=70)])
    assert first.y == 700
    assert second.bottom == 700 - 6


def test_a_lower_rank_stands_nearer_to_its_edge() -> None:
    first, second = moved([piece(700, rank=1), piece(700)])
    assert second.y == 700
    assert first.bottom < second.y
    upper, lower = moved([piece(90, key=8, rank=1), piece(90, key=8)])
    assert lower.y == 90
    assert upper.y > lower.bottom


def test_what_was_placed_in_a_box_stays_and_the_others_give_way() -> None:
    sign = Piece(box=Box(x=100, y=690, width=200, height=40), placement=box_at(10, 70, 40, 8) or Placement())
    dialogue, still = moved([piece(700), sign])
    assert still == sign.box
    assert dialogue.bottom <= sign.box.y


def test_captions_that_do_not_meet_stay_where_they_are() -> None:
    assert stack([piece(700), piece(90, key=8), piece(400, key=5)], HEIGHT) == [0, 0, 0]


def test_where_no_room_is_left_a_caption_stays_where_it_was_drawn() -> None:
    assert stack([piece(500, height=400), piece(500, height=600)], HEIGHT) == [0, 0]


@given(st.lists(st.tuples(st.sampled_from([2, 8, 5, 1, 9]), st.integers(20, 90), st.integers(0, 2)), max_size=5))
def test_no_caption_covers_another_where_there_is_room(drawn: list[tuple[int, int, int]]) -> None:
    at = {2: 820, 1: 820, 8: 90, 9: 90, 5: 400}
    pieces = [piece(at[key] - (height if key < 4 else 0), key, height, rank) for key, height, rank in drawn]
    boxes = moved(pieces)
    if sum(height for _, height, _ in drawn) < 250:
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.y >= 0 and box.bottom <= HEIGHT for box in boxes)
