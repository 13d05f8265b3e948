"""What a format of QC reports is: one descriptor in one file of `report_formats`."""

from collections.abc import Callable
from dataclasses import dataclass

from crossreel.domain.quality.report import QcReport
from crossreel.domain.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """A format; every module of `services/files/report_formats` holds one as `REPORT`.

    Attributes:
        id: its name, also the ending of its files.
        title: an English message marked with `N_`.
        write: the report as a file, in the language of the words.
    """

    id: str
    title: str
    write: Callable[[QcReport, Wording], bytes]
