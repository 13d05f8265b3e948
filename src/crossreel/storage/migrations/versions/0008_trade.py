"""Buyers, rights, receipts and delivery profiles of one's own; artwork, people, seasons, compliance and listings of a title.

What is dubbed says who speaks a line, and whether it was spoken. Deliveries say who got them, with which version of a
profile, and what lay in them. What was delivered is known by buyer: those of before are of the buyer of the profile they were built
with.

No table that is journaled is changed, so that undo stays open.
"""

import json

from alembic import op
from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Integer, MetaData, Table, Text, insert, text

revision = "0008"
down_revision = "0007"
keeps_images = True

BUYERS = {"app-standard": "APP", "streamer-imsc": "STREAMER"}
"""The buyers of the profiles that there were."""
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


def _row(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=nullable, index=True)


for name in ("title", "episode", "image", "cue"):
    Table(name, metadata, _id())
tables = (
    Table(
        "buyer", metadata,
        _id(), _text("code", index=True), _text("name"), _text("profile_id"), _text("contact"), _text("remark"),
    ),
    Table(
        "season", metadata,
        _id(), _row("title_id", "title"), _number("number"), _number("first_episode"), _number("last_episode"), _text("name"),
        _text("release_day"),
    ),
    Table(
        "right", metadata,
        _id(), _row("title_id", "title"), _row("buyer_id", "buyer", nullable=True), _text("territories"), _text("licence"),
        _text("excluded"), _text("start_day"), _text("end_day"), _text("languages"), _text("holdback_languages"),
        _text("required_languages"), _text("localization"), _number("exclusive"), _row("season_id", "season", nullable=True),
        _text("licensor"), _text("contract"), _text("price_type"), _text("price"), _text("currency"), _text("remark"),
    ),
    Table(
        "receipt", metadata,
        _id(), _row("title_id", "title"), _number("delivery_id", index=True), _text("verdict"), _maybe("episode_id"),
        _text("column"), _text("reason"), _number("day_ms"),
    ),
    Table(
        "kept_profile", metadata,
        _id(), _text("profile_id", index=True), _number("version"), _text("text"), _text("based_on"),
    ),
    Table(
        "artwork", metadata,
        _id(), _row("title_id", "title"), _row("image_id", "image"), _text("kind"), _text("language"), _maybe("episode_id"),
        _text("focus"),
    ),
    Table(
        "person", metadata,
        _id(), _text("name"), _text("names"), _text("remark"),
    ),
    Table(
        "credit", metadata,
        _id(), _row("title_id", "title"), _row("person_id", "person"), _text("job"), _number("position"), _maybe("character_id"),
        _text("language"),
    ),
    Table(
        "compliance", metadata,
        _id(), _row("title_id", "title"), _text("tier"), _text("planning_number"), _text("planning_day"), _text("filing_number"),
        _text("filing_day"), _text("review_state"), _text("ai_label"), _text("chain_of_title"), _text("remark"),
    ),
    Table(
        "episode_compliance", metadata,
        _id(), _row("episode_id", "episode"), _text("ai_label"), _text("filing_number"),
    ),
    Table(
        "title_listing", metadata,
        _id(), _row("title_id", "title"), _text("language"), _text("display_name"), _text("short_name"), _text("sort_name"),
        _text("other_names"), _text("summary"), _text("hook"), _text("keywords"),
    ),
    Table(
        "episode_text", metadata,
        _id(), _row("episode_id", "episode"), _text("language"), _text("name"), _text("logline"), _text("synopsis"),
    ),
    Table(
        "identifier", metadata,
        _id(), _row("title_id", "title"), _text("scheme"), _text("value"), _text("buyer"), _maybe("season_id"),
        _maybe("episode_id"),
    ),
    Table(
        "dub_line", metadata,
        _id(), _row("cue_id", "cue"), _text("status"), _text("voice"), _text("remark"), _text("spoken"),
    ),
    Table(
        "rating", metadata,
        _id(), _row("title_id", "title"), _text("territory"), _text("system"), _text("value"), _text("reasons"),
    ),
)  # fmt: skip
delivery = Table(
    "delivery", metadata,
    _id(), _number("title_id", index=True), _text("profile_id"), _text("languages"), _text("package_path"), _text("author"),
    _number("created_ms"), _text("manifest_sha256"), _number("allowed_findings"), _text("cells"), _text("buyer"),
    _text("profile_version"), _text("recipe"), _number("round"), _number("changed_only"), _text("files"),
    _text("made_of"),
)  # fmt: skip
delivered_cell = Table(
    "delivered_cell", metadata,
    Column("episode_id", WideInteger, primary_key=True, autoincrement=False), Column("language", Text, primary_key=True),
    Column("role", Text, primary_key=True), Column("buyer", Text, primary_key=True), _text("digest"), _number("delivery_id"),
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, and carry over what was delivered."""
    connection = op.get_bind()
    for table in tables:
        table.create(connection)
    op.drop_index("ix_delivery_title_id")
    op.rename_table("delivery", "delivery_before")
    delivery.create(connection)
    kept = ", ".join(each.name for each in list(delivery.columns)[:10])
    whose = " ".join(f"WHEN '{profile}' THEN '{buyer}'" for profile, buyer in BUYERS.items())
    connection.execute(
        text(
            f"INSERT INTO delivery ({kept}, buyer, profile_version, recipe, round, changed_only, files, made_of)"
            f" SELECT {kept}, CASE profile_id {whose} ELSE '' END, '', '', 1, 0, '{{}}', '{{}}' FROM delivery_before"
        )
    )
    op.drop_table("delivery_before")
    op.drop_table("delivered_cell")
    delivered_cell.create(connection)
    _carry_cells(connection)


def _carry_cells(connection: Connection) -> None:
    """Write down what each buyer has of each cell: the newest delivery to it."""
    newest: dict[tuple[object, ...], tuple[str, int]] = {}
    rows = connection.execute(text("SELECT id, buyer, cells FROM delivery ORDER BY created_ms, id"))
    for delivery_id, buyer, cells in rows:
        for cell, digest in json.loads(cells).items():
            episode_id, language, *role = cell.split(":")
            newest[int(episode_id), language, role[0] if role else "full", buyer] = (digest, delivery_id)
    names = [each.name for each in delivered_cell.columns]
    if newest:
        connection.execute(
            insert(delivered_cell), [dict(zip(names, (*place, *value), strict=True)) for place, value in newest.items()]
        )
