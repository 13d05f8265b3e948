"""Drafts know where they are from, and what a person said of them. Runs over titles are kept step by step.

The series brief has versions, episodes say where text is burned into their pictures, and the memory takes pairs from outside. The
figures of a track count the lines that no person has been through; they are made anew.

No table that is journaled is changed, so that undo stays open.
"""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, insert, literal, select

revision = "0007"
down_revision = "0006"
keeps_images = True

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _id() -> Column[int]:
    return Column("id", WideInteger, primary_key=True, autoincrement=False)


def _number(name: str, *, index: bool = False) -> Column[int]:
    return Column(name, WideInteger, nullable=False, index=index)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _row(name: str, target: str) -> Column[int]:
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=False, index=True)


for name in ("title", "episode", "cue", "character"):
    Table(name, metadata, _id())
tables = (
    Table(
        "draft_batch", metadata,
        _id(), _row("title_id", "title"), _text("stage"), _text("maker"), _number("is_vendor"), _text("model"), _text("job"),
        _text("column"), _number("brief_number"), _maybe("run_id"), _number("price_micros"), _text("currency"), _number("made_ms"),
        _text("digest"),
    ),
    Table(
        "draft", metadata,
        _id(), _row("cue_id", "cue"), _number("batch_id", index=True), _text("text"), _maybe("confidence"), _text("verdict"),
        _text("judged_by"), _number("judged_ms"), _text("reason"),
    ),
    Table(
        "run", metadata,
        _id(), _number("title_id", index=True), _text("stages"), _text("columns"), _text("episode_ids"), _text("engines"),
        _text("options"), _text("at"), _text("state"), _text("author"), _number("begun_ms"), _number("ended_ms"),
    ),
    Table(
        "run_step", metadata,
        _id(), _number("title_id", index=True), _number("run_id"), _number("episode_id"), _text("stage"), _text("column"),
        _text("state"), _number("tries"), _text("error"), _text("facts"), _number("begun_ms"), _number("took_ms"),
        _number("price_micros"), _text("currency"), _number("tokens_in"), _number("tokens_out"), _text("result"),
        Index("ix_run_step_run_id_state", "run_id", "state"),
    ),
    Table(
        "brief", metadata,
        _id(), _number("title_id"), _number("number"), _number("made_ms"), _text("author"), _text("digest"), _text("content"),
        Index("ix_brief_title_id_number", "title_id", "number", unique=True),
    ),
    Table("episode_summary", metadata, _id(), _row("episode_id", "episode"), _text("text")),
    Table("character_voice", metadata, _id(), _row("character_id", "character"), _text("register"), _text("manner")),
    Table(
        "address", metadata,
        _id(), _row("character_id", "character"), _number("to_id"), _text("language"), _text("calls"), _text("form"),
    ),
    Table(
        "name_proposal", metadata,
        _id(), _row("title_id", "title"), _number("batch_id"), _text("source"), _text("language"), _text("rendering"),
        _number("is_person"), _text("state"), _text("judged_by"), _number("judged_ms"),
    ),
    Table("loudness_choice", metadata, _id(), _row("title_id", "title"), _text("offer")),
    Table("text_band", metadata, _id(), _row("episode_id", "episode"), _text("box"), _text("found_by")),
    Table(
        "reading_crop", metadata,
        _id(), _row("cue_id", "cue"), _text("media_type"), _number("width"), _number("height"),
        Column("data", LargeBinary, nullable=False),
    ),
    Table(
        "memory_pair", metadata,
        _id(), _text("source_language"), _text("source"), _text("language"), _text("text"), _text("origin"), _text("author"),
        _number("made_ms"),
        Index("ix_memory_pair_languages", "source_language", "language"),
    ),
)  # fmt: skip


figures = (
    Column("track_id", WideInteger, primary_key=True, autoincrement=False), _number("title_id", index=True),
    _number("episode_id", index=True), _text("language"), _text("role"), _number("cue_count"), _number("untranslated"),
)  # fmt: skip
track_summary = Table("track_summary", metadata, *figures, _number("unseen"), _text("digest"), _text("shown"))


def upgrade() -> None:
    """Make the tables, and give the figures of tracks their new column."""
    connection = op.get_bind()
    for table in tables:
        table.create(connection)
    for name in ("title_id", "episode_id"):
        op.drop_index(f"ix_track_summary_{name}")
    op.rename_table("track_summary", "track_summary_before")
    track_summary.create(connection)
    before = Table(
        "track_summary_before", MetaData(), *(Column(each.name, each.type) for each in track_summary.c if each.name != "unseen")
    )
    kept = select(*(literal(0) if each.name == "unseen" else before.c[each.name] for each in track_summary.c))
    connection.execute(insert(track_summary).from_select([each.name for each in track_summary.c], kept))
    op.drop_table("track_summary_before")
