"""What a sheet or a file of drafts would change, for people and as JSON."""

from crossreel.cli.answers import print_table
from crossreel.cli.session import DONE, FAILED, Session, told_json
from crossreel.domain.tables.return_plan import ReturnKind, ReturnLine, ReturnPlan
from crossreel.domain.text.inline import plain_text
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.sheets import KIND_WORDS


def print_plan(session: Session, plan: ReturnPlan) -> int:
    """Print what a sheet would change, and return the exit code: 1 where something would not be taken."""
    left = plan.where(ReturnKind.CONFLICT, ReturnKind.UNMATCHED)
    if session.as_json:
        lines = [line_json(line) for line in plan.lines]
        session.print_json({"lines": lines, "notices": [told_json(each.code, each.facts) for each in plan.notices]})
        return FAILED if left else DONE
    rows = [
        (
            line.where, _(KIND_WORDS[line.kind]), str(line.line_id or ""), line.episode or "", line.language,
            plain_text(line.before), plain_text(line.after),
        )
        for line in plan.lines
    ]  # fmt: skip
    print_table(session, (_("Row"), _("What comes of it"), _("Cue id"), _("Episode"), _("Language"), _("Before"), _("After")), rows)
    for notice in plan.notices:
        session.complain(sentence(notice.code, notice.facts))
    return FAILED if left else DONE


def line_json(line: ReturnLine) -> dict[str, object]:
    """Return one cell of a sheet and what it meets as JSON."""
    return {
        "row": line.where, "kind": line.kind.value, "episode": line.episode, "language": line.language, "before": line.before,
        "cue_id": str(line.line_id) if line.line_id is not None else None, "after": line.after,
        "matched_by": line.by.value, "stale": line.stale,
    }  # fmt: skip
