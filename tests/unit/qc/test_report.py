"""The QC report for machines and people: its shape, its words, and that none of them becomes a tag."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest

from crossreel.domain.errors import Facts
from crossreel.domain.item import Item
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.inline import escape
from crossreel.domain.wording import Wording
from crossreel.i18n.words import Words
from crossreel.qc.report import as_html, as_json

VOID = {"meta", "br"}
EVIL = "<script>x</script>&\"'"


class Page(HTMLParser):
    """The tags of a page with their attributes, its words, what could be loaded from elsewhere, and what stays open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self.outside: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        self.outside += [name for name, _ in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class Arabic(Words):
    """English words, set from right to left."""

    tag = "ar"


class Marked(Words):
    """Words with a tag round each, as a translation or a fact might bring one along."""

    def sentence(self, code: str, facts: Facts) -> str:
        return f"<u>{code} {' '.join(str(fact) for fact in facts.values())}</u>"

    def message(self, english: str) -> str:
        return english

    def language_name(self, tag: str) -> str:
        return f"<u>{tag}</u>"

    def when(self, at_ms: int) -> str:
        return "<u>now</u>"

    def number(self, value: float) -> str:
        return f"<u>{value}</u>"


def finding(number: int = 1, **fields: object) -> Finding:
    known: Mapping[str, object] = {
        "id": number, "title_id": 1, "episode_id": 7, "track_id": 1, "language": "en", "cue_id": 1, "rule": "ellipsis",
        "severity": Severity.WARNING, "start_ms": 0, "end_ms": 1, "text": "a...", "facts": {"found": "...", "expected": "…"},
        "fingerprint": f"f{number}",
    }  # fmt: skip
    return Finding(**{**known, **fields})  # type: ignore[arg-type]


def waiver(author: str = "Ana", reason: str = "a song") -> Waiver:
    return Waiver(
        id=1, title_id=1, fingerprint="f2", rule="ellipsis", language="en", cue_id=1, author=author, reason=reason, created_ms=0
    )


def test_machines_read_what_is_open_what_was_accepted_and_what_was_not_checked() -> None:
    report = QcReport(
        title="HEIR", name="The Hidden Heir", guide="vertical", profile="Standard · 2", languages=("th", "en"), episodes={7: 3},
        findings=[finding(1, start_ms=5), finding(3, language="th", severity=Severity.ERROR)], waived=[(finding(2), waiver())],
        failed=[Item(name="4 th", code="item.unexpected", facts={"reason": "KeyError"})], author="Bo", made_ms=1,
    )  # fmt: skip
    read = json.loads(json.dumps(as_json(report, Words())))
    assert [(each["language"], each["start_ms"], each["episode"]) for each in read["findings"]] == [("th", 0, 3), ("en", 5, 3)]
    assert [(each["rule"], each["by"], each["reason"]) for each in read["waived"]] == [("ellipsis", "Ana", "a song")]
    assert [(each["name"], each["code"]) for each in read["failed"]] == [("4 th", "item.unexpected")]
    assert "KeyError" in read["failed"][0]["message"]
    assert read["summary"]["by_language"] == {
        "th": {"errors": 1, "warnings": 0, "infos": 0, "waived": 0},
        "en": {"errors": 0, "warnings": 1, "infos": 0, "waived": 1},
    }
    assert (read["summary"]["errors"], read["summary"]["warnings"], read["summary"]["waived"]) == (1, 1, 1)
    assert (read["profile"], read["author"], read["languages"]) == ("Standard · 2", "Bo", ["th", "en"])


def test_a_file_has_no_episode() -> None:
    listed = as_json(QcReport(title="a.srt", findings=[finding()]), Words())["findings"]
    assert isinstance(listed, list) and listed[0]["episode"] is None


def test_the_page_stands_alone_and_turns_with_its_language() -> None:
    report = QcReport(
        title="HEIR", name="The Hidden Heir", findings=[finding(text="Tom &amp; <i>Ann...</i>", language="ar")],
        waived=[(finding(2, episode_id=8), waiver(reason="Song <lyrics>"))], episodes={7: 1, 8: 2}, author="Bo", made_ms=1,
    )  # fmt: skip
    written = as_html(report, Words())
    page = Page(written)
    assert page.open == [] and page.outside == []
    assert {"QC report: The Hidden Heir", "Tom & Ann...", "Ana: Song <lyrics>", "Episode 1", "Episode 2"} <= set(page.words)
    assert page.words.index("Open findings") < page.words.index("Episode 1") < page.words.index("Ana: Song <lyrics>")
    assert 'dir="auto"' in written and 'lang="ar"' in written and 'dir="ltr"' in written
    assert '<html lang="ar" dir="rtl">' in as_html(report, Arabic())


def test_nothing_found_is_said_but_not_of_what_was_never_checked() -> None:
    assert "Nothing to mend." in as_html(QcReport(title="a<b>.srt"), Words())
    failed = QcReport(title="a.srt", failed=[Item(name="1 <en>", code="item.unexpected", facts={"reason": "KeyError"})])
    page = Page(as_html(failed, Words()))
    assert "Nothing to mend." not in page.words
    assert {"Not checked", "1 <en>"} <= set(page.words)


def page_of(word: str, wording: Wording, *, with_findings: bool) -> Page:
    found = finding(language=word, rule=word, text=escape(word), facts={"found": word})
    report = QcReport(
        title=word, name=word, guide=word, profile=word, author=word, episodes={7: 3}, made_ms=1,
        findings=[found] if with_findings else (), waived=[(found, waiver(word, word))] if with_findings else (),
        failed=[Item(name=word, code=word, facts={"found": word})],
    )  # fmt: skip
    return Page(as_html(report, wording))


@pytest.mark.parametrize("with_findings", [True, False])
def test_no_word_of_the_page_becomes_a_tag(with_findings: bool) -> None:
    plain, evil = (page_of(word, Marked(), with_findings=with_findings) for word in ("word", EVIL))
    assert "u" not in dict(plain.tags)
    assert evil.tags == plain.tags
    assert "".join(evil.words).replace(EVIL, "word") == "".join(plain.words), "and every word can be read"


def test_what_is_new_is_told_once_for_a_report_however_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told for each line anew, a report of thousands of findings takes minutes."""
    asked: list[int] = []
    new_ids = QcReport.new_ids.fget  # type: ignore[attr-defined]

    def counted(report: QcReport) -> frozenset[int]:
        asked.append(1)
        found: frozenset[int] = new_ids(report)
        return found

    monkeypatch.setattr(QcReport, "new_ids", property(counted))
    many = tuple(finding(number) for number in range(1, 40))
    as_html(QcReport(title="HEIR", name="Heir", findings=many, episodes={7: 1}), Words("en"))
    assert len(asked) <= 2
