"""The page that says where the figures of a profile come from."""

from crossreel.domain.delivery import Profile
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import part_name
from crossreel.ui.kit.value_table import ValueTable
from crossreel.ui.places.profiles.section import Section, with_entry

OFFERED = (
    "formats", "limits", "artwork", "text_limits", "loudness", "captions", "picture", "metadata", "file_template", "folders",
    "packaging", "redelivery", "required_compliance", "include",
)  # fmt: skip


class SourcesPage(Section):
    """What the profile says of single figures stands first, then what it could say of each part."""

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None
        explained = _("Write the page, the mail or the day. Then whoever reads it knows what is agreed, and what is a guess.")
        self.table = ValueTable((_("What"), _("Where it comes from")), _("Sources"), 14, first_px=150)
        self.follow("sources", _("Where its figures come from"), self.table, self._show, explained)
        self.column.addStretch(1)
        self.table.written.connect(self._written)

    def _show(self, profile: Profile, may_change: bool) -> None:
        self._profile = profile
        keys = list(dict.fromkeys((*profile.sources, *(OFFERED if may_change else ()))))
        values = {(key, 1): text for key, text in profile.sources.items()}
        self.table.show_rows([(key, part_name("source", key)) for key in keys], values, {}, may_change=may_change)

    def _written(self, key: str, _column: int, text: str) -> None:
        if self._profile is not None:
            self.put(sources=with_entry(self._profile.sources, key, text))
