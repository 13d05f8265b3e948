"""`crossreel listings`: how a title is listed in each language."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.listings import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("listings", N_("List, add, change, remove and exchange the listings of a title."), RECORD)
