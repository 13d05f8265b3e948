"""`crossreel rights`: who may show a title where, when, how and in which languages."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.rights import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("rights", N_("List, add, change, remove and exchange the rights of a title."), RECORD)
