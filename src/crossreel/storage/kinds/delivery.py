"""What was delivered. Without references: it stays when the title goes."""

from sqlalchemy import Table

from crossreel.domain.delivery import Delivery
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "delivery", metadata,
    row_id(), number("title_id", index=True), text("profile_id"), text("languages"), text("package_path"), text("author"),
    number("created_ms"), text("manifest_sha256"), number("allowed_findings"), text("cells"),
    text("buyer"), text("profile_version"), text("recipe"), number("round"), number("changed_only"), text("files"),
    text("made_of"),
)  # fmt: skip
KIND = Kind(entity=Delivery, table=table, owner="title_id", kept=Kept.RECORDED)
