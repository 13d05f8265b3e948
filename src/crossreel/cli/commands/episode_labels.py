"""`crossreel episode-labels`: labels and filings of episodes that differ from their title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.episode_labels import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("episode-labels", N_("List, add, change, remove and exchange labels of episodes."), RECORD)
