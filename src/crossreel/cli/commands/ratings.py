"""`crossreel ratings`: how territories rate a title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.ratings import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("ratings", N_("List, add, change, remove and exchange the ratings of a title."), RECORD)
