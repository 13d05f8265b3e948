"""Foreign lines: in which language a line is spoken, said of lines of the spine by whatever renders them."""

import pytest

from crossreel.domain.cues.cutting import merge, split
from crossreel.domain.cues.foreign import UNKNOWN, is_read_in, mark, tag_of
from crossreel.domain.errors import BadInput
from tests.unit.domain.cues.test_spine import episode, follower


@pytest.mark.parametrize(
    ("written", "tag"),
    [("ko", "ko"), ("kr", "ko"), ("UND", UNKNOWN), ("zh-Hant", None), ("zh-Hans", None), ("en-us", "en"), ("Japanese", "ja")],
)
def test_a_language_is_written_as_people_do_and_the_titles_own_is_foreign_to_none(written: str, tag: str | None) -> None:
    assert tag_of(written, "zh-Hans") == tag


def test_no_language_is_refused() -> None:
    with pytest.raises(BadInput, match=r"editing\.no_language"):
        tag_of("klingonese language", "zh-Hans")


def test_lines_are_marked_by_their_own_ids_and_by_what_renders_them() -> None:
    spine = episode(follower(11, 2, 3))
    marked = mark(spine, {11}, "ko")
    assert [each.spoken_in for each in marked.cues] == [None, "ko", "ko"]
    assert marked.get(11).spoken_in is None, "a translation is not spoken"
    assert [each.spoken_in for each in mark(marked, {2}, None).cues] == [None, None, "ko"]
    with pytest.raises(BadInput, match=r"editing\.no_line"):
        mark(spine, {999}, "ko")


def test_halves_of_a_foreign_line_are_foreign_and_so_is_what_it_is_merged_into() -> None:
    marked = mark(episode(), {2}, "ko")
    cue = marked.get(2)
    halves = split(marked, 2, (cue.start_ms + cue.end_ms) // 2, 1, 50)
    assert (halves.get(2).spoken_in, halves.get(50).spoken_in) == ("ko", "ko")
    assert merge(marked, {1, 2}).get(1).spoken_in == "ko"


def test_who_understands_a_language_need_not_read_it() -> None:
    assert [is_read_in(*each) for each in (("ko", "en"), ("ko", "ko"), ("en", "en-GB"), (UNKNOWN, "en"), (None, "en"))] == [
        True, False, False, True, False,
    ]  # fmt: skip
