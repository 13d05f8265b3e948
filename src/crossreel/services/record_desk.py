"""The services around what is recorded of buyers and titles, as a part of the desk."""

from typing import TYPE_CHECKING

from crossreel.kernel.once import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossreel.services.delivering.packages import Delivering
    from crossreel.services.delivering.receiving import Receiving
    from crossreel.services.delivering.tracking import Tracking
    from crossreel.services.trading.record_files import RecordFiles
    from crossreel.services.trading.records import Records
    from crossreel.services.viewing.previewing import Previewing
    from crossreel.storage.database import Database


class RecordDesk:
    """What the desk has of them; it brings the catalog, the delivery profiles and what reads pictures."""

    if TYPE_CHECKING:
        database: Database

        @property
        def delivering(self) -> Delivering: ...

        @property
        def previewing(self) -> Previewing: ...

    @once
    def records(self) -> "Records":
        """Buyers, rights and what else is recorded of titles."""
        from crossreel.services.trading.records import Records

        return Records(self.database, profiles=self._profile_names, read_picture=self.previewing.read_whole_picture)

    @once
    def record_files(self) -> "RecordFiles":
        """Records as workbooks."""
        from crossreel.services.trading.record_files import RecordFiles

        return RecordFiles(self.database, profiles=self._profile_names, read_picture=self.previewing.read_whole_picture)

    @once
    def tracking(self) -> "Tracking":
        """What each buyer has."""
        from crossreel.services.delivering.tracking import Tracking

        return Tracking(self.database, profiles=self.delivering.profiles)

    @once
    def receiving(self) -> "Receiving":
        """What buyers said of it."""
        from crossreel.services.delivering.receiving import Receiving

        return Receiving(self.database)

    def _profile_names(self) -> "Mapping[str, str]":
        return {each.id: each.name for each in self.delivering.profiles().known}
