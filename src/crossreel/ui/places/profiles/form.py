"""All that a profile asks for, on pages; what a person writes comes out as a whole profile."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crossreel.domain.delivery import Profile
from crossreel.domain.errors import BadInput
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import fault_words
from crossreel.ui.kit import theme
from crossreel.ui.places.profiles.conditions_page import ConditionsPage
from crossreel.ui.places.profiles.contents_page import AskFormat, ContentsPage
from crossreel.ui.places.profiles.names_page import NamesPage
from crossreel.ui.places.profiles.pictures_page import AskArtwork, PicturesPage
from crossreel.ui.places.profiles.section import Section
from crossreel.ui.places.profiles.sources_page import SourcesPage

TABS_PX = 10  # the words of the first tab stand over the fields


class ProfileForm(QWidget):
    """`changed(profile)` gives the profile as a person changed it, sound or not."""

    changed = Signal(object)

    def __init__(self, offers: ProfileOffers, ask_format: AskFormat, ask_artwork: AskArtwork) -> None:
        super().__init__()
        self._profile: Profile | None = None
        self._may_change = False
        self.names = NamesPage(offers)
        self.pages: tuple[tuple[str, Section], ...] = (
            (_("Contents"), ContentsPage(offers, ask_format)),
            (_("Names"), self.names),
            (_("Pictures"), PicturesPage(ask_artwork)),
            (_("Conditions"), ConditionsPage()),
            (_("Sources"), SourcesPage()),
        )
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Pages of the profile"))
        for words, page in self.pages:
            self.tabs.addTab(words)
            self._stack.addWidget(_scrolled(page))
            page.changed.connect(self._taken)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(TABS_PX, 0, 20, 0)
        tabs.addWidget(self.tabs, 1)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)

    def show_profile(self, profile: Profile, *, may_change: bool) -> None:
        """Show another profile, or the same as it is now."""
        self._profile, self._may_change = profile, may_change
        for _words, page in self.pages:
            page.show_profile(profile, may_change=may_change)

    def show_languages(self, tags: Sequence[str]) -> None:
        """Offer the languages of the open title."""
        self.names.show_languages(tags)
        if self._profile is not None:
            self.names.show_profile(self._profile, may_change=self._may_change)

    def complain(self, error: BadInput | None) -> bool:
        """Say at its field what is wrong; None takes it back. False where no field is to blame."""
        for at, (_words, page) in enumerate(self.pages):
            page.content()
            self.tabs.setTabIcon(at, QIcon())
        key = str(error.facts.get("key", "")) if error is not None else ""
        if error is None or not key:
            return False
        found = (at for at, (_name, page) in enumerate(self.pages) if page.complain(key, fault_words(error)))
        at = next(found, -1)
        if at >= 0:
            self.tabs.setTabIcon(at, theme.plain_icon("finding", "finding", 14))
        return at >= 0

    def _taken(self, values: dict[str, object]) -> None:
        if self._profile is not None and self._may_change:
            self._profile = replace(self._profile, **values)  # type: ignore[arg-type]
            self.show_profile(self._profile, may_change=True)
            self.changed.emit(self._profile)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from the pages to the first field
    area.setWidget(page)
    return area
