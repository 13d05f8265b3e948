"""`crossreel compliance`: filings, review, label and chain of title."""

from crossreel.cli.record_commands import record_command
from crossreel.domain.records.kinds.compliance import RECORD
from crossreel.kernel.marks import N_

COMMAND = record_command("compliance", N_("Show, write, remove and exchange the compliance facts of a title."), RECORD)
