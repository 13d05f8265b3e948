"""In which format a report is written, and for a reader of which language; then where to."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.i18n import numbers
from crossreel.i18n.interface_language import available
from crossreel.i18n.messages import _, locale_tag
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen
from crossreel.ui.kit.popping import window_in_front


class ReportChoice(Dialog):
    """Calls `write(format, language)` with what was chosen.

    Args:
        window: what it lies over.
        heading: which report it is.
        kinds: its formats with their words; the first one is proposed.
        write: what to do then.
    """

    def __init__(
        self, window: QWidget, heading: str, kinds: Sequence[tuple[str, str]], write: Callable[[str, str], None]
    ) -> None:  # fmt: skip
        super().__init__(heading, _("Close"), window, width=460)
        self._write = write
        tongues = [(tag, numbers.native_language_name(tag)) for tag in available()]
        self.kind = choice([(kind, f"{words} (.{kind})") for kind, words in kinds], kinds[0][0])
        self.language = choice(tongues, locale_tag())
        self.save = button(_("Save…"), "main")
        self.save.clicked.connect(self._save)
        self.body.addLayout(beside(Field(_("Format"), self.kind), Field(_("Language of the reader"), self.language)))
        for field in self.fields():
            self.body.addWidget(field)
        self.body.addLayout(buttons(self.save))
        self.kind.setFocus()

    def fields(self) -> tuple[QWidget, ...]:
        """Return what is asked besides."""
        return ()

    def _save(self) -> None:
        kind, language = chosen(self.kind), chosen(self.language)
        self.leave()
        self._write(kind, language)


def save_as(workspace: Workspace, heading: str, stem: str, kind: str, write: Callable[[Path], object]) -> None:
    """Ask where a report goes and write it there, with the ending of its format, and say so."""
    from crossreel.ui.kit.file_dialog import FileDialog

    proposed, kinds = str(Path.home() / f"{stem}.{kind}"), f"{kind.upper()} (*.{kind})"
    chosen_path, _kind = FileDialog.choose_new_file(window_in_front(), heading, proposed, kinds)
    if not chosen_path:
        return
    path = Path(chosen_path) if Path(chosen_path).suffix.lower() == f".{kind}" else Path(f"{chosen_path}.{kind}")
    told = _("The report was written: {path}").format(path=path)
    workspace.compute(call(write, path), then=lambda _done: workspace.notify.tell(told, kind="done"))
