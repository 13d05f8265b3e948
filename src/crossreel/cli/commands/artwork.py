"""`crossreel artwork`: the pictures of a title by what they are for."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.artwork import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("artwork", N_("List, add, change, remove and exchange the artwork of a title."), RECORD)
