"""`crossreel episode-texts`: what episodes are called in each language."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.episode_texts import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("episode-texts", N_("List, add, change, remove and exchange the names of episodes."), RECORD)
