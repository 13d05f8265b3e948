"""Pages of paper, set with the faces of captions: every script is right wherever it is read."""

from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.wording import Wording
from crossreel.kernel.marks import N_
from crossreel.language.direction import runs_from_the_right
from crossreel.qc.report import PAPER_STYLE, Page, as_html
from crossreel.services.files.report_format import ReportFormat


def write(report: QcReport, wording: Wording) -> bytes:
    """Return the pages, numbered."""
    from crossreel.rendering import paper

    def direction(language: str) -> str:
        return "rtl" if is_right_to_left(language or wording.tag) else "ltr"  # what is on a picture or sound has no language

    def side(text: str) -> str:
        return "rtl" if runs_from_the_right(text, is_right_to_left(wording.tag)) else "ltr"

    page = as_html(report, wording, style=PAPER_STYLE, page=Page(wording, paper.families_of, direction, side))
    foot = wording.sentence("qc.report.heading", {"title": report.name or report.title})
    return paper.pdf(page, language=wording.tag, title=foot, number=wording.number)


REPORT = ReportFormat(id="pdf", title=N_("PDF"), write=write)
