"""A plan as rows, and corrected rows as corrections."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import pytest

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, Occupied, PlanItem, track_slot
from crossreel.domain.importing.plan_rows import COLUMNS, corrected, rows_of
from crossreel.domain.importing.version_label import Stage, VersionLabel
from crossreel.domain.text.document import Notice
from tests.unit.domain.importing.test_plan import plan, statuses, subtitle, video


def vendor() -> ImportPlan:
    """Return a plan with a file of every kind."""
    label = VersionLabel(number=(2, 1), date=20260915, stage=Stage.LATER, words=("final",))
    return plan(
        replace(video(1, 1), look=Look.BURNED, look_language="zh-Hans", quality=1080),
        replace(subtitle(2, 1, "en"), version=label),
        replace(subtitle(3, 1, "en", "other"), role=Role.SDH),
        replace(subtitle(4, 7, "en"), kind=ItemKind.EXTRA, extra=ExtraKind.TRAILER),
        replace(video(5, 4), last_episode=6),
        replace(video(6, None), kind=ItemKind.COVER),
        replace(video(7, 2), refusal=Notice(code="media.zero_bytes")),
        subtitle(8, 3, "th"),
        subtitle(9, 3, "th", "another"),
    )


def sheet(of: ImportPlan) -> list[dict[str, str]]:
    """Return the rows as a sheet gives them back."""
    return [{column: "" if column == "reason" else str(getattr(row, column)) for column in COLUMNS} for row in rows_of([of])]


def changed(path: str, /, **cells: str) -> list[Mapping[str, str]]:
    """Return a sheet in which one file's cells are others."""
    return [{**row, **cells} if row["path"] == path else row for row in sheet(vendor())]


def back(path: str, /, **cells: str) -> PlanItem:
    """Return what a corrected row makes of a file."""
    (done,) = corrected([vendor()], changed(path, **cells))
    return next(item for item in done.items if item.name == path)


def test_every_file_is_a_row() -> None:
    assert [tuple(row.values())[:8] for row in sheet(vendor())] == [
        ("1.mp4", "video", "1", "", "zh-Hans", "", "burned 1080p", "in"),
        ("2.srt", "subtitle", "1", "", "en", "full", "v2.1 2026-09-15 final", "in"),
        ("3.srt", "subtitle", "1", "", "en", "sdh", "", "in"),
        ("4.srt", "extra", "7", "", "en", "full", "", "out"),
        ("5.mp4", "video", "4", "6", "", "", "", "out"),
        ("6.mp4", "cover", "", "", "", "", "", "out"),
        ("7.mp4", "video", "2", "", "", "", "", "refused"),
        ("8.srt", "subtitle", "3", "", "th", "full", "", "conflict"),
        ("9.srt", "subtitle", "3", "", "th", "full", "", "conflict"),
    ]
    assert [notice.code for notice in rows_of([vendor()])[4].told] == ["import.range"]


def test_a_sheet_as_it_was_written_changes_nothing() -> None:
    assert corrected([vendor()], sheet(vendor())) == [vendor()]
    assert corrected([vendor()], []) == [vendor()]


def test_a_changed_cell_is_a_correction() -> None:
    assert back("2.srt", episode="5").episode == 5
    assert back("2.srt", episode="5.0").episode == 5
    assert back("2.srt", language="pt-br").language == "pt-BR"
    assert back("2.srt", role="forced").role is Role.FORCED
    assert back("3.srt", role="full").role is None
    assert back("2.srt", version="v3 old").version == VersionLabel(number=(3,), stage=Stage.OLD, words=("old",))
    assert back("2.srt", status="out").status is ItemStatus.SKIPPED
    assert back("2.srt", status=" OUT ", role="SDH").role is Role.SDH
    clean = back("1.mp4", version="clean 720p", language="")
    assert (clean.look, clean.quality, clean.look_language) == (Look.CLEAN, 720, "")
    assert (back("5.mp4", last_episode="").episode, back("5.mp4", last_episode="").status) == (4, ItemStatus.NEW)
    assert back("1.mp4", last_episode="3").last_episode == 3
    assert back("2.srt", kind="extra").status is ItemStatus.SKIPPED
    assert back("2.srt", kind="other").status is ItemStatus.SKIPPED


def test_what_was_out_or_contended_comes_in() -> None:
    extra = back("4.srt", status="in")
    assert (extra.kind, extra.status) == (ItemKind.SUBTITLE, ItemStatus.NEW)
    assert back("4.srt", kind="subtitle").status is ItemStatus.NEW
    (done,) = corrected([vendor()], changed("9.srt", status="in"))
    assert statuses(done)[-2:] == [ItemStatus.SKIPPED, ItemStatus.NEW]


def test_an_occupied_place_is_replaced_where_the_row_says_so() -> None:
    there = {track_slot(1, "en", Role.TRANSLATION): Occupied(id=8, digest="old")}
    occupied = plan(subtitle(1, 1, "en"), existing=there, title_id=5)
    rows = sheet(occupied)
    assert rows[0]["status"] == "conflict"
    (done,) = corrected([occupied], [{**rows[0], "status": "in"}])
    assert statuses(done) == [ItemStatus.REPLACE]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"path": "nowhere.srt"}, "import.plan_no_such_file", "path"),
        ({"path": "3.srt"}, "import.plan_file_twice", "path"),
        ({"episode": "first"}, "import.plan_bad_value", "episode"),
        ({"episode": "0"}, "import.plan_bad_value", "episode"),
        ({"last_episode": "x"}, "import.plan_bad_value", "last_episode"),
        ({"episode": "", "last_episode": "3"}, "import.plan_bad_value", "last_episode"),
        ({"language": "klingonish"}, "import.plan_bad_value", "language"),
        ({"role": "loud"}, "import.plan_none_of", "role"),
        ({"kind": "film"}, "import.plan_none_of", "kind"),
        ({"kind": "video"}, "import.plan_none_of", "kind"),
        ({"status": "maybe"}, "import.plan_none_of", "status"),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_column(cells: dict[str, str], code: str, column: str) -> None:
    with pytest.raises(BadInput) as refused:
        corrected([vendor()], changed("2.srt", **cells))
    row = 4 if code == "import.plan_file_twice" else 3
    assert (refused.value.code, refused.value.facts["row"], refused.value.facts["column"]) == (code, row, column)


def test_a_path_is_found_however_a_program_wrote_it() -> None:
    named = plan(replace(subtitle(1, 1, "es-419"), name="Español/1.srt"))
    for path in ("Español/1.srt", "Español\\1.srt", "./Español/1.srt", unicodedata.normalize("NFD", "Español/1.srt")):
        (done,) = corrected([named], [{"path": path, "episode": "4"}])
        assert done.items[0].episode == 4


def test_what_can_be_nowhere_does_not_come_in() -> None:
    for path, code in (("7.mp4", "import.plan_not_usable"), ("6.mp4", "import.plan_not_usable"), ("5.mp4", "import.plan_no_place")):
        with pytest.raises(BadInput, match=code.replace(".", r"\.")):
            corrected([vendor()], changed(path, status="in"))
