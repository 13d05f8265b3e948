"""QC reports for machines and people."""

import json
from html.parser import HTMLParser

import pytest

from crossreel.domain.errors import Facts
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.inline import escape
from crossreel.domain.wording import Wording
from crossreel.i18n.words import Words
from crossreel.services.checking.report import CheckReport, as_html, as_json
from crossreel.services.checking.runs import Checking
from tests.builders import Drama
from tests.unit.services.checking.test_checking import set_text

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


EVIL = "<script>x</script>&\"'"


class Marked(Words):
    """Words with a tag round each, as a translation or a fact might bring one along."""

    def sentence(self, code: str, facts: Facts) -> str:
        return f"<u>{code} {' '.join(str(fact) for fact in facts.values())}</u>"

    def language_name(self, tag: str) -> str:
        return f"<u>{tag}</u>"

    def when(self, at_ms: int) -> str:
        return "<u>now</u>"

    def number(self, value: float) -> str:
        return f"<u>{value}</u>"


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def page_of(word: str, wording: Wording, *, with_findings: bool) -> Tags:
    found = Finding(
        id=0, title_id=0, episode_id=7, track_id=0, language=word, cue_id=1, rule=word, severity=Severity.WARNING,
        start_ms=0, end_ms=1, text=escape(word), facts={"found": word},
    )  # fmt: skip
    report = CheckReport(title=word, name=word, guide=word, findings=[found] if with_findings else (), episodes={7: 3}, made_ms=1)
    return Tags(as_html(report, wording))


@pytest.mark.parametrize("with_findings", [True, False])
def test_no_word_of_the_page_becomes_a_tag(with_findings: bool) -> None:
    plain, evil = (page_of(word, Marked(), with_findings=with_findings) for word in ("word", EVIL))
    assert "u" not in dict(plain.tags)
    assert evil.tags == plain.tags
    assert evil.words.replace(EVIL, "word") == plain.words
