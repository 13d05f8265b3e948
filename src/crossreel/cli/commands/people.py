"""`crossreel people`: who works on titles."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.people import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("people", N_("List, add, change, remove and exchange the people who work on titles."), RECORD)
