"""The first page of a profile: who it is for, what goes in, in which formats, and how it is packed."""

from collections.abc import Callable, Mapping

from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.text.listed import words_of
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.domain.trade.profile_parts import PROOFS, Packaging, Redelivery
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import format_words, part_name
from crossreel.ui.kit.form import beside
from crossreel.ui.kit.list_editor import ListEditor
from crossreel.ui.kit.value_table import ValueTable
from crossreel.ui.places.profiles.section import Section, with_entry

AskFormat = Callable[[ProfileFormat | None, Callable[[ProfileFormat], object]], object]


class ContentsPage(Section):
    """`ask_format(entry, then)` lets a person write a format: a new one for None."""

    def __init__(self, offers: ProfileOffers, ask_format: AskFormat) -> None:
        super().__init__()
        self._offers, self._ask_format = offers, ask_format
        self._written: Mapping[str, tuple[str, ...]] = {}
        self._formats: tuple[ProfileFormat, ...] = ()
        name, buyer = self.text("name", _("Name"), add=False), self.text("buyer", _("Buyer"), add=False)
        self.column.addLayout(beside(name, buyer))
        languages = [(tag, numbers.language_name(tag)) for tag in offers.languages]
        papers = self.choice("document_language", _("Language of the papers"), languages)
        packed = self.choice("packaging", _("Packed as"), _named("packaging", Packaging), Packaging)
        self.column.addLayout(beside(papers, packed))
        self.checks("include", _("What goes in"), _named("content", offers.contents))
        self.scripts = ValueTable(
            (_("List or paper"), _("Types of file")), _("Types of lists and papers"), len(offers.scripts), first_px=290
        )
        hint = _("Such as pdf, html. Empty leaves it as it usually is.")
        self.follow("scripts", _("Types of lists and papers"), self.scripts, self._show_scripts, hint)
        self.formats = ListEditor(_("Subtitle formats"))
        self.follow("formats", _("Subtitle formats"), self.formats, self._show_formats)
        self.checks("metadata", _("Metadata as"), _named("writer", offers.metadata))
        self.text("partner", _("What the buyer calls you, in the ids of metadata"))
        self.checks("proofs", _("Proofs"), _named("proof", PROOFS))
        later = self.choice("redelivery", _("A later delivery is called"), _named("redelivery", Redelivery), Redelivery)
        self.column.addWidget(later)
        self.column.addStretch(1)
        self.scripts.written.connect(self._script_written)
        self.formats.add_asked.connect(lambda: self._ask_format(None, self._added))
        self.formats.change_asked.connect(lambda row: self._ask_format(self._formats[row], lambda made: self._replaced(row, made)))
        self.formats.remove_asked.connect(lambda row: self.put(formats=(*self._formats[:row], *self._formats[row + 1 :])))

    def _show_scripts(self, profile: Profile, may_change: bool) -> None:
        self._written = profile.scripts
        values = {(name, 1): ", ".join(types) for name, types in profile.scripts.items()}
        rows = [
            (name, f"{words} ({', '.join(self._offers.scripts[name])})") for name, words in _named("content", self._offers.scripts)
        ]
        self.scripts.show_rows(rows, values, {}, may_change=may_change)

    def _script_written(self, name: str, _column: int, text: str) -> None:
        wanted, known = words_of(text.casefold()), self._offers.scripts[name]
        if unknown := [each for each in wanted if each not in known]:
            words = _("“{type}” is none of its types: {known}.").format(type=unknown[0], known=", ".join(known))
            self.fields["scripts"].complain(words)
        else:
            self.put(scripts=with_entry(self._written, name, wanted or None))

    def _show_formats(self, profile: Profile, may_change: bool) -> None:
        self._formats = profile.formats
        titles = {format_id: title for format_id, (title, _options) in self._offers.formats.items()}
        rows = [format_words(entry, titles.get(entry.format_id, entry.format_id)) for entry in profile.formats]
        self.formats.show_rows(rows, may_change=may_change)

    def _added(self, made: ProfileFormat) -> None:
        self.put(formats=(*self._formats, made))

    def _replaced(self, row: int, made: ProfileFormat) -> None:
        self.put(formats=(*self._formats[:row], made, *self._formats[row + 1 :]))


def _named(part: str, values: object) -> list[tuple[str, str]]:
    return [(str(value), part_name(part, str(value))) for value in values]  # type: ignore[attr-defined]
