"""`crossreel buyers`: who takes titles."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.buyers import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("buyers", N_("List, add, change, remove and exchange buyers."), RECORD)
