"""`crossreel qc --all`: QC of the whole catalog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crossreel.cli.answers import plain_object
from crossreel.cli.session import DONE, FAILED, Session, item_json, item_line
from crossreel.i18n.messages import _, _n

if TYPE_CHECKING:
    from crossreel.domain.quality.check import CheckSummary


def sweep(session: Session, again: bool, fails: "Callable[[CheckSummary], bool]") -> int:
    """Check every title that changed, tell what was found in each, and return the exit code."""
    with session.desk() as desk, session.job(_("Checking")) as job:
        made = desk.sweeping.run(everything=again, job=job)
    if session.as_json:
        session.print_json(
            {
                "sweep_id": str(made.sweep_id),
                "checked": [{"title": code, **_counts(summary)} for code, summary in made.checked],
                "unchanged": list(made.unchanged),
                "failed": [item_json(item) for item in made.failed],
            }
        )
    else:
        for code, summary in made.checked:
            session.say(
                _("{title}: {errors} errors, {warnings} warnings, {infos} remarks; {new} new, {gone} gone").format(
                    title=code, **{name: value for name, value in _counts(summary).items() if name in COUNTED}
                )
            )
        for item in (*made.failed, *(item for _code, summary in made.checked for item in summary.failed)):
            session.complain(item_line(item))
        count = len(made.unchanged)
        session.say(_n("{count} title is unchanged.", "{count} titles are unchanged.", count).format(count=count))
    failed = made.failed or any(fails(summary) or summary.failed for _code, summary in made.checked)
    return FAILED if failed else DONE


COUNTED = ("errors", "warnings", "infos", "new", "gone")


def _counts(summary: "CheckSummary") -> dict[str, object]:
    told = plain_object(summary)
    kept = ("run", "guide", "tracks", "cues", "by_rule", "languages")
    counts = {name: getattr(summary, name) for name in (*COUNTED, "waived")}
    return {**counts, **{name: told[name] for name in kept}}
