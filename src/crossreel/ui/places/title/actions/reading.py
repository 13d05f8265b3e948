"""Reading the burned-in text of the open title."""

from functools import partial

from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import read_text
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None and Outline.of(workspace).matrix is not None


def read(workspace: Workspace) -> None:
    """Read the chosen episodes, or all: those whose source has lines already are left alone."""
    matrix = Outline.of(workspace).matrix
    if workspace.title_id is None or matrix is None:
        return
    chosen = {episode_id for episode_id, _language in workspace.cells}
    ids = tuple(row.episode.id for row in matrix.rows if not chosen or row.episode.id in chosen)
    workspace.carry_out(read_text.JOB(workspace.title_id, ids), _("Reading burned-in text"), then=partial(_tell, workspace))


def _tell(workspace: Workspace, report: Report) -> None:
    count = len(report.done)
    words = _n("Burned-in text of {count} episode read.", "Burned-in text of {count} episodes read.", count)
    told = words.format(count=numbers.number(count))
    if report.failed:
        first = report.failed[0]
        why = _("Episode {episode}: {reason}").format(episode=first.name, reason=sentence(first.code, first.facts))
        more = len(report.failed) - 1
        rest = (
            _n("{count} more was left out.", "{count} more were left out.", more).format(count=numbers.number(more)) if more else ""
        )
        told = " ".join(filter(None, (told if count else "", why, rest)))
    workspace.notify.tell(told, kind="done" if count else "warning")


ACTIONS = (
    Action(
        id="title.read_text", title=N_("Read burned-in text"), run=read, enabled=title_is_open, places=("title", "editor"),
        icon="eye", writes=True, group=N_("Title matrix"),
    ),
)  # fmt: skip
