"""Captions of one moment that would cover each other, moved apart as players do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.placement import Placement, read_placement

GAP_SHARE = 0.006  # of the height of the picture, between two captions


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A caption as it was drawn alone: what it covers in the picture, and the placement of its cue.

    `rank` orders those of one place: a lower one stands nearer to its edge of the picture.
    """

    box: Box
    placement: Placement
    rank: int = 0


def stack(pieces: Sequence[Piece], height: int) -> list[int]:
    """Return by how many pixels each caption is moved down (negative: up), so that none covers another.

    What was placed in a box of its own stays there. The others give way to what stands already: placed ones first, then those at
    the usual place; from the bottom up, from the top and the middle down. Where no room is left one stays where it was drawn.
    """
    moves = [0] * len(pieces)
    standing: list[Box] = []
    for index in sorted(range(len(pieces)), key=lambda at: (_class(pieces[at].placement), pieces[at].rank, at)):
        piece = pieces[index]
        if piece.placement.box is None:
            moves[index] = _move(piece, standing, height)
        standing.append(piece.box.moved(0, moves[index]))
    return moves


def rank_of(layer: int, placement: str, *, below: bool) -> int:
    """Return the rank of a caption where two languages stand together.

    Args:
        layer: 0 for the language that is worked on, 1 for the one beside it.
        placement: as in `cue.Cue`.
        below: whether the one beside it stands below.
    """
    at_bottom = read_placement(placement).row == 0
    return layer if at_bottom != below else 1 - layer


def stacked(drawn: Sequence[tuple[Picture, str, int]], height: int) -> tuple[Picture, ...]:
    """Return captions as they stand together on a picture of a height, each given as it was drawn alone, with the placement of
    its cue and its rank."""
    pieces = [
        Piece(
            box=Box(x=picture.x, y=picture.y, width=picture.width, height=picture.height),
            placement=read_placement(placement), rank=rank,
        )
        for picture, placement, rank in drawn
    ]  # fmt: skip
    moves = stack(pieces, height)
    return tuple(
        replace(picture, y=picture.y + move) if move else picture for (picture, *_), move in zip(drawn, moves, strict=True)
    )


def _class(placement: Placement) -> int:
    return 0 if placement.box is not None else 2 if placement.is_usual else 1


def _move(piece: Piece, standing: Sequence[Box], height: int) -> int:
    gap, box = max(1, round(height * GAP_SHARE)), piece.box
    while True:
        met = [other for other in standing if box.meets(other)]
        if not met:
            return round(box.y - piece.box.y)
        up = min(other.y for other in met) - gap - box.height
        y = up if piece.placement.row == 0 else max(other.bottom for other in met) + gap
        if y < 0 or y + box.height > height:
            return 0
        box = Box(x=box.x, y=y, width=box.width, height=box.height)
