"""`crossreel screening`: what was watched is told in words and as JSON, and what changed since."""

from pathlib import Path

from crossreel.domain.catalog.title import Title
from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.spans import Span
from crossreel.kernel.paths import resource
from crossreel.services.viewing.attending import Attending
from crossreel.services.viewing.screening import Screening
from crossreel.storage.database import Database
from tests.unit.cli.commands.conftest import Ask, Call


def watch(catalog: Path) -> None:
    """Watch the first episode in English, the second half of it too fast to read."""
    database = Database.open(catalog, author="Ana")
    try:
        with database.read() as uow:
            [title] = uow.where(Title)
        item = Screening(database).playlist(title.id, "en")[0]
        assert item.media is not None
        half, whole = (item.media.duration_ms + 1) // 2, item.media.duration_ms
        sitting = Sitting(
            id=database.new_id(), title_id=title.id, episode_id=item.episode.id, language="en", person="Ana",
            version_id=item.media.id, content_key=item.media.content_key, duration_ms=whole, begun_ms=1_795_694_400_000,
            saved_ms=1_795_694_400_000, spans=(Span(start_ms=0, end_ms=half), Span(start_ms=half, end_ms=whole, speed=200)),
            cues=shown(item.cues),
        )  # fmt: skip
        Attending(database).record([sitting])
    finally:
        database.close()


def test_it_says_how_much_was_watched_and_what_changed_since(ask: Ask, call: Call, heir: str, catalog: Path) -> None:
    assert ask("screening", heir) == []
    ask("media", "set", heir, "1", str(resource("sample", "EP01.mp4")))
    watch(catalog)
    [told] = ask("screening", "status", heir)
    assert (told["episode"], told["column"], told["person"]) == (1, "en", "Ana")
    assert (told["percent"], told["attentive_percent"], told["current_percent"], told["is_unchanged"]) == (100, 50, 100, True)
    words = call("screening", "status", heir, "--language", "en")[1]
    assert "Watched 100%, 50% at up to 1.5×, on Nov 26, 2026, text unchanged since" in words
    assert ask("screening", "changes", heir, "--language", "en") == []
    ask("cues", "text", heir, "1", "en", "1", "Mended.")
    [place] = ask("screening", "changes", heir, "--language", "en", "--person", "Ana")
    assert (place["episode_number"], place["texts"]) == (1, ["Mended."])
    assert "Mended." in call("screening", "changes", heir, "--language", "en", "--person", "Ana")[1]
    assert ask("screening", "status", heir)[0]["is_unchanged"] is False
    assert ask("screening", heir, "--person", "Bo") == []


def test_the_report_is_written_and_told_as_json(ask: Ask, call: Call, heir: str, catalog: Path, tmp_path: Path) -> None:
    ask("media", "set", heir, "1", str(resource("sample", "EP01.mp4")))
    watch(catalog)
    ask("notes", "add", heir, "1", "en", "0:01", "Too long", "--kind", "timing", "--still")
    told = ask("screening", "report", heir, "--out", str(tmp_path / "report.html"))
    assert told["watched"][0]["current_percent"] == 100 and told["unwatched"]["en"] == [2]
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "Too long" in page and "data:image/jpeg" in page
    assert call("screening", "report", heir, "--out", str(tmp_path / "report.xlsx"), "--report-language", "zh-Hans")[0] == 0
    assert "Watched 100%" in call("screening", "report", heir, "--language", "en")[1]
    assert call("screening", "report", heir, "--out", str(tmp_path / "report.doc"))[0] == 2
    assert call("screening", "report", heir, "--report-language", "xx")[0] == 2
