"""What a subtitle format may be asked for: a field for each option that the chosen one knows, as people type them."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from crossreel.domain.text.frame_rates import OFFERED
from crossreel.domain.text.write_option import read_written
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import number
from crossreel.ui.kit.form import Field, choice, chosen, line

AS_IT_IS = ""


class OptionFields(QWidget):
    """Fields by the names of `WriteOptions`; those of other formats are hidden and ask for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, QWidget] = {}
        self._controls: dict[str, QLineEdit | QComboBox | QCheckBox] = {}
        self._options: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        rates = [(AS_IT_IS, _("As the video")), *((each, number(float(each))) for each in OFFERED)]
        self._put("frame_rate", Field(_("Frames a second"), choice(rates, AS_IT_IS)))
        start = line(placeholder="00:00:00:00")
        start.textChanged.connect(self._check_start)
        self._start = Field(_("Time code of the first picture"), start, _("For example 10:00:00:00 or 01:00:00:00."))
        self._put("start_timecode", self._start)
        displays = [("teletext-1", _("Teletext, level 1")), ("teletext-2", _("Teletext, level 2")), ("open", _("Open subtitles"))]
        self._put("display_standard", Field(_("Display standard"), choice(displays, "teletext-1")))
        self._put("title", Field(_("Title in the file"), line(placeholder=_("The title’s name"))))
        ends = [("lf", _("LF, as on Linux and macOS")), ("crlf", _("CR LF, as on Windows"))]
        self._put("newline", Field(_("Line ends"), choice(ends, "lf")))
        marks = [("plain", _("None")), ("rlm", _("A mark at both ends of a line")), ("embed", _("Each line embedded"))]
        self._put("bidi", Field(_("Marks in text written from the right"), choice(marks, "plain")))
        self._put("drop_frame", _ticked(_("Drop frame time codes at 29.97"), on=True))
        self._put("bom", _ticked(_("Byte order mark")))
        self._put("plain_text", _ticked(_("Words and times alone")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_for(frozenset())

    def show_for(self, options: frozenset[str]) -> None:
        """Show the fields of the options that a format knows."""
        self._options = options
        for name, row in self._rows.items():
            row.setVisible(name in options)
        self.setVisible(bool(options & self._rows.keys()))

    def asked(self) -> Mapping[str, str]:
        """Return what is asked for, as it would be typed; what nobody filled in is not there."""
        found: dict[str, str] = {}
        for name, control in self._controls.items():
            if name not in self._options:
                continue
            if isinstance(control, QCheckBox):
                found[name] = "yes" if control.isChecked() else "no"
            elif value := chosen(control) if isinstance(control, QComboBox) else control.text().strip():
                found[name] = value
        return found

    def is_good(self) -> bool:
        """Tell whether what is filled in makes sense; what does not is said at its field."""
        return "start_timecode" not in self._options or not self._check_start()

    def control(self, name: str) -> QLineEdit | QComboBox | QCheckBox:
        """Return the control of an option."""
        return self._controls[name]

    def _put(self, name: str, row: Field | QCheckBox) -> None:
        self._rows[name] = row
        control = row.control if isinstance(row, Field) else row
        assert isinstance(control, QLineEdit | QComboBox | QCheckBox)
        self._controls[name] = control
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.layout().addWidget(row)  # type: ignore[union-attr]

    def _check_start(self, _written: str = "") -> str:
        control = self._controls["start_timecode"]
        assert isinstance(control, QLineEdit)
        words = ""
        try:
            read_written("start_timecode", control.text())
        except ValueError:
            words = _("This is no time code. Write it as 10:00:00:00.")
        self._start.complain(words)
        return words


def _ticked(words: str, *, on: bool = False) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(on)
    return made
