"""QC reports for machines and people."""

import json
from html.parser import HTMLParser

from crossreel.domain.finding import Finding, Severity
from crossreel.i18n.words import Words
from crossreel.services.checking import Checking
from crossreel.services.reporting import CheckReport, as_html, as_json
from tests.builders import Drama
from tests.unit.checking.test_checking import set_text

VOID = {"meta", "br"}


class Balance(HTMLParser):
    """Counts open tags and collects what could be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += [name for name, _ in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def report(drama: Drama, checking: Checking) -> CheckReport:
    set_text(drama, 1, "en", 0, "Tom &amp; <i>Ann...</i>")
    set_text(drama, 2, "ar", 1, "")
    summary = checking.run(drama.title_id)
    numbers = {episode_id: number for number, episode_id in enumerate(drama.episode_ids, 1)}
    found = checking.findings(drama.title_id)
    return CheckReport(
        title="HEIR", name="The Hidden Heir", guide=summary.guide, findings=found, episodes=numbers, summary=summary, made_ms=1
    )


def test_json_has_the_promised_shape(drama: Drama, checking: Checking) -> None:
    data = json.loads(json.dumps(as_json(report(drama, checking))))
    assert (data["title"], data["guide"]) == ("HEIR", "vertical")
    first, second = data["findings"]
    assert {"rule", "severity", "episode", "language", "start_ms", "end_ms", "text", "facts"} <= set(first)
    assert (first["rule"], first["episode"], first["language"], first["text"]) == ("ellipsis", 1, "en", "Tom & Ann...")
    assert (second["rule"], second["severity"], second["episode"]) == ("untranslated", "error", 2)
    assert data["summary"]["errors"] == 1 and data["summary"]["by_language"]["en"]["warnings"] == 1


def test_html_stands_alone_and_escapes(drama: Drama, checking: Checking) -> None:
    page = as_html(report(drama, checking), Words())
    balance = Balance()
    balance.feed(page)
    assert balance.open == [] and balance.outside == []
    assert "Tom &amp; Ann..." in page and "<i>" not in page
    assert 'dir="auto"' in page and 'lang="ar"' in page and "Episode 2" in page
    assert 'dir="rtl"' in as_html(report(drama, checking), Words(), "ar")


def test_an_empty_report_says_so() -> None:
    page = as_html(CheckReport(title="a<b>.srt", guide="vertical", findings=()), Words())
    assert "Nothing to mend." in page and "a&lt;b&gt;.srt" in page


def test_a_file_has_no_episode() -> None:
    found = Finding(
        id=0, title_id=0, episode_id=0, track_id=0, language="en", cue_id=1, rule="ellipsis", severity=Severity.WARNING,
        start_ms=0, end_ms=1, text="a...", facts={"found": "...", "expected": "…"},
    )  # fmt: skip
    listed = as_json(CheckReport(title="a.srt", guide="vertical", findings=[found]))["findings"]
    assert isinstance(listed, list) and listed[0]["episode"] is None
