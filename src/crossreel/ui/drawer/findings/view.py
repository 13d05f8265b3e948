"""Findings in the drawer: of the episode in the editor, of the whole title elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.quality.check import CheckSummary, UncheckedTrack
from crossreel.domain.quality.finding import Finding, RuleInfo, Severity, Waiver
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.versions import version_name
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import check_title
from crossreel.ui.drawer.findings.columns import filter_name, key_of, name_of
from crossreel.ui.drawer.findings.rule_menu import rule_menu
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.rules_dialog import Proposal, RulesDialog
from crossreel.ui.hub.unchecked import tell_unchecked
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.flow import foot
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.painting import SEVERITY_TOKENS
from crossreel.ui.kit.remarks import RemarkView, WritingLine

ACCEPTED = "accepted"
SHOWN = (
    (N_("All"), ""), (N_("Errors"), Severity.ERROR.value), (N_("Warnings"), Severity.WARNING.value),
    (N_("Remarks"), Severity.INFO.value), (N_("Accepted"), ACCEPTED),
)  # fmt: skip
Read = tuple[tuple[Finding, ...], tuple[Waiver, ...], tuple[UncheckedTrack, ...], dict[int, str]]


class FindingsPanel(QWidget):
    """Enter jumps to the cue, R repairs, W accepts with a reason."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._opened = OpenEpisode.of(workspace)
        self._findings: dict[int, Finding] = {}
        self._waivers: dict[str, Waiver] = {}
        self._rules: dict[str, RuleInfo] = {}
        self._unchecked: tuple[str, ...] = ()
        self._versions: dict[int, str] = {}
        self._previewed: tuple[int, tuple[Finding, ...]] | None = None
        self._is_read = False
        self.view = RemarkView(_("Findings"), "RW")
        self.reason = WritingLine()
        self._build()
        self._connect()
        workspace.compute(workspace.desk.checking.rules, then=self._take_rules)
        self.refresh()

    def _build(self) -> None:
        self.severity, self.rule, self.language = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for box, name in ((self.severity, _("Severity")), (self.rule, _("Rule")), (self.language, _("Language"))):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(6)
        for words, value in SHOWN:
            self.severity.addItem(_(words), value)
        self.rule.addItem(_("All rules"), "")
        self.language.addItem(_("All languages"), "")
        self._count = label("", "label")
        self._build_buttons()
        self._pages = QStackedWidget()
        self._unlooked = label("", "hint", wrap=True)
        self._unlooked.setContentsMargins(12, 0, 12, 6)
        self._unlooked.hide()
        self._empty = EmptyState(_("Reading the findings…"))
        self._empty.pressed.connect(self.run)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        self._lay_out()

    def _build_buttons(self) -> None:
        self.check = self._small("refresh", _("Check the title again"), self.run)
        self.check_media = self._small("film", _("Check picture and sound"), lambda: self._workspace.do("title.check_media"))
        self.more = self._small("settings", _("Rule of this finding"), self._offer_below)
        self.repair, self.repair_all = QPushButton(_("Repair")), QPushButton(_("Repair all…"))
        self.waive = QPushButton(_("Accept…"))
        self.repair_all.setToolTip(_("Repair every finding of this rule"))
        told = ((self.repair, _("Repair what was found"), "R"), (self.waive, _("Accept the finding, with a reason"), "W"))
        for button, words, key in told:
            button.setToolTip(f"{words} ({key})")

    def _small(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(theme.icon(icon, "text2", 16))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda: act())
        return made

    def _offer_below(self) -> None:
        self._offer_settings(self.more.mapToGlobal(self.more.rect().topLeft()))

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(12, 8, 8, 0)
        filters.setSpacing(6)
        filters.addWidget(self.severity, 2)
        filters.addWidget(self.language, 3)
        filters.addWidget(self.check)
        filters.addWidget(self.check_media)
        second = QHBoxLayout()
        second.setContentsMargins(12, 6, 12, 6)
        second.setSpacing(8)
        second.addWidget(self.rule, 1)
        second.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(filters)
        column.addLayout(second)
        column.addWidget(self._unlooked)
        column.addWidget(self._pages, 1)
        column.addWidget(self.reason)
        column.addWidget(foot(self.repair, self.repair_all, self.waive, at_end=self.more))

    def _connect(self) -> None:
        workspace = self._workspace
        for box in (self.severity, self.rule, self.language):
            box.currentIndexChanged.connect(lambda _index: self._show())
        self.view.chosen.connect(self._jump)
        self.view.key_pressed.connect(lambda letter: self._repair() if letter == "R" else self._begin_waiving())
        self.view.selectionModel().selectionChanged.connect(lambda *_ignored: self._show_buttons())
        self.repair.clicked.connect(self._repair)
        self.repair_all.clicked.connect(self._offer_rule)
        self.waive.clicked.connect(self._begin_waiving)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(lambda at: self._offer_settings(self.view.viewport().mapToGlobal(at)))
        workspace.changed.connect(self._follow_edit)
        self.reason.written.connect(self._waive)
        self.reason.left.connect(self.view.setFocus)
        self._opened.findings_moved.connect(self.refresh)
        self._opened.previewed.connect(self._preview)
        workspace.cue_selected.connect(self._follow_cue)
        for signal in (workspace.findings_changed, workspace.opened_title, workspace.opened_episode, workspace.place_shown):
            signal.connect(lambda _what: self.refresh())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the list, or to the button where there is none."""
        (self._empty.button if self._pages.currentWidget() is self._empty else self.view).setFocus(event.reason())

    def refresh(self) -> None:
        """Read the findings again: of the episode in the editor, else of the title."""
        workspace = self._workspace
        if workspace.title_id is not None:
            episode_id = workspace.episode_id if workspace.place == "editor" else None
            workspace.compute(call(self._read, workspace.title_id, episode_id), then=self._take, topic="findings.panel")

    def _read(self, title_id: int, episode_id: int | None) -> Read:
        checking = self._workspace.desk.checking
        found = checking.findings(title_id, episode_id=episode_id, include_waived=True)
        waivers, unchecked = checking.waivers(title_id), checking.unchecked(title_id, episode_id=episode_id)
        return found, waivers, unchecked, self._version_names(title_id, found)

    def _version_names(self, title_id: int, found: tuple[Finding, ...]) -> dict[int, str]:
        """Return the names of the versions that findings are on, but for references."""
        if not any(finding.version_id is not None for finding in found):
            return {}
        several = self._workspace.desk.cataloging.versions(title_id).values()
        return {each.id: version_name(each) for versions in several for each in versions if not each.is_reference}

    def run(self) -> None:
        """Check the whole title."""
        workspace = self._workspace
        if workspace.title_id is not None:
            workspace.carry_out(check_title.JOB(workspace.title_id), _("Checking"), then=self._ran)

    def _ran(self, summary: CheckSummary) -> None:
        unchecked = tell_unchecked(self._workspace, summary)
        if not unchecked and not summary.cues:
            self._workspace.notify.tell(_("There is nothing to check in this title yet."), kind="warning")
        elif not unchecked:
            words = _n("{count} finding", "{count} findings", summary.errors + summary.warnings)
            self._workspace.notify.tell(words.format(count=numbers.number(summary.errors + summary.warnings)), kind="done")
        self._workspace.findings_changed.emit(self._workspace.title_id)

    def _take(self, found: Read) -> None:
        self._is_read = True
        self._unchecked = tuple(dict.fromkeys(each.column for each in found[2]))
        self._findings, self._versions = {finding.id: finding for finding in found[0]}, found[3]
        self._waivers = {waiver.fingerprint: waiver for waiver in found[1]}
        previewed = self._previewed
        if previewed is not None and (not previewed[1] or any(finding.cue_id == previewed[0] for finding in found[0])):
            self._previewed = None
        self._fill(self.language, _("All languages"), {key_of(f): filter_name(f) for f in found[0]})
        self._fill_rules()
        self._show()

    def _take_rules(self, rules: tuple[RuleInfo, ...]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._fill_rules()
        self._show()

    def _fill_rules(self) -> None:
        self._fill(self.rule, _("All rules"), {f.rule: self._rule_title(f.rule) for f in self._findings.values()})

    def _fill(self, box: QComboBox, every: str, values: dict[str, str]) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for value, words in sorted(values.items(), key=lambda pair: pair[1]):
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _rule_title(self, rule: str) -> str:
        return _(self._rules[rule].title) if rule in self._rules else rule

    def _wanted(self) -> list[Finding]:
        severity, rule, language = (str(box.currentData() or "") for box in (self.severity, self.rule, self.language))
        cue_id, fresh = self._previewed if self._previewed is not None else (None, ())
        every = [*(f for f in self._findings.values() if cue_id is None or f.cue_id != cue_id), *fresh]
        return [
            finding
            for finding in sorted(every, key=lambda f: (self._number(f), f.start_ms, f.column, f.rule))
            if (finding.fingerprint in self._waivers) == (severity == ACCEPTED)
            and severity in ("", ACCEPTED, finding.severity.value)
            and rule in ("", finding.rule)
            and language in ("", key_of(finding))
        ]

    def _show(self) -> None:
        current = self.view.currentIndex().row()
        wanted = self._wanted()
        self.view.lines.set_lines([self._line(finding) for finding in wanted])
        self._count.setText(numbers.number(len(wanted)))
        self._pages.setCurrentWidget(self.view if wanted else self._empty)
        self._say_unchecked(bool(wanted))
        if wanted and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.view.lines.index(max(0, min(current, len(wanted) - 1))))
        self._show_buttons()

    def _say_unchecked(self, found: bool) -> None:
        """Tell languages in which nothing was looked at apart from those in which nothing was found."""
        chosen = str(self.language.currentData() or "")
        there = [tag for tag in self._unchecked if chosen in ("", tag)]
        words = _("Not checked yet: {languages}").format(languages=numbers.listing([numbers.language_name(tag) for tag in there]))
        self._unlooked.setText(words)
        self._unlooked.setVisible(bool(there) and found)
        if self._is_read:
            self._empty.set_words(words if there else _("Nothing found here."), _("Check the title"))
        else:
            self._empty.set_words(_("Reading the findings…"))

    def _line(self, finding: Finding) -> Line:
        waiver = self._waivers.get(finding.fingerprint)
        where = [name_of(finding, self._versions), clock(finding.start_ms, hours=False)]
        if self._workspace.place != "editor":
            where.insert(0, _("Episode {number}").format(number=numbers.number(self._number(finding))))
        if waiver is not None:
            where = [_("{author}: {reason}").format(author=waiver.author, reason=waiver.reason), *where]
        token = "text3" if waiver is not None else SEVERITY_TOKENS[finding.severity]
        icon = "waive" if waiver is not None else "finding" if finding.severity is Severity.ERROR else "info"
        words = sentence(finding.code, finding.facts)
        return Line(key=finding.id, icon=icon, token=token, words=words, second=" · ".join(where), faded=waiver is not None)

    def _number(self, finding: Finding) -> int:
        row = Outline.of(self._workspace).row(finding.episode_id)
        return row.episode.number if row is not None else 0

    def _selected(self) -> list[Finding]:
        return [self._findings[key] for key in self.view.selected_keys() if key in self._findings]

    def _show_buttons(self) -> None:
        chosen, writable = self._selected(), not self._workspace.read_only
        self.repair.setEnabled(writable and any(finding.repairable for finding in chosen))
        self.repair_all.setEnabled(writable and any(finding.repairable for finding in chosen))
        self.waive.setEnabled(writable and bool(chosen))
        self.more.setEnabled(bool(chosen))
        accepted = bool(chosen) and chosen[0].fingerprint in self._waivers
        self.waive.setText(_("Take back") if accepted else _("Accept…"))

    def _preview(self, cue_id: int, findings: tuple[Finding, ...]) -> None:
        """Follow the typing: what would be found stands in for what is stored for this cue."""
        if not findings:
            self._previewed = None
            self._show()
        elif self._workspace.place == "editor":
            numbered = [(at, finding) for at, finding in enumerate(findings, start=1)]
            self._previewed = (cue_id, tuple(_unstored(finding, -at) for at, finding in numbered))
            self._show()

    def _follow_cue(self, cue_id: int | None) -> None:
        """Show the first finding of the current cue, unless the list has the focus."""
        row = self._opened.row_of(cue_id)
        if row is None or self.view.hasFocus() or self._workspace.place != "editor":
            return
        found = (at for at, finding in enumerate(self._wanted()) if self._opened.row_of(finding.cue_id) == row)
        at = next(found, None)
        if at is not None:
            self.view.setCurrentIndex(self.view.lines.index(at))

    def _jump(self, key: int) -> None:
        finding = self._findings.get(key)
        if finding is None:
            return
        if finding.version_id is None or finding.episode_id != self._workspace.episode_id:
            self._workspace.open_episode(finding.episode_id, finding.column or None, finding.cue_id)
        self._workspace.show_place("editor")
        if finding.version_id is not None:
            self._opened.seek_when_open(finding.episode_id, finding.start_ms)

    def _repair(self) -> None:
        ids = [finding.id for finding in self._selected() if finding.repairable]
        if ids:
            self._repair_by(self._workspace.desk.checking.repair, ids)

    def _repair_by(self, repair: Callable[..., Edit], *args: Any) -> None:
        self._workspace.perform(call(repair, *args), then=self._repaired, label=_("Repairing"))

    def _offer_rule(self) -> None:
        chosen = next((finding for finding in self._selected() if finding.repairable), None)
        title_id = self._workspace.title_id
        if chosen is None or title_id is None:
            return
        menu = QMenu(self)
        repair = partial(self._repair_by, self._workspace.desk.checking.repair_rule, title_id, chosen.rule)
        words = _("“{rule}” in {language}").format(
            rule=self._rule_title(chosen.rule), language=numbers.language_name(chosen.language)
        )
        menu.addAction(words).triggered.connect(lambda: repair(chosen.language))
        words = _("“{rule}” in all languages").format(rule=self._rule_title(chosen.rule))
        menu.addAction(words).triggered.connect(lambda: repair(None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.repair_all.mapToGlobal(self.repair_all.rect().topLeft()))

    def _offer_settings(self, at: QPoint) -> None:
        chosen = next(iter(self._selected()), None)
        if chosen is not None:
            menu = rule_menu(self, chosen, not self._workspace.read_only, self._propose)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def _propose(self, proposal: Proposal) -> None:
        self._workspace.ask(lambda window: RulesDialog(self._workspace, window, proposal))

    def _follow_edit(self, edit: Edit) -> None:
        """Read again what waivers and settings of rules say, also where they were taken back by an undo."""
        if edit.ids("rule_setting") or edit.ids("waiver"):
            self.refresh()

    def _repaired(self, edit: Edit) -> None:
        count = len(edit.ids("cue"))
        words = _n("Repaired {count} cue.", "Repaired {count} cues.", count).format(count=numbers.number(count))
        self._workspace.notify.tell(words, kind="done")
        self._workspace.findings_changed.emit(self._workspace.title_id)

    def _begin_waiving(self) -> None:
        chosen = self._selected()
        if not chosen or self._workspace.read_only:
            return
        taken_back = [self._waivers[f.fingerprint].id for f in chosen if f.fingerprint in self._waivers]
        if taken_back:
            self._workspace.perform(call(self._workspace.desk.checking.unwaive, taken_back), then=self._waived)
        else:
            head = _n("Accept {count} finding because", "Accept {count} findings because", len(chosen))
            self.reason.begin(head.format(count=numbers.number(len(chosen))), _("Reason"))

    def _waive(self, reason: str) -> None:
        ids = [finding.id for finding in self._selected()]
        if ids:
            self._workspace.perform(call(self._workspace.desk.checking.waive, ids, reason), then=self._waived)

    def _waived(self, _edit: Any) -> None:
        self._workspace.findings_changed.emit(self._workspace.title_id)


def _unstored(finding: Finding, number: int) -> Finding:
    return replace(finding, id=number)
