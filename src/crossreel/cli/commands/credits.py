"""`crossreel credits`: what people did for a title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.credits import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("credits", N_("List, add, change, remove and exchange the credits of a title."), RECORD)
