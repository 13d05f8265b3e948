"""Where somebody sat in a catalog: kept whole, and no trouble where it cannot be read."""

from pathlib import Path

from crossreel.domain.seat import Seat, TableLook
from crossreel.services.seats import SeatFile

ID = (1 << 62) + 12345
SEAT = Seat(
    place="editor", title_id=ID, episode_id=ID + 1, languages=("zh-Hans", "en"), language="en", cue_id=ID + 2, hands="target",
    caret=7, column="en", zoom=144.5,
    looks={ID: TableLook(order=("en", "in"), hidden=frozenset({"out"}), shown=frozenset({"duration"}), widths={"en": 321})},
)  # fmt: skip


def test_a_seat_comes_back_as_it_was(tmp_path: Path) -> None:
    SeatFile(tmp_path, "/catalogs/one").save(SEAT)
    assert SeatFile(tmp_path, "/catalogs/one").load() == SEAT
    assert SeatFile(tmp_path, "/catalogs/other").load() == Seat()


def test_a_damaged_seat_is_one_nobody_took(tmp_path: Path) -> None:
    file = SeatFile(tmp_path, "/catalogs/one")
    file.save(SEAT)
    for written in (
        "",
        "[1]",
        "{",
        '{"title_id": 5, "caret": -1, "looks": {"x": 1, "7": {"widths": {"in": "wide"}}}, "zoom": "x"}',
    ):
        file.path.write_text(written)
        assert file.load() in (Seat(), Seat(looks={7: TableLook()}))
