"""How the persons of a drama speak."""

from sqlalchemy import Table

from crossreel.domain.drafting.brief import CharacterVoice
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("character_voice", metadata, row_id(), row("character_id", "character"), text("register"), text("manner"))
KIND = Kind(entity=CharacterVoice, table=table, owner="character_id", unique=("character_id",), alone=True)
