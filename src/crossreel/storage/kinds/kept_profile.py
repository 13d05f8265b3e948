"""Delivery profiles that somebody derived, version by version."""

from sqlalchemy import Table

from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "kept_profile", metadata,
    row_id(), text("profile_id", index=True), number("version"), text("text"), text("based_on"),
)  # fmt: skip
KIND = Kind(entity=KeptProfile, table=table, owner=None, unique=("profile_id", "version"), order=("profile_id", "version"))
