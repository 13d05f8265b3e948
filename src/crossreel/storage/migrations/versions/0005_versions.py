"""An episode has picture and audio versions, one of them its reference; every video there is becomes that.

A title knows how many episodes it was promised; notes, waivers and deliveries know the column they belong to. The images of the
journal are carried over with the rows, so that undo stays open.
"""

import json
from collections.abc import Callable

from alembic import op
from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, Table, Text, text

revision = "0005"
down_revision = "0004"
keeps_images = True

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")
Image = dict[str, object]


def _id() -> Column[int]:
    return Column("id", WideInteger, primary_key=True, autoincrement=False)


def _number(name: str, *, index: bool = False) -> Column[int]:
    return Column(name, WideInteger, nullable=False, index=index)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, index=index)


def _row(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=nullable, index=index)


image = Table("image", metadata, _id())
episode = Table("episode", metadata, _id())
title = Table(
    "title", metadata,
    _id(), _text("code", index=True), _text("name"), _text("original_name"), _text("source_language"), _maybe("year"),
    _text("rating"), _text("country"), _text("copyright_line"), _text("genres"), _text("tropes"), _text("style_guide"),
    _text("safe_zone"), _row("cover_id", "image", nullable=True), _number("created_ms"), _maybe("promised_episodes"),
)  # fmt: skip
note = Table(
    "note", metadata,
    _id(), _row("title_id", "title"), _row("episode_id", "episode"), _text("language"), _number("at_ms"), _text("text"),
    _text("author"), _number("created_ms"), _maybe("cue_id"), _row("parent_id", "note", nullable=True), _text("resolved_by"),
    _text("role"),
)  # fmt: skip
waiver = Table(
    "waiver", metadata,
    _id(), _row("title_id", "title", index=False), _text("fingerprint"), _text("rule"), _text("language"), _maybe("cue_id"),
    _text("author"), _text("reason"), _number("created_ms"), _text("role"),
    Index("ix_waiver_title_id_fingerprint", "title_id", "fingerprint"),
)  # fmt: skip
title_language = Table(
    "title_language", metadata, _id(), _row("title_id", "title"), _text("language"), _number("position"), _text("role")
)  # fmt: skip
finding = Table(
    "finding", metadata,
    _id(), _number("title_id"), _number("episode_id"), _number("track_id", index=True), _text("language"), _maybe("cue_id"),
    _text("rule"), _text("severity"), _number("start_ms"), _number("end_ms"), _text("text"), _text("facts"),
    _text("fingerprint"), _number("repairable"), _text("role"),
    Index("ix_finding_title_id_severity", "title_id", "severity"),
)  # fmt: skip
_OF_CUES = finding.c.cue_id.is_not(None)
Index("ix_finding_cue_id", finding.c.cue_id, sqlite_where=_OF_CUES, postgresql_where=_OF_CUES)
delivered_cell = Table(
    "delivered_cell", metadata,
    Column("episode_id", WideInteger, primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True), Column("role", Text, primary_key=True), _text("digest"), _number("delivery_id"),
)  # fmt: skip
version = Table(
    "version", metadata,
    _id(), _row("episode_id", "episode"), _text("medium"), _number("is_reference"), _text("look"), _text("language"),
    _text("label"), _text("path"), _text("relative_path"), _number("in_ms"), _maybe("out_ms"), _text("content_key", index=True),
    _number("size_bytes"), _number("file_ms"), _number("width"), _number("height"), _number("rotation"), _text("frame_rate"),
    _number("variable_frame_rate"), _text("video_codec"), _text("audio"),
)  # fmt: skip
_KEPT = (
    "id, episode_id, path, relative_path, content_key, size_bytes, width, height, rotation, frame_rate, variable_frame_rate,"
    " video_codec, audio"
)


def upgrade() -> None:
    """Make the table of versions, and the columns; carry rows and images over."""
    connection = op.get_bind()
    _widen(connection, title, "promised_episodes", "NULL")
    for table in (title_language, note, waiver, finding, delivered_cell):
        _widen(connection, table, "role", "'full'")
    beside = "SELECT role FROM track WHERE track.id = finding.track_id AND role IN ('sdh', 'forced')"
    connection.execute(text(f"UPDATE finding SET role = coalesce(({beside}), 'full')"))
    version.create(connection)
    connection.execute(
        text(
            f"INSERT INTO version ({_KEPT}, file_ms, medium, is_reference, look, language, label, in_ms)"
            f" SELECT {_KEPT}, duration_ms, 'picture', 1, 'unknown', '', '', 0 FROM media_file"
        )
    )
    connection.execute(text("DROP TABLE media_file"))
    connection.execute(text("UPDATE journal_created SET kind = 'version' WHERE kind = 'media_file'"))
    for kind, carry in _CARRIED.items():
        _carry(connection, kind, carry)
    connection.execute(text("UPDATE journal_change SET kind = 'version' WHERE kind = 'media_file'"))


def _widen(connection: Connection, table: Table, column: str, value: str) -> None:
    """Make a table anew with one column more: added to an old one, it would be written otherwise than in a catalog of today."""
    kept = ", ".join(each.name for each in table.columns if each.name != column)
    connection.execute(text(f"CREATE TABLE {table.name}_before AS SELECT * FROM {table.name}"))
    connection.execute(text(f"DROP TABLE {table.name}"))
    table.create(connection)
    connection.execute(text(f"INSERT INTO {table.name} ({kept}, {column}) SELECT {kept}, {value} FROM {table.name}_before"))
    connection.execute(text(f"DROP TABLE {table.name}_before"))


def _carry(connection: Connection, kind: str, carry: Callable[[Image], Image]) -> None:
    """Write the images of a kind as its rows are written now."""
    rows = connection.execute(text("SELECT id, before, after FROM journal_change WHERE kind = :kind"), {"kind": kind}).all()
    for change_id, *images in rows:
        before, after = (None if each is None else _written(carry(json.loads(each))) for each in images)
        connection.execute(
            text("UPDATE journal_change SET before = :before, after = :after WHERE id = :id"),
            {"id": change_id, "before": before, "after": after},
        )


def _written(image: Image) -> str:
    return json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _reference(image: Image) -> Image:
    facts = {name: value for name, value in image.items() if name != "duration_ms"}
    of_all: Image = {"medium": "picture", "is_reference": True, "look": "unknown", "language": "", "label": ""}
    return facts | of_all | {"in_ms": 0, "out_ms": None, "file_ms": image["duration_ms"]}


_CARRIED: dict[str, Callable[[Image], Image]] = {
    "media_file": _reference,
    "title": lambda image: image | {"promised_episodes": None},
    "title_language": lambda image: image | {"role": "full"},
    "note": lambda image: image | {"role": "full"},
    "waiver": lambda image: image | {"role": "full"},
}
