"""Building a delivery package."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.text.column_name import VARIANTS
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.delivery import DeliveryOutcome
    from crossreel.services.desk import Desk


def work(
    desk: "Desk",
    context: JobContext,
    title_id: int,
    profile_id: str,
    languages: tuple[str, ...],
    out: Path,
    allow_findings: bool = False,
    roles: tuple[str, ...] = VARIANTS,
    buyer: str = "",
    changed_only: bool = False,
    territories: tuple[str, ...] = (),
) -> "DeliveryOutcome":
    """Check, build and record it, where the gate lets it."""
    return desk.delivering.deliver(
        title_id, profile_id, languages, out, roles=roles, allow_findings=allow_findings, buyer=buyer, changed_only=changed_only,
        territories=territories, wording=desk.wording, job=context,
    )  # fmt: skip


JOB = JobKind(work, as_found)
