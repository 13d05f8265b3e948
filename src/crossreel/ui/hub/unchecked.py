"""Saying what QC could not look at."""

from crossreel.domain.quality.check import CheckSummary
from crossreel.i18n import numbers
from crossreel.i18n.messages import _n
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.reports import item_words


def tell_unchecked(workspace: Workspace, summary: CheckSummary) -> bool:
    """Say how many tracks or rules failed in a run, and why the first of them did; tell whether any did."""
    if not summary.failed:
        return False
    count = len(summary.failed)
    words = _n("{count} could not be checked: {first}", "{count} could not be checked; the first: {first}", count)
    workspace.notify.tell(words.format(count=numbers.number(count), first=item_words(summary.failed[0])), kind="error")
    return True
