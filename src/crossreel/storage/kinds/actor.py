"""Who edited.

`key` finds the row again, also after a new name; "" is a name of before there were keys, free for who comes with it.
"""

from sqlalchemy import Table

from crossreel.domain.edits.actor import Actor
from crossreel.storage.columns import metadata, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table("actor", metadata, row_id(), text("key", index=True), text("name"), text("kind"))
KIND = Kind(entity=Actor, table=table, owner=None, kept=Kept.RECORDED)
