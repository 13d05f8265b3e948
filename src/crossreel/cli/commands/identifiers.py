"""`crossreel identifiers`: what registries and buyers call a title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.identifiers import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("identifiers", N_("List, add, change, remove and exchange the identifiers of a title."), RECORD)
