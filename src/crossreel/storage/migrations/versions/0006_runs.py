"""QC runs are kept with what they found, and a title says which rules are off or of another severity in it.

Sittings are kept: what people watched of which text. Notes have a kind, a weight and the picture they were taken from. Findings may
be on a picture or sound.

No table that is journaled is changed, so that undo stays open.
"""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

revision = "0006"
down_revision = "0005"
keeps_images = True

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _id() -> Column[int]:
    return Column("id", WideInteger, primary_key=True, autoincrement=False)


def _number(name: str, *, index: bool = False) -> Column[int]:
    return Column(name, WideInteger, nullable=False, index=index)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, index=index)


def _row(name: str, target: str) -> Column[int]:
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=False, index=True)


Table("title", metadata, _id())
Table("note", metadata, _id())
qc_run = Table(
    "qc_run", metadata,
    _id(), _number("title_id"), _number("number"), _maybe("sweep_id"), _number("made_ms"), _number("took_ms"), _text("author"),
    _text("app_version"), _text("guide"), _text("guide_digest"), _text("basis"), _text("languages"), _text("roles"),
    _text("episode_ids"),
    _text("rules"), _number("tracks"), _number("cues"), _number("errors"), _number("warnings"), _number("infos"),
    _number("waived"), _number("failed"), _text("name"),
    Index("ix_qc_run_title_id_number", "title_id", "number", unique=True),
)  # fmt: skip
qc_result = Table(
    "qc_result", metadata,
    _id(), _number("title_id"), _number("first_run"), _maybe("gone_run"), _number("episode_id"), _maybe("track_id"),
    _maybe("version_id"), _text("language"), _text("role"), _maybe("cue_id"), _text("rule"), _text("severity"),
    _number("start_ms"), _number("end_ms"), _text("text"), _text("facts"), _text("fingerprint"), _text("waived_by"),
    _text("waived_because"),
    Index("ix_qc_result_title_id_gone_run", "title_id", "gone_run"),
)  # fmt: skip
rule_setting = Table(
    "rule_setting", metadata,
    _id(), _row("title_id", "title"), _text("rule"), _text("language"), _text("buyer"), _text("weight"), _text("author"),
    _text("reason"), _number("created_ms"),
)  # fmt: skip
note_mark = Table("note_mark", metadata, _id(), _row("note_id", "note"), _text("kind"), _text("weight"))
note_still = Table(
    "note_still", metadata,
    _id(), _row("note_id", "note"), _text("media_type"), _number("width"), _number("height"),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
sitting = Table(
    "sitting", metadata,
    _id(), _number("title_id"), _number("episode_id"), _text("language"), _text("role"), _text("person"), _number("version_id"),
    _text("content_key"), _number("duration_ms"), _number("begun_ms"), _number("saved_ms"), _number("at_ms"), _text("spans"),
    _text("cues"),
    Index("ix_sitting_title_id_person", "title_id", "person"),
)  # fmt: skip


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    for table in (qc_run, qc_result, rule_setting, note_mark, note_still, sitting):
        table.create(connection)
    op.add_column("finding", _maybe("version_id"))
    found = Table("finding", metadata, _id(), _maybe("version_id")).c.version_id
    Index("ix_finding_version_id", found, sqlite_where=found.is_not(None), postgresql_where=found.is_not(None)).create(connection)
