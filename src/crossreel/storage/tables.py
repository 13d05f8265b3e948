"""The tables of a catalog file. The migrations build the same ones; a test compares the two."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA_VERSION = "0003"
APPLICATION_ID = 0x4352534C  # "CRSL", which tells a catalog from any other SQLite file

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _id() -> Column[int]:
    return Column("id", WideInteger, primary_key=True, autoincrement=False)


def _serial() -> Column[int]:
    return Column("id", WideInteger, primary_key=True)


def _number(name: str, *, index: bool = False) -> Column[int]:
    return Column(name, WideInteger, nullable=False, index=index)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _row(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    """Return a reference that is checked at commit: within a part, rows may come and go in any order."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=nullable, index=index)


title = Table(
    "title", metadata,
    _id(), Column("code", Text, nullable=False, index=True), _text("name"), _text("original_name"), _text("source_language"),
    _maybe("year"), _text("rating"), _text("country"), _text("copyright_line"), _text("genres"), _text("tropes"),
    _text("style_guide"), _text("safe_zone"), _row("cover_id", "image", nullable=True), _number("created_ms"),
)  # fmt: skip
title_text = Table(
    "title_text", metadata,
    _id(), _row("title_id", "title"), _text("language"), _text("name"), _text("logline"), _text("synopsis"),
)  # fmt: skip
title_language = Table(
    "title_language", metadata, _id(), _row("title_id", "title"), _text("language"), _number("position")
)  # fmt: skip
image = Table(
    "image", metadata,
    _id(), _row("title_id", "title"), _text("media_type"), _number("width"), _number("height"),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
episode = Table(
    "episode", metadata,
    _id(), _row("title_id", "title", index=False), _number("number"), _text("name"), _number("is_free"),
    Index("ix_episode_title_id_number", "title_id", "number"),
)  # fmt: skip
media_file = Table(
    "media_file", metadata,
    _id(), _row("episode_id", "episode"), _text("path"), _text("relative_path"),
    Column("content_key", Text, nullable=False, index=True), _number("size_bytes"), _number("duration_ms"),
    _number("width"), _number("height"), _number("rotation"), _text("frame_rate"), _number("variable_frame_rate"),
    _text("video_codec"), _text("audio"),
)  # fmt: skip
track = Table(
    "track", metadata,
    _id(), _row("episode_id", "episode", index=False), _text("language"), _text("role"), _text("state"), _text("source_path"),
    _text("source_digest"), _text("format_id"), _text("extras"),
    Index("ix_track_episode_id_language", "episode_id", "language"),
)  # fmt: skip
cue = Table(
    "cue", metadata,
    _id(), _row("track_id", "track", index=False), _number("start_ms"), _number("end_ms"), _text("text"),
    _row("anchor_id", "cue", nullable=True, index=False), _row("anchor_last_id", "cue", nullable=True, index=False),
    _number("pinned"), Column("source_digest", Text, nullable=True), _text("origin"),
    _row("speaker_id", "character", nullable=True, index=False), _text("placement"), _text("extras"),
    Index("ix_cue_track_id_start_ms", "track_id", "start_ms"),
)  # fmt: skip
for _column in (cue.c.anchor_id, cue.c.anchor_last_id, cue.c.speaker_id):
    Index(f"ix_cue_{_column.name}", _column, sqlite_where=_column.is_not(None))
# Cues that render several of the spine: few, and found without reading the others.
Index("ix_cue_wide", cue.c.track_id, sqlite_where=cue.c.anchor_last_id != cue.c.anchor_id)
character = Table(
    "character", metadata,
    _id(), _row("title_id", "title"), _text("name"), _text("gender"), _text("age"), _text("description"), _text("names"),
)  # fmt: skip
term = Table(
    "term", metadata, _id(), _row("title_id", "title"), _text("source"), _text("renderings"), _text("note")
)  # fmt: skip
note = Table(
    "note", metadata,
    _id(), _row("title_id", "title"), _row("episode_id", "episode"), _text("language"), _number("at_ms"), _text("text"),
    _text("author"), _number("created_ms"), _maybe("cue_id"), _row("parent_id", "note", nullable=True), _text("resolved_by"),
)  # fmt: skip
waiver = Table(
    "waiver", metadata,
    _id(), _row("title_id", "title", index=False), _text("fingerprint"), _text("rule"), _text("language"), _maybe("cue_id"),
    _text("author"), _text("reason"), _number("created_ms"),
    Index("ix_waiver_title_id_fingerprint", "title_id", "fingerprint"),
)  # fmt: skip

# Derived and recorded rows: not journaled, and without references, so that they never hold a journaled row back.
finding = Table(
    "finding", metadata,
    _id(), _number("title_id"), _number("episode_id"), _number("track_id", index=True), _text("language"), _maybe("cue_id"),
    _text("rule"), _text("severity"), _number("start_ms"), _number("end_ms"), _text("text"), _text("facts"),
    _text("fingerprint"), _number("repairable"),
    Index("ix_finding_title_id_severity", "title_id", "severity"),
)  # fmt: skip
Index(
    "ix_finding_cue_id",
    finding.c.cue_id,
    sqlite_where=finding.c.cue_id.is_not(None),
)
delivery = Table(
    "delivery", metadata,
    _id(), _number("title_id", index=True), _text("profile_id"), _text("languages"), _text("package_path"), _text("author"),
    _number("created_ms"), _text("manifest_sha256"), _number("allowed_findings"), _text("cells"),
)  # fmt: skip
delivered_cell = Table(
    "delivered_cell", metadata,
    Column("episode_id", WideInteger, primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True), _text("digest"), _number("delivery_id"),
)  # fmt: skip
track_summary = Table(
    "track_summary", metadata,
    Column("track_id", WideInteger, primary_key=True, autoincrement=False), _number("title_id", index=True),
    _number("episode_id", index=True), _text("language"), _text("role"), _number("cue_count"), _number("untranslated"),
    _text("digest"), _text("shown"),
)  # fmt: skip
track_check = Table(
    "track_check", metadata,
    Column("track_id", WideInteger, primary_key=True, autoincrement=False), _number("title_id", index=True), _text("digest"),
    _number("checked_ms"),
)  # fmt: skip
title_summary = Table(
    "title_summary", metadata,
    Column("title_id", WideInteger, primary_key=True, autoincrement=False), _number("episode_count"), _number("duration_ms"),
    _text("progress"), _number("open_errors"), _number("worked_on_ms"),
)  # fmt: skip

# Who edited. `key` finds the row again, also after a new name; "" is a name of before there were keys, free for who comes with it.
actor = Table(
    "actor", metadata, _id(), Column("key", Text, nullable=False, index=True), _text("name"), _text("kind")
)  # fmt: skip

# The journal. `begun` numbers edits in the order in which they began, which is the order of undo; `closed` in the order in which
# they were finished, None while one is still open. `of_catalog` edits stand on the catalog's own undo stack: those that speak of
# no title, and those that made or removed one (`title_fate`). A `passed` edit moves a step across without changing a row.
journal_edit = Table(
    "journal_edit", metadata,
    _id(), _text("label"), _maybe("title_id"), _row("actor_id", "actor", index=False), _text("facts"), _maybe("step_id"),
    _maybe("reverts_id"), _maybe("run_id"), _number("at_ms"), _number("session_id"), _number("interrupted"),
    _number("begun"), _maybe("closed"), _text("title_fate"), _number("of_catalog"), _number("passed"),
    Index("ix_journal_edit_title_id_closed", "title_id", "closed"),
    Index("ix_journal_edit_of_catalog_closed", "of_catalog", "closed"),
    Index("ix_journal_edit_closed", "closed"), Index("ix_journal_edit_begun", "begun"),
)  # fmt: skip
journal_part = Table(
    "journal_part", metadata, _serial(), _row("edit_id", "journal_edit"), _number("at_ms")
)  # fmt: skip
journal_change = Table(
    "journal_change", metadata,
    _serial(), _row("part_id", "journal_part"), _text("kind"), _number("row_id", index=True), _text("before"),
    Column("after", Text, nullable=True),
)  # fmt: skip
journal_created = Table(
    "journal_created", metadata,
    _serial(), _row("part_id", "journal_part"), _text("kind"), Column("ids", LargeBinary, nullable=False),
)  # fmt: skip
meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))
