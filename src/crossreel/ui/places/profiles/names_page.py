"""The names page of a profile: templates, folders, and the buyer's own words for languages and roles."""

from collections.abc import Sequence

from crossreel.domain.delivery import Profile
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import part_name
from crossreel.ui.kit.form import beside
from crossreel.ui.kit.value_table import ValueTable
from crossreel.ui.places.profiles.section import Section, with_entry

FOLDER, NAME = 1, 2
FIELDS = "{title} {part} {season} {episode} {number} {language} {variant} {kind} {version} {round} {extension} {buyer}"


class NamesPage(Section):
    """Folders and templates by kind of file show in grey what holds where the profile says nothing."""

    def __init__(self, offers: ProfileOffers) -> None:
        super().__init__()
        self._offers = offers
        self._tags: tuple[str, ...] = ()
        self._profile: Profile | None = None
        hint = _("In braces: {fields}. Numbers may be written {example}.").format(fields=FIELDS, example="{episode:03d}")
        self.text("file_template", _("Files of an episode"), hint)
        self.text("title_template", _("Files of the title"))
        package = _("The package's folder")
        self.text(
            "package_template", package, _("In braces: {fields}.").format(fields="{day} {buyer} {title} {languages} {version}")
        )
        self.text("root_template", _("The folder inside it"), _("One period stands for none."))
        longest = self.whole("longest_name", _("Longest name, in characters"), 8, 200)
        marks = [("-", "es-419"), ("_", "es_419"), ("", "es419")]
        self.column.addLayout(beside(longest, self.choice("language_separator", _("Languages are written"), marks)))
        self.flag("ascii_names", _("Only letters a to z, digits, hyphens and underscores"))
        self.places = ValueTable((_("Files"), _("Folder"), _("Name")), _("Folders and names"), 20, first_px=150)
        hint = _("Grey is what holds where nothing else is written. One period stands for no folder.")
        self.follow("folders", _("Folders and names by kind"), self.places, self._show_places, hint)
        self.languages = ValueTable((_("Language"), _("As the buyer writes it")), _("Languages"), 6)
        self.follow("language_aliases", _("The buyer's words for languages"), self.languages, self._show_languages)
        self.roles = ValueTable((_("Role"), _("As the buyer writes it")), _("Roles"), 4)
        self.follow("role_aliases", _("The buyer's words for roles"), self.roles, self._show_roles)
        self.column.addStretch(1)
        self.places.written.connect(self._place_written)
        self.languages.written.connect(lambda key, _column, text: self._written("language_aliases", key, text))
        self.roles.written.connect(lambda key, _column, text: self._written("role_aliases", key, text))

    def show_languages(self, tags: Sequence[str]) -> None:
        """Offer the languages of the open title."""
        self._tags = tuple(tags)

    def complain(self, key: str, words: str) -> bool:
        """Say at the field of a key what is wrong with it; templates of a kind stand beside folders."""
        head, _point, rest = key.partition(".")
        return super().complain(f"folders.{rest}" if head == "templates" else key, words)

    def _show_places(self, profile: Profile, may_change: bool) -> None:
        self._profile = profile
        values = {(kind, FOLDER): text for kind, text in profile.folders.items()}
        values |= {(kind, NAME): text for kind, text in profile.templates.items()}
        defaults = {(kind, FOLDER): text for kind, text in self._offers.folders.items()}
        rows = [(kind, part_name("kind", kind)) for kind in self._offers.folders]
        self.places.show_rows(rows, values, defaults, may_change=may_change)

    def _show_languages(self, profile: Profile, may_change: bool) -> None:
        tags = list(dict.fromkeys((*self._tags, *profile.language_aliases)))
        values = {(tag, 1): text for tag, text in profile.language_aliases.items()}
        defaults = {(tag, 1): tag.replace("-", profile.language_separator) for tag in tags}
        rows = [(tag, f"{numbers.language_name(tag)} ({tag})") for tag in tags]
        self.languages.show_rows(rows, values, defaults, may_change=may_change)
        self.fields["language_aliases"].setVisible(bool(tags))

    def _show_roles(self, profile: Profile, may_change: bool) -> None:
        values = {(role, 1): text for role, text in profile.role_aliases.items()}
        rows = [(role, numbers.role_name(role)) for role in VARIANTS]
        self.roles.show_rows(rows, values, {(role, 1): role for role in VARIANTS}, may_change=may_change)

    def _place_written(self, kind: str, column: int, text: str) -> None:
        self._written("folders" if column == FOLDER else "templates", kind, text)

    def _written(self, name: str, key: str, text: str) -> None:
        if self._profile is not None:
            self.put(**{name: with_entry(getattr(self._profile, name), key, text)})
