"""The title's matrix shows how much of a cell one person watched as it is now, and says all of it in its tip."""

from PySide6.QtCore import Qt

from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.spans import Span
from crossreel.ui.places.title.matrix_table import WATCHED
from crossreel.ui.places.title.place import TitlePlace
from tests.unit.ui.stage import Stage


def test_a_cell_that_was_watched_says_so_until_its_text_changes(stage: Stage) -> None:
    desk, title_id = stage.desk, stage.drama.title_id
    item = desk.screening.playlist(title_id, "en")[0]
    assert item.media is not None
    row = Sitting(
        id=desk.database.new_id(), title_id=title_id, episode_id=item.episode.id, language="en", person="Ana",
        version_id=item.media.id, content_key=item.media.content_key, duration_ms=9000, begun_ms=1, saved_ms=1_795_694_400_000,
        spans=(Span(start_ms=0, end_ms=9000),), cues=shown(item.cues),
    )  # fmt: skip
    desk.attending.record([row])
    stage.workspace.show_place("title")
    place = stage.window.place_widget("title")
    assert isinstance(place, TitlePlace)
    index = place.model.index(0, 1)
    stage.bot.waitUntil(lambda: index.data(WATCHED) is not None)
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "Ana: Watched 100%, on Nov 26, 2026, text unchanged since" in tip
    stage.workspace.perform(lambda: desk.editing.set_text(stage.text(1, "en").id, "Mended."))
    stage.idle()
    stage.bot.waitUntil(lambda: index.data(WATCHED).current_percent < 100)
    assert "places changed since: 1" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert place.model.index(1, 1).data(WATCHED) is None
