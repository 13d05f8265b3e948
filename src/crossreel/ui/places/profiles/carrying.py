"""Whole delivery profiles: a new one, saved, in from a file, out to one, as text, and gone."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from crossreel.domain.delivery import Profile, Profiles
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.profile_shelf import ProfileShelf
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.profiles.new_dialog import NewProfileDialog, TextDialog, id_from

KIND = "*.toml"


class Shown(Protocol):
    """What is needed of the place: the profiles it knows, those that wait to be saved, the one under the hands."""

    found: Profiles
    drafts: dict[str, Profile]

    @property
    def shown(self) -> Profile | None:
        """The profile under the hands, as it is now."""

    @property
    def saved(self) -> Profile | None:
        """The same as it is in the catalog, or ships."""

    def read(self, *, profile_id: str = "") -> None:
        """Read every profile, and show one."""


class Carrying:
    """What is done with the profile under the hands as a whole, each one edit; `place` is a widget too."""

    def __init__(self, workspace: Workspace, place: Shown) -> None:
        self._workspace, self._place = workspace, place

    def new(self) -> None:
        """Ask for a new one that begins as the one under the hands."""
        saved = self._place.saved
        if saved is None or self._workspace.read_only:
            return
        known, made = self._place.found.known, lambda profile_id: self._place.read(profile_id=profile_id)
        self._workspace.ask(lambda window: NewProfileDialog(self._workspace, known, saved.id, made, window))

    def save(self) -> None:
        """Save what was changed as the next version."""
        shown = self._place.shown
        if shown is not None and shown.id in self._place.drafts:
            self._save(shown)

    def save_all(self) -> None:
        """Save what can be of all that was changed: the window is about to close."""
        for each in tuple(self._place.drafts.values()):
            self._save(each, quiet=True)

    def take_in(self) -> None:
        """Ask for a file and take it in."""
        name = FileDialog.choose_file(self._widget, _("Import a delivery profile"), str(Path.home()), KIND)
        if name and not self._workspace.read_only:
            self._import(Path(name), "")

    def give_out(self) -> None:
        """Ask where to, and write the profile there, whole."""
        saved = self._place.saved
        if saved is None:
            return
        proposed = str(Path.home() / f"{saved.id}.toml")
        name, _kind = FileDialog.choose_new_file(self._widget, _("Export the delivery profile"), proposed, KIND)
        if name:
            export = call(self._workspace.desk.profiling.export, saved.id, Path(name))
            written = lambda path: self._workspace.notify.tell(_("Written: {path}").format(path=path), kind="done")  # noqa: E731
            self._workspace.jobs.run("write", export, then=written, failed=self._workspace.notify.problem)

    def show_text(self) -> None:
        """Show the profile as its file says it."""
        saved = self._place.saved
        if saved is not None:
            shown = lambda text: self._workspace.ask(lambda window: TextDialog(saved.name, text, window))  # noqa: E731
            self._workspace.compute(call(self._workspace.desk.profiling.text, saved.id), then=shown, topic="profiles.text")

    def delete(self) -> None:
        """Delete the profile under the hands with all its versions, once that was agreed to."""
        found, profile_id, name = self._place.found, self._under_hands(), ""
        if profile_id not in found.own or self._workspace.read_only:
            return
        name = next((each.name for each in found.known if each.id == profile_id), profile_id)
        if ask(self._widget, _("Delete the delivery profile “{name}” with all its versions?").format(name=name), _("Delete")):
            remove = call(self._workspace.desk.profiling.remove, profile_id)
            self._workspace.perform(remove, then=partial(self._gone, profile_id, name))

    @property
    def _widget(self) -> QWidget:
        assert isinstance(self._place, QWidget)
        return self._place

    def _under_hands(self) -> str:
        return ProfileShelf.of(self._workspace).shown

    def _save(self, draft: Profile, *, quiet: bool = False) -> None:
        save = call(self._workspace.desk.profiling.save, draft, seen=int(draft.version))
        failed = (lambda _error: None) if quiet else self._workspace.notify.problem
        self._workspace.perform(save, then=partial(self._saved, draft), failed=failed)

    def _saved(self, draft: Profile, _edit: Edit) -> None:
        if self._place.drafts.get(draft.id) == draft:
            del self._place.drafts[draft.id]
        words = _("“{name}” is saved as version {version}.").format(name=draft.name, version=int(draft.version) + 1)
        self._tell(words)
        self._place.read(profile_id=draft.id)

    def _import(self, path: Path, profile_id: str) -> None:
        """Take a file in; one whose id is taken gets another one."""
        before = {each.id for each in self._place.found.known}
        take_in = call(self._workspace.desk.profiling.import_file, path, profile_id=profile_id)

        def refused(error: BaseException) -> None:
            taken = isinstance(error, BadInput) and error.code == "profile.taken" and not profile_id
            if taken:
                self._import(path, id_from(path.stem, [*before]))
            else:
                self._workspace.notify.problem(error)

        self._workspace.perform(take_in, then=self._taken_in, failed=refused)

    def _taken_in(self, edit: Edit) -> None:
        facts: Mapping[str, object] = edit.header.facts
        self._tell(_("Taken in: {name}").format(name=facts.get("name", "")))
        self._place.read(profile_id=str(facts.get("id", "")))

    def _gone(self, profile_id: str, name: str, _edit: Edit) -> None:
        self._place.drafts.pop(profile_id, None)
        self._tell(_("Deleted: {name}").format(name=name))
        self._place.read()

    def _tell(self, words: str) -> None:
        undo = partial(self._workspace.do, "history.undo")
        self._workspace.notify.tell(words, kind="done", button=_("Undo"), act=undo)
