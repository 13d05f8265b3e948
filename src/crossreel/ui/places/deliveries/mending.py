"""What the buttons beside a cause do in the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import BUYER_ERRORS, Mend
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.domain.text.column_name import language_of
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _
from crossreel.services.job_kinds import relink_title
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.profile_shelf import ProfileShelf
from crossreel.ui.hub.record_shelf import RecordShelf
from crossreel.ui.hub.workspace import ImportRequest, Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.deliveries.buyer_findings import BuyerFindings


class Mending:
    """Leads to what mends a cause, or mends it where that is one step.

    Args:
        workspace: the hub.
        matrix: gives the title as it was read last, None before.
        profile: gives the id of the profile that is chosen.
        window: the widget that asks for files.
    """

    def __init__(
        self, workspace: Workspace, matrix: Callable[[], Matrix | None], profile: Callable[[], str], window: QWidget
    ) -> None:
        self._workspace, self._window = workspace, window
        self._matrix, self._profile = matrix, profile
        self._ways: dict[Mend, Callable[[RefusalGroup], object]] = {
            Mend.OPEN: self._open,
            Mend.APPROVE: self._approve,
            Mend.IMPORT: lambda group: workspace.request_import(ImportRequest(title_id=workspace.title_id)),
            Mend.DRAFT: lambda group: workspace.do("title.draft"),
            Mend.BURN: lambda group: workspace.do("title.burn"),
            Mend.SCREEN: self._screen,
            Mend.FINDINGS: self._findings,
            Mend.RELINK: self._relink,
            Mend.VERSIONS: self._versions,
            Mend.CHECK_MEDIA: lambda group: workspace.do("title.check_media"),
            Mend.METADATA: lambda group: workspace.show_panel("metadata"),
            Mend.COVER: lambda group: workspace.show_panel("metadata"),
            Mend.RIGHTS: lambda group: RecordShelf.of(workspace).show("rights"),
            Mend.COMPLIANCE: lambda group: RecordShelf.of(workspace).show("compliance"),
            Mend.EPISODE_LABELS: lambda group: RecordShelf.of(workspace).show("episode_labels"),
            Mend.ARTWORK: lambda group: RecordShelf.of(workspace).show("artwork"),
            Mend.SEASONS: lambda group: RecordShelf.of(workspace).show("seasons"),
            Mend.PROFILE: lambda group: ProfileShelf.of(workspace).show(profile()),
        }

    def offered(self) -> frozenset[Mend]:
        """Return the ways that there are in the window."""
        writes = {Mend.APPROVE, Mend.IMPORT, Mend.DRAFT, Mend.BURN, Mend.RELINK} if self._workspace.read_only else set()
        return frozenset(self._ways) - writes | {Mend.LET_THROUGH}

    def mend(self, group: RefusalGroup, way: Mend) -> None:
        """Mend a cause in a way that is offered."""
        self._ways[way](group)

    def _first(self, group: RefusalGroup) -> int | None:
        """Return the id of the first episode that a cause is about."""
        matrix, wanted = self._matrix(), next(iter(group.episodes), None)
        rows = matrix.rows if matrix is not None else ()
        return next((row.episode.id for row in rows if wanted is None or row.episode.number == wanted), None)

    def _versions(self, group: RefusalGroup) -> None:
        self._open(group)
        self._workspace.show_panel("versions")

    def _open(self, group: RefusalGroup) -> None:
        episode_id = self._first(group)
        if episode_id is not None:
            self._workspace.open_episode(episode_id, group.language or None)
            self._workspace.show_place("editor")

    def _screen(self, group: RefusalGroup) -> None:
        episode_id = self._first(group)
        if episode_id is not None:
            self._workspace.open_episode(episode_id, group.language or None)
        self._workspace.show_place("screening")

    def _relink(self, group: RefusalGroup) -> None:
        title_id = self._workspace.title_id
        folder = FileDialog.choose_folder(self._window, _("Folder with the videos"))
        if folder and title_id is not None:
            self._workspace.carry_out(relink_title.JOB(title_id, Path(folder)), _("Finding videos"))

    def _findings(self, group: RefusalGroup) -> None:
        if group.code == BUYER_ERRORS:
            self._buyer_findings(group)
            return
        self._workspace.show_place("title")
        self._workspace.show_panel("findings")

    def _buyer_findings(self, group: RefusalGroup) -> None:
        """Show what only the buyer calls an error: it is not among the findings that are kept."""
        matrix, profile_id, desk = self._matrix(), self._profile(), self._workspace.desk
        if matrix is None:
            return
        title_id, tags = matrix.title.id, [language_of(group.language)]

        def look() -> tuple[Finding, ...]:
            profile = desk.delivering.profiles().get(profile_id)
            return desk.checking.seen_by(title_id, profile.buyer, tags, profile.limits) or ()

        def show(found: tuple[Finding, ...]) -> None:
            numbers = {row.episode.id: row.episode.number for row in matrix.rows}
            errors = [each for each in found if each.severity is Severity.ERROR and each.column == group.language]
            self._workspace.ask(lambda window: BuyerFindings(self._workspace, errors, numbers, window))

        self._workspace.compute(look, then=show, topic="deliveries.findings")

    def _approve(self, group: RefusalGroup) -> None:
        matrix = self._matrix()
        if matrix is None:
            return
        wanted = set(group.episodes)
        cells = [(row.episode.id, group.language) for row in matrix.rows if row.episode.number in wanted]
        state = State(str(group.facts.get("wanted_state", State.APPROVED.value)))
        self._workspace.perform(call(self._workspace.desk.cataloging.set_state, cells, state))
