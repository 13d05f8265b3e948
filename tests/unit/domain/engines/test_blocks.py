"""Lines become blocks: each wanted one once, cut where nobody speaks, with what stands around."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.engines.blocks import SourceLine, blocks_of
from crossreel.domain.engines.translating import Block, WantedLine

TEMPLATE = Block(source_language="zh-Hans", language="en", lines=())


def episode(gaps_ms: Sequence[int], done: Sequence[int] = ()) -> list[SourceLine]:
    """Lines of a second, each after a gap; those that are done have a translation."""
    lines, at_ms = [], 0
    for number, gap_ms in enumerate(gaps_ms):
        at_ms += gap_ms
        line = WantedLine(id=number, text=f"<i>{number}</i>")
        lines.append(
            SourceLine(
                line=line,
                start_ms=at_ms,
                end_ms=at_ms + 1000,
                is_wanted=number not in done,
                rendering="<i>done</i>" * (number in done),
            )
        )
        at_ms += 1000
    return lines


def ids(blocks: Sequence[Block]) -> list[list[int]]:
    """The ids of the lines of each block."""
    return [[line.id for line in block.lines] for block in blocks]


def test_it_is_cut_at_the_longest_pause_of_the_second_half() -> None:
    gaps = [0, 9000, 100, 100, 100, 100, 4000, 100, 100, 100, 100, 100]
    assert ids(blocks_of(TEMPLATE, episode(gaps), most=8)) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_where_nobody_pauses_blocks_are_as_long_as_they_may_be() -> None:
    assert list(map(len, ids(blocks_of(TEMPLATE, episode([100] * 20), most=8)))) == [8, 8, 4]


def test_what_stands_around_goes_along() -> None:
    first, second = blocks_of(TEMPLATE, episode([100] * 10, done=[0, 5]), most=6, near=2)
    assert ids([first, second]) == [[1, 2, 3, 4, 6, 7], [8, 9]]
    assert [(line.text, line.rendering) for line in first.before] == [("0", "done")]
    assert [(line.text, line.rendering) for line in first.after] == [("8", ""), ("9", "")]
    assert [(line.text, line.rendering) for line in first.lines[4].between] == [("5", "done")]
    assert [line.text for line in second.before] == ["6", "7"] and not second.after


def test_far_apart_is_not_together() -> None:
    blocks = blocks_of(TEMPLATE, episode([100] * 12, done=range(2, 9)), most=8, near=2)
    assert ids(blocks) == [[0, 1], [9, 10, 11]]
    assert [line.text for line in blocks[1].before] == ["7", "8"]


@given(st.lists(st.tuples(st.integers(0, 5000), st.booleans()), max_size=60), st.integers(1, 12), st.integers(0, 4))
def test_each_wanted_line_stands_in_one_block(rows: list[tuple[int, bool]], most: int, near: int) -> None:
    done = [number for number, (_gap, wanted) in enumerate(rows) if not wanted]
    blocks = blocks_of(TEMPLATE, episode([gap for gap, _wanted in rows], done), most=most, near=near)
    assert [line for block in ids(blocks) for line in block] == [number for number in range(len(rows)) if number not in done]
    assert all(1 <= len(block.lines) <= most for block in blocks)
    assert all(max(len(block.before), len(block.after), *(len(line.between) for line in block.lines)) <= near for block in blocks)
