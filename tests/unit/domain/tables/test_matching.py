"""Rows of a sheet find their subtitles: each way is surer than the next, and what is not sure stays out."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.tables.matching import Line, MatchedBy, match_rows
from crossreel.domain.tables.rows import SheetRow

SAID = ("你到底在哪里", "我一直在等你", "走吧", "好的", "再见")


def line(at: int, text: str | None = None) -> Line:
    return Line(id=100 + at, start_ms=2000 * at, end_ms=2000 * at + 1500, text=SAID[at] if text is None else text)


def row(text: str = "", **fields: object) -> SheetRow:
    return SheetRow(where="1", texts={"zh": text, "en": "x"}, **fields)  # type: ignore[arg-type]


def ways(rows: list[SheetRow], lines: list[Line]) -> list[tuple[int | None, MatchedBy]]:
    return [(match.line_id, match.by) for match in match_rows(rows, lines, "zh")]


LINES = [line(at) for at in range(5)]


def test_an_id_goes_before_everything_else() -> None:
    assert ways([row("走吧", cue_id=104, start_ms=0, end_ms=1500)], LINES) == [(104, MatchedBy.ID)]


def test_time_counts_within_a_quarter_of_a_second_and_each_line_once() -> None:
    rows = [
        row(start_ms=200, end_ms=1700),
        row(start_ms=2000, end_ms=3500),
        row(start_ms=2100, end_ms=3500),
        row(start_ms=9000, end_ms=9900),
    ]
    assert ways(rows, LINES) == [
        (100, MatchedBy.TIME), (101, MatchedBy.TIME), (None, MatchedBy.NOTHING), (None, MatchedBy.NOTHING),
    ]  # fmt: skip


def test_a_row_that_begins_with_a_subtitle_and_says_something_else_is_of_another_film() -> None:
    rows = [row("今天天气很不错啊", start_ms=0, end_ms=1500), row("我一直在等你呢", start_ms=2000, end_ms=3500)]
    assert ways(rows, LINES) == [(None, MatchedBy.NOTHING), (101, MatchedBy.TIME)]


def test_text_counts_whatever_its_punctuation_and_order_between_what_is_sure() -> None:
    rows = [row("你到底，在哪里！"), row("我一直都在等你"), row("走吧…"), row("好的。"), row()]
    assert ways(rows, LINES) == [
        (100, MatchedBy.TEXT), (101, MatchedBy.ORDER), (102, MatchedBy.TEXT), (103, MatchedBy.TEXT), (104, MatchedBy.ORDER),
    ]  # fmt: skip


def test_a_row_too_many_or_too_few_shifts_nothing() -> None:
    assert ways([row("你到底在哪里"), row(), row(), row("走吧")], LINES[:3]) == [
        (100, MatchedBy.TEXT), (None, MatchedBy.NOTHING), (None, MatchedBy.NOTHING), (102, MatchedBy.TEXT),
    ]  # fmt: skip
    assert ways([row("你到底在哪里"), row("再见")], LINES) == [(100, MatchedBy.TEXT), (104, MatchedBy.TEXT)]
    assert ways([row("完全是别的话啊")], [line(0)]) == [(None, MatchedBy.NOTHING)]


@given(
    rows=st.lists(st.builds(row, st.sampled_from([*SAID, "", "别的话"]), start_ms=st.none() | st.integers(0, 10_000)).map(
        lambda each: each if each.start_ms is None else row(each.texts["zh"], start_ms=each.start_ms, end_ms=each.start_ms + 900)
    ), max_size=8),
    lines=st.lists(st.sampled_from(range(5)), unique=True, max_size=5).map(sorted),
)  # fmt: skip
def test_no_line_has_two_rows_and_order_is_kept(rows: list[SheetRow], lines: list[int]) -> None:
    found = [match.line_id for match in match_rows(rows, [line(at) for at in lines], "zh")]
    taken = [each for each in found if each is not None]
    assert len(found) == len(rows) and len(taken) == len(set(taken)) and set(taken) <= {100 + at for at in lines}
