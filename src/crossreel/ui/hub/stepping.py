"""Going back and forth in a history from the window: says what was done and where, and goes there.

A step that cannot be moved is named, with the one thing to do about it: pass over it, or take the title away with its work.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from crossreel.domain.edits.edit import Edit, EditPlace, HistoryLine
from crossreel.domain.errors import StaleEdit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

OF_CATALOG = frozenset({"catalog", "profiles"})
"""The places whose steps are the catalog's own."""
WORKED_ON = ("history.worked_on", "history.worked_on_by")


def scope(workspace: Workspace) -> int | None:
    """Return the title whose steps are meant in this place, None for the catalog's own."""
    return None if workspace.place in OF_CATALOG else workspace.title_id


@dataclass(frozen=True, slots=True)
class Stepping:
    """The moves in one history: that of `title_id`, or with None that of the catalog.

    `asked_at` is where the hands were (episode and cue) when a move was asked for: who went on meanwhile is not taken back.
    """

    workspace: Workspace
    title_id: int | None
    asked_at: tuple[int | None, int | None] = (None, None)

    def undo(self, *, with_work: bool = False) -> None:
        """Take back the last step."""
        history, asking = self.workspace.desk.history, self._asking()
        self._run(lambda: history.undo(self.title_id, with_work=with_work), asking._undone, self.undo, self._undo_with_work)

    def redo(self, *, with_work: bool = False) -> None:
        """Do again what was taken back last."""
        history, asking = self.workspace.desk.history, self._asking()
        self._run(lambda: history.redo(self.title_id, with_work=with_work), asking._redone, self.redo, self._redo_with_work)

    def undo_past(self) -> None:
        """Take back the last step that can be, passing over those before it."""
        self._run_past(self.workspace.desk.history.undo, self._asking()._undone)

    def redo_past(self) -> None:
        """Do again the next step that can be, passing over those before it."""
        self._run_past(self.workspace.desk.history.redo, self._asking()._redone)

    def go_to(self, edit_id: int) -> None:
        """Undo or redo until a step is the newest one done."""
        history = self.workspace.desk.history
        self._run(lambda: history.undo_to(self.title_id, edit_id), self._asking()._went, lambda: self._go_past(edit_id))

    def turn(self, edit_id: int, *, with_work: bool = False) -> None:
        """Undo or redo the making or removing of one title by its line in the catalog's history."""
        history = self.workspace.desk.history
        with_all = partial(self.turn, edit_id, with_work=True)
        then = partial(self._turned, back=partial(self.turn, edit_id))
        self._run(lambda: history.turn(edit_id, with_work=with_work), then, None, with_all)

    def _asking(self) -> "Stepping":
        return replace(self, asked_at=self._here())

    def _here(self) -> tuple[int | None, int | None]:
        return (self.workspace.episode_id, self.workspace.cue_id)

    def _undo_with_work(self) -> None:
        self.undo(with_work=True)

    def _redo_with_work(self) -> None:
        self.redo(with_work=True)

    def _run(
        self,
        use_case: Callable[[], Edit | None],
        then: Callable[[Edit | None], object],
        again: Callable[[], object] | None,
        with_work: Callable[[], object] | None = None,
    ) -> None:
        def failed(error: BaseException) -> None:
            notify = self.workspace.notify
            if not isinstance(error, StaleEdit) or error.step_id is None:
                notify.problem(error)
                return
            words, step_id = sentence(error.code, error.facts), error.step_id
            if error.code in WORKED_ON and with_work is not None:
                notify.tell(words, kind="warning", button=_("Take it away with its work"), act=with_work)
            elif again is not None:
                notify.tell(words, kind="warning", button=_("Pass over"), act=lambda: self._pass_over(step_id, again))
            else:
                notify.tell(words, kind="error")

        self.workspace.step_back(use_case, then=then, failed=failed)

    def _run_past(self, turn: Callable[[int | None], Edit | None], then: Callable[[Edit | None], object]) -> None:
        history = self.workspace.desk.history

        def use_case() -> Edit | None:
            while True:
                try:
                    return turn(self.title_id)
                except StaleEdit as stale:
                    if stale.step_id is None or stale.code in WORKED_ON:
                        raise
                    history.pass_over(self.title_id, stale.step_id)

        self._run(use_case, then, None)

    def _pass_over(self, step_id: int, again: Callable[[], object]) -> None:
        history = self.workspace.desk.history
        self.workspace.step_back(lambda: history.pass_over(self.title_id, step_id), then=lambda edit: self._passed(edit, again))

    def _passed(self, edit: Edit, again: Callable[[], object]) -> None:
        self.workspace.echo(edit)
        again()

    def _go_past(self, edit_id: int) -> None:
        history = self.workspace.desk.history
        self._run(lambda: history.undo_to(self.title_id, edit_id, pass_over=True), self._asking()._went, None)

    def _undone(self, edit: Edit | None) -> None:
        look = self.workspace.desk.history.newest_of_others
        topic = "history.of_others"
        if edit is None:
            self.workspace.compute(call(look, self.title_id), then=self._nothing_left, topic=topic)
            return
        tell = partial(self._tell, edit, _("Undone: {what}"), self.redo)
        self.workspace.compute(call(look, self.title_id, ahead=True), then=tell, topic=topic)

    def _nothing_left(self, of_others: HistoryLine | None) -> None:
        if of_others is not None:
            words = _("You have nothing more to undo here. The newest step was made by {author}: {what}.")
            words = words.format(author=of_others.author, what=sentence(of_others.label, of_others.facts))
        elif self.title_id is not None:
            words = _("There is nothing more to undo in this title. Making or importing it is undone in the catalog.")
        else:
            words = _("There is nothing to undo.")
        self.workspace.notify.tell(words)

    def _redone(self, edit: Edit | None) -> None:
        if edit is None:
            self.workspace.notify.tell(_("There is nothing to redo."))
        else:
            self._tell(edit, _("Done again: {what}"), self.undo)

    def _turned(self, edit: Edit | None, back: Callable[[], object]) -> None:
        if edit is not None:
            said = _("Taken back: {what}") if edit.header.title_fate == "removed" else _("Brought back: {what}")
            self._tell(edit, said, back)

    def _went(self, edit: Edit | None) -> None:
        if edit is not None:
            self._tell(edit, "")

    def _tell(self, edit: Edit, words: str, back: Callable[[], object] | None = None, newer: HistoryLine | None = None) -> None:
        """Say what was done; where it was done elsewhere than what is open, show and say that too.

        Args:
            edit: what was done.
            words: the sentence, with `{what}`; "" for none.
            back: offered where a title went with it.
            newer: somebody else's step, made after it.
        """
        said = words.format(what=sentence(edit.header.label, edit.header.facts)) if words else ""
        if edit.header.passed and not edit.changes:
            self.workspace.echo(edit)
            said = _("Passed over: {what}").format(what=sentence(edit.header.label, edit.header.facts))
        if newer is not None:
            left = _("Newer, and left alone: {what} ({author}).")
            said = f"{said} · {left.format(what=sentence(newer.label, newer.facts), author=newer.author)}"
        if edit.header.title_fate == "removed" and back is not None:
            self.workspace.notify.tell(said, kind="done", button=_("Bring it back"), act=back)
            return
        if self.title_id is None or self.workspace.place != "editor":
            self._say(said)
            return
        places = self.workspace.desk.history.places
        self.workspace.compute(call(places, edit), then=lambda found: self._show(found, said, edit), topic="history.places")

    def _show(self, places: tuple[EditPlace, ...], said: str, edit: Edit) -> None:
        """Show where it was done. Whoever stands in a cue and a language of it stays there."""
        workspace = self.workspace
        moved_on = (
            workspace.place != "editor"
            or workspace.title_id != self.title_id
            or self._here() not in (self.asked_at, workspace.led_to)
        )
        if not places or moved_on:
            self._say(said)
            return
        seen = [place for place in places if place.episode_id == workspace.episode_id and place.language in workspace.languages]
        own = [place for place in seen if place.language == workspace.language]
        place = (own or seen or places)[0]
        if not seen:
            where = _("Episode {number}, {language} is shown.").format(
                number=place.number, language=numbers.language_name(place.language)
            )
            said = f"{said} · {where}" if said else where
        here = {workspace.cue_id} & {*edit.ids("cue"), *(each.cue_id for each in seen)} - {None}
        if not seen or not here:
            workspace.open_episode(place.episode_id, place.language, place.cue_id)
            workspace.led_to = self._here()
        self._say(said)

    def _say(self, words: str) -> None:
        if words:
            self.workspace.notify.tell(words, kind="done")
