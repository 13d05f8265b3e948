"""Who takes titles."""

from sqlalchemy import Table

from crossreel.domain.trade.buyer import Buyer
from crossreel.storage.columns import metadata, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "buyer", metadata,
    row_id(), text("code", index=True), text("name"), text("profile_id"), text("contact"), text("remark"),
)  # fmt: skip
KIND = Kind(
    entity=Buyer, table=table, owner=None, unique=("code",), taken="storage.taken_buyer", order=("code",), search=("code", "name")
)
