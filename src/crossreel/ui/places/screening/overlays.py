"""What lies over the picture or round it, as the preferences say: the app's zones, a phone."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.preferences import Preferences
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.places.screening.transport import Transport


class Overlays(QObject):
    """Shows and switches them; `zone_of_title` says which zone a title chose, "" for the one of the preferences."""

    def __init__(
        self, workspace: Workspace, picture: PictureView, transport: Transport, zone_of_title: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._picture, self._transport, self._zone_of_title = workspace, picture, transport, zone_of_title
        self._zones: tuple[SafeZone, ...] = ()
        workspace.preferences_changed.connect(self._apply)
        workspace.compute(workspace.desk.previewing.safe_zones, then=self._take)
        self.show()

    def show(self) -> None:
        """Show what is chosen now."""
        self._apply(self._workspace.preferences)

    def switch_zone(self) -> None:
        """Show what the app's own buttons cover, or no more."""
        chosen = self._workspace.preferences
        self._workspace.set_preferences(replace(chosen, zone_shown=not chosen.zone_shown))

    def switch_phone(self) -> None:
        """Show the picture in a phone, or bare."""
        chosen = self._workspace.preferences
        self._workspace.set_preferences(replace(chosen, phone_frame=not chosen.phone_frame))

    def _take(self, zones: tuple[SafeZone, ...]) -> None:
        self._zones = zones
        self.show()

    def _apply(self, preferences: Preferences) -> None:
        wanted = self._zone_of_title() or preferences.safe_zone
        zone = next((zone for zone in self._zones if zone.id == wanted), None) or next(iter(self._zones), None)
        self._picture.set_zone(zone if preferences.zone_shown else None)
        self._picture.set_phone(preferences.phone_frame)
        self._transport.set_switch("zone", on=preferences.zone_shown)
        self._transport.set_switch("phone", on=preferences.phone_frame)
