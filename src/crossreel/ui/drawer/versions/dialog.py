"""What a version is: its look, language and label, and which part of its file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import AudioStream
from crossreel.domain.catalog.version import Look, Medium, Version, VersionFacts
from crossreel.domain.errors import CrossreelError
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.domain.text.timecode import clock, parse_clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name
from crossreel.i18n.versions import look_name
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label


class VersionDialog(Dialog):
    """Changes a version; without one it adds a file to an episode."""

    def __init__(
        self, workspace: Workspace, window: QWidget, episode_id: int, *, version: Version | None = None, path: Path | None = None
    ) -> None:
        title = _("Version") if version is not None else _("New version")
        super().__init__(title, _("Close"), window, width=520)
        self._workspace, self._episode_id, self._version, self._path = workspace, episode_id, version, path or Path()
        is_sound = version is not None and not version.has_picture
        self.look = choice([(look.value, look_name(look, is_sound=is_sound)) for look in Look], version.look if version else "")
        languages = [("", _("none")), *((tag, f"{language_name(tag)} · {tag}") for tag in OFFERED)]
        self.language = choice(languages, version.language if version else "", searchable=True)
        self.label_line = line(version.label if version else "", _("for example v2, 1080p"))
        self.in_point = line(clock(version.in_ms) if version and version.in_ms else "", "0:00")
        self.out_point = line(clock(version.out_ms) if version and version.out_ms is not None else "", _("end of the file"))
        self.sound_only = QCheckBox(_("Use its sound alone"))
        self.sound_only.setVisible(version is None)
        self.sound = choice([("", _("the first"))], "")
        self._sound_field = Field(_("Sound"), self.sound)
        self._sound_field.hide()
        self.reference = QCheckBox(_("Time the cues to it (reference)"))
        self.reference.setVisible(version is None)
        self._in_field = Field(_("In point"), self.in_point)
        self._out_field = Field(_("Out point"), self.out_point)
        self.save = button(_("Save") if version is not None else _("Add version"), "main")
        self.save.clicked.connect(self._save)
        for each in (self.label_line, self.in_point, self.out_point):
            each.returnPressed.connect(self._save)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self._lay_out(Path(version.path) if version is not None else path)
        if version is None and path is not None:
            workspace.compute(call(workspace.desk.cataloging.sounds_in, path), then=self._offer_sounds, failed=lambda _error: None)

    def _lay_out(self, path: Path | None) -> None:
        self.body.addWidget(label(path.name if path is not None else "", "hint", wrap=True))
        self.body.addLayout(beside(Field(_("What was done to it"), self.look), Field(_("Language in it"), self.language)))
        self.body.addWidget(Field(_("Label"), self.label_line))
        self.body.addLayout(beside(self._in_field, self._out_field))
        words = _("One file may hold several episodes: say where this one begins and ends in it.")
        self.body.addWidget(label(words, "hint", wrap=True))
        self.body.addWidget(self._sound_field)
        self.body.addWidget(self.sound_only)
        self.body.addWidget(self.reference)
        self.body.addWidget(self._problem)
        self.body.addLayout(buttons(self.save))
        self.look.setFocus()

    def _offer_sounds(self, sounds: Sequence[AudioStream]) -> None:
        """Let one of several sounds of the file be chosen; it is a sound version then, and no reference."""
        several = [each for each in sounds if each.index is not None]
        if len(several) < 2:
            return
        for each in several:
            self.sound.addItem(_sound_words(each), str(each.index))
        self.sound.setItemText(0, _("with the picture: {sound}").format(sound=_sound_words(several[0])))
        self.sound.currentIndexChanged.connect(self._follow_sound)
        self._sound_field.show()
        self._place()

    def _follow_sound(self) -> None:
        alone = bool(chosen(self.sound))
        for box in (self.sound_only, self.reference):
            box.setEnabled(not alone)
            box.setChecked(False if alone else box.isChecked())

    def _save(self) -> None:
        cut = self._cut()
        if cut is None:
            return
        stream = chosen(self.sound)
        facts = VersionFacts(
            stream=int(stream) if stream else None,
            look=Look(chosen(self.look) or Look.UNKNOWN),
            language=None if stream and not chosen(self.language) else chosen(self.language),
            label=None if stream and not self.label_line.text().strip() else self.label_line.text().strip(),
            cut=cut, medium=Medium.SOUND if self._version is None and self.sound_only.isChecked() else None,
        )  # fmt: skip
        cataloging = self._workspace.desk.cataloging
        if self._version is not None:
            write = call(cataloging.change_version, self._version.id, facts, seen=self._version)
        else:
            write = call(cataloging.add_version, self._episode_id, self._path, facts, reference=self.reference.isChecked())
        self.save.setEnabled(False)
        self._workspace.perform(write, then=lambda _edit: self.leave(), failed=self._refused)

    def _cut(self) -> Cut | None:
        """Return the stretch as typed, None where it is none; says so."""
        in_ms = _typed(self.in_point.text(), 0)
        out_ms = _typed(self.out_point.text(), None)
        for field, time_ms in ((self._in_field, in_ms), (self._out_field, out_ms)):
            field.complain(_("This is no time. Write for example 1:02.5.") if time_ms == NO_TIME else "")
        if NO_TIME in (in_ms, out_ms) or in_ms is None:
            return None
        if out_ms is not None and out_ms <= in_ms:
            self._out_field.complain(_("It must end after it begins."))
            return None
        return Cut(in_ms=in_ms, out_ms=out_ms)

    def _refused(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, CrossreelError):
            self._workspace.notify.problem(error)
            return
        self._problem.setText(sentence(error.code, error.facts))
        self._problem.show()
        self._place()


def _sound_words(sound: AudioStream) -> str:
    """Return what a sound of a file is called: "#2 · English · Dub"."""
    tag = normalize_tag(sound.language) if sound.language else None
    return " · ".join(filter(None, (f"#{sound.index}", language_name(tag) if tag else sound.language, sound.title.strip())))


NO_TIME = -1


def _typed(words: str, empty: int | None) -> int | None:
    if not words.strip():
        return empty
    time_ms = parse_clock(words.strip())
    return NO_TIME if time_ms is None or time_ms < 0 else time_ms
