"""`crossreel seasons`: the seasons of a title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.seasons import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("seasons", N_("List, add, change, remove and exchange the seasons of a title."), RECORD)
