"""What a command works with: the services, the chosen catalog and the terminal."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crossreel.domain.errors import CrossreelError, Fact, Told
from crossreel.domain.text.column_name import column_name, split_column
from crossreel.domain.text.language import normalize_tag
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.paths import legible
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.backup import Backup
    from crossreel.domain.catalog.episode import MediaInfo
    from crossreel.domain.catalog.title import Title
    from crossreel.domain.delivery import Profiles
    from crossreel.domain.errors import Facts
    from crossreel.domain.installation import Installation
    from crossreel.domain.item import Item
    from crossreel.domain.keys import KeyedAction
    from crossreel.domain.report import Report
    from crossreel.domain.text.document import Notice
    from crossreel.services.checking.files import FileChecking
    from crossreel.services.checking.guiding import Guiding
    from crossreel.services.delivering.verifying import Verifying
    from crossreel.services.desk import Desk
    from crossreel.services.equipping import Equipping
    from crossreel.services.exporting.converting import Converting
    from crossreel.services.preferences import PreferenceFile
    from crossreel.services.safekeeping.rescuing import Rescuing

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
DONE, FAILED, WRONG_USE, WAITING = 0, 1, 2, 3


class WrongUse(Exception):
    """The command was called with something that cannot be: a sentence for standard error, exit code 2.

    `usage` says how it is called, where its form is what was wrong.
    """

    def __init__(self, message: str, *, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class Opener(Protocol):
    """Builds what a command needs, and no more: `convert` opens no catalog."""

    def desk(
        self, catalog: Path | None, *, read_only: bool = False, create: bool = False, author: str = ""
    ) -> "AbstractContextManager[Desk]":
        """Open a catalog (None: the user's own) with every service over it; with `create` one that is missing is made.

        Who edits is the author of the preferences, or `author`.
        """

    def converting(self) -> "Converting":
        """Return the services that work on files alone."""

    def guiding(self) -> "Guiding":
        """Return the style guides as files."""

    def equipping(self) -> "Equipping":
        """Return the engines, and the user's list of them."""

    def file_checking(self) -> "FileChecking":
        """Return the checker of files that are in no catalog."""

    def probe(self, path: Path) -> "tuple[MediaInfo, tuple[Notice, ...]]":
        """Look into a video file."""

    def preferences(self) -> "PreferenceFile":
        """Return the user's preferences on this machine."""

    def actions(self) -> "tuple[KeyedAction, ...]":
        """Return the window's actions as keys see them; this loads the window's modules."""

    def profiles(self, catalog: Path | None) -> "Profiles":
        """Return the delivery profiles that ship and those of a catalog that is there (None: the user's own), and broken ones."""

    def verifying(self) -> "Verifying":
        """Return the checker of packages."""

    def rescuing(self, catalog: Path | None) -> "Rescuing":
        """Return what can be done for a catalog (None: the user's own) that is not open."""

    def show_window(self, catalog: Path | None) -> int:
        """Open the window and run it; return its exit code."""

    def show_catalog(self, path: Path) -> int:
        """Open the window on a catalog that is there; return its exit code."""

    def describe(self, catalog: Path | None) -> "Installation":
        """Return what is running here; the catalog (None: the user's own) is named and not opened."""

    def self_check(self) -> int:
        """Check that this installation is whole; return the exit code."""


@dataclass(slots=True)
class Session:
    """One call of the command line."""

    opener: Opener
    catalog: Path | None = None
    author: str = ""
    as_json: bool = False
    failed: bool = field(default=False)

    @contextmanager
    def desk(self, *, read_only: bool = False, create: bool = False) -> Iterator["Desk"]:
        """Open the chosen catalog. Commands that only read, or work on what is there, make none."""
        with self.opener.desk(self.catalog, read_only=read_only, create=create, author=self.author) as desk:
            for notice in desk.database.notices:
                self.complain(sentence(notice.code, notice.facts))
            if desk.database.needs_maintenance():
                self._maintain(desk)
            yield desk

    def _maintain(self, desk: "Desk") -> None:
        if desk.database.read_only:
            self.complain(sentence("storage.derived_by_another_version", {"path": desk.database.address}))
            return
        with self.job(_("Bringing search and figures up to date")) as job:
            desk.safekeeping.maintain(job)

    @contextmanager
    def job(self, what: str) -> Iterator[JobContext]:
        """Run a long use case with a progress bar on a terminal, silently elsewhere."""
        if not sys.stderr.isatty():
            yield JobContext()
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[item]}"),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None, item="")
            yield JobContext(on_progress=lambda done, total, item: bar.update(task, completed=done, total=total, item=item))

    def say(self, line: str) -> None:
        """Print a line to standard output, none of which a terminal takes for an order."""
        sys.stdout.write(seen(line) + "\n")

    def say_styled(self, line: str) -> None:
        """Print a line that has the orders of a terminal in it which we wrote ourselves; all else in it went through `seen`."""
        sys.stdout.write(line + "\n")

    def flush(self) -> None:
        """Bring what was said to who reads it."""
        if sys.stdout is not None:  # a program without a console has none
            sys.stdout.flush()

    def stop_saying(self) -> None:
        """Say nothing more: whoever read along, such as `head`, has read enough."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

    def complain(self, line: str) -> None:
        """Print a line to standard error."""
        sys.stderr.write(seen(line) + "\n")

    def refuse(self, code: str, **facts: Fact) -> None:
        """Say why nothing was done: a sentence, with `--json` an error object as well."""
        if self.as_json:
            self.print_json({"error": {"code": code, "facts": facts, "message": sentence(code, facts)}})
        self.complain(sentence(code, facts))

    def print_json(self, value: object) -> None:
        """Print a value as JSON, letters unescaped."""
        self.say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def seen(words: str) -> str:
    """Return words as a terminal shows them: what is no text becomes U+FFFD, and what it would obey is written out."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", legible(words))


