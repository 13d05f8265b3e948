"""`crossreel receipts`: what buyers said of deliveries."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.receipts import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("receipts", N_("List, add, change, remove and exchange what buyers said of deliveries."), RECORD)
