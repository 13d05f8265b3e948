"""A report on drafts in words of one language: the tables that every form of it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.drafting.report import DraftReport, EditSum, ReportLine
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording

SUM_HEADS = ("name", "lines", "accepted", "mended", "refused", "waiting", "distance")
LINE_HEADS = ("episode", "time", "source", "before", "after", "verdict", "by", "why", "maker")
SOURCE, BEFORE, AFTER = LINE_HEADS.index("source"), LINE_HEADS.index("before"), LINE_HEADS.index("after")


@dataclass(frozen=True, slots=True)
class ReportWords:
    """A report and the words it is told in."""

    report: DraftReport
    wording: Wording

    def said(self, name: str, **facts: str) -> str:
        """Return a sentence of the report."""
        return self.wording.sentence(f"review.report.{name}", facts)

    def title(self) -> str:
        """Return the heading of all of it."""
        return self.said("title", title=self.report.name, code=self.report.title)

    def made(self) -> str:
        """Return who made it when."""
        return self.said("made", author=self.report.author, when=self.wording.when(self.report.made_ms))

    def sums(self) -> list[tuple[str, list[EditSum]]]:
        """Return the tables of sums, each with its heading."""
        report = self.report
        tables = (("languages", report.by_column()), ("makers", report.by_maker()), ("people", report.by_person()))
        return [(self.said(name), found) for name, found in tables if found]

    def sum_heads(self) -> list[str]:
        """Return the heads of a table of sums."""
        return [self.said(head) for head in SUM_HEADS]

    def sum_row(self, found: EditSum, *, is_language: bool) -> list[str]:
        """Return a row of a table of sums."""
        name = self.wording.language_name(found.name) if is_language else found.name
        counts = (found.lines, found.accepted, found.mended, found.refused, found.waiting)
        return [name, *(self.wording.number(count) for count in counts), self.wording.percent(found.distance)]

    def line_heads(self) -> list[str]:
        """Return the heads of a table of lines."""
        return [self.said(head) for head in LINE_HEADS]

    def line_row(self, line: ReportLine) -> list[str]:
        """Return a row of a table of lines."""
        when = self.wording.when(line.at_ms) if line.by else ""
        return [
            self.wording.number(line.episode), clock(line.start_ms), plain_text(line.source), plain_text(line.before),
            plain_text(line.after), self.said(f"verdict_{line.verdict.value}"), " ".join(filter(None, (line.by, when))),
            line.reason, " ".join(filter(None, (line.maker, line.model))),
        ]  # fmt: skip

    def lines_of(self, column: str) -> Sequence[ReportLine]:
        """Return the lines of a language."""
        return [line for line in self.report.lines if line.column == column]

    def spoken(self, column: str, place: int) -> str:
        """Return the language that a cell of a table of lines is written in."""
        if place == SOURCE:
            return self.report.source_language
        return language_of(column) if place in (BEFORE, AFTER) else self.wording.tag