def find_title(desk: "Desk", code: str) -> "Title":
    """Return the title with a code.

    Raises:
        WrongUse: the catalog has none.
    """
    title = desk.cataloging.find_title(code.upper())
    if title is None:
        known = ", ".join(row.title.code for row in desk.cataloging.titles()[:12])
        raise WrongUse(
            _("There is no title “{code}” in {catalog}. Its titles: {known}.").format(
                code=code, catalog=desk.database.path, known=known or _("none")
            )
        )
    return title


def parse_language(written: str) -> str:
    """Return the tag of a language as written.

    Raises:
        WrongUse: it is no language.
    """
    tag = normalize_tag(written)
    if tag is None:
        raise WrongUse(_("“{language}” is no language tag.").format(language=written))
    return tag


def parse_report_language(written: str) -> str:
    """Return the interface language in which a report speaks, "" for the one in force.

    Raises:
        WrongUse: the program does not speak it.
    """
    from crossreel.i18n.interface_language import available

    if written and written not in available():
        raise WrongUse(_("A report speaks one of these languages: {known}.").format(known=", ".join(available())))
    return written


def parse_column_name(written: str) -> str:
    """Return the column of a language, with its role where one is written: `en`, `en-x-sdh`.

    Raises:
        WrongUse: it is no language.
    """
    language, role = split_column(written)
    return column_name(parse_language(language), role)


def parse_languages(written: str) -> tuple[str, ...]:
    """Return the language tags of a list such as `en,es-MX`.

    Raises:
        WrongUse: one of them is no language, or there is none.
    """
    return _each(written, parse_language)


def parse_columns(written: str) -> tuple[str, ...]:
    """Return the columns of a list such as `en,en-x-sdh`.

    Raises:
        WrongUse: one of them is of no language, or there is none.
    """
    return _each(written, parse_column_name)


def _each(written: str, parse: Callable[[str], str]) -> tuple[str, ...]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if not parts:
        raise WrongUse(_("Name at least one language, for example en,es-419."))
    return tuple(dict.fromkeys(map(parse, parts)))


def item_line(item: "Item") -> str:
    """Return what there is to say of one item; its name stands before what does not say it."""
    if not item.code:
        return item.name
    words = sentence(item.code, item.facts)
    return words if item.name in words else f"{item.name}: {words}"


def item_json(item: "Item") -> Mapping[str, object]:
    """Return an item as JSON."""
    return {
        "name": item.name,
        "code": item.code,
        "facts": dict(item.facts),
        "message": sentence(item.code, item.facts) if item.code else "",
    }


def report_json(report: "Report") -> dict[str, object]:
    """Return a report as JSON."""
    return {
        "done": [item_json(item) for item in report.done],
        "skipped": [item_json(item) for item in report.skipped],
        "failed": [item_json(item) for item in report.failed],
        "notices": [item_json(item) for item in report.notices],
        "doubts": [item_json(item) for item in report.doubts],
        "cancelled": report.cancelled,
    }


def print_report(session: Session, report: "Report") -> int:
    """Print a report and return the exit code."""
    if session.as_json:
        session.print_json(report_json(report))
    else:
        for item in report.done:
            session.say(item_line(item))
        for item in (*report.notices, *report.doubts, *report.skipped, *report.failed):
            session.complain(item_line(item))
        session.say(
            _("{done} done, {skipped} skipped, {failed} failed").format(
                done=len(report.done), skipped=len(report.skipped), failed=len(report.failed)
            )
        )
        if report.doubts:
            count = len(report.doubts)
            session.say(_n("{count} doubt to look at", "{count} doubts to look at", count).format(count=count))
    return FAILED if report.failed or report.cancelled else DONE


def error_json(error: CrossreelError) -> dict[str, object]:
    """Return an error as JSON."""
    return {"error": told_json(error.code, error.facts)}


def told_json(code: str, facts: "Facts") -> dict[str, object]:
    """Return a code with its facts and its sentence as JSON; a sentence within is told the same way, an id is text."""
    plain = {name: _fact_json(name, fact) for name, fact in facts.items()}
    return {"code": code, "facts": plain, "message": sentence(code, facts)}


def _fact_json(name: str, fact: Fact) -> object:
    if isinstance(fact, Told):
        return told_json(fact.code, fact.facts)
    return str(fact) if name == "id" else fact


def wrong_use_json(wrong: WrongUse) -> dict[str, object]:
    """Return a wrong call as JSON."""
    return {"error": {"code": "cli.wrong_use", "facts": {}, "message": str(wrong)}}


def backup_json(backup: "Backup") -> dict[str, object]:
    """Return a backup as JSON."""
    return {"path": str(backup.path), "made_ms": backup.made_ms, "size_bytes": backup.size_bytes, "titles": backup.titles}


def print_backups(session: Session, backups: "Sequence[Backup]") -> None:
    """Print backups, one a line: when, how large, how many titles, where."""
    from crossreel.i18n.numbers import size, when

    for each in backups:
        titles = _n("{count} title", "{count} titles", each.titles).format(count=each.titles)
        session.say(f"{when(each.made_ms)}  {size(each.size_bytes)}  {titles}  {each.path}")
