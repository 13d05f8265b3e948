"""What a delivery brings a buyer, in words."""

from collections.abc import Iterable

from crossreel.domain.delivery import Plan
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.domain.views.delivery_board import BoardCell
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, listing, number, runs, when
from crossreel.kernel.marks import N_

KINDS = {
    ChangeKind.NEW: N_("new"),
    ChangeKind.CHANGED: N_("changed"),
    ChangeKind.WITHDRAWN: N_("withdrawn"),
    ChangeKind.UNCHANGED: N_("unchanged"),
}


def reason_words(reasons: Iterable[str]) -> str:
    """Return why a cell goes out again."""
    return listing([sentence(reason) for reason in reasons])


def cell_words(cell: BoardCell) -> str:
    """Return what a cell of the table of buyers says: its state, since when, and why it is another one."""
    words = [sentence(f"delivery.sent_{cell.state.value}")]
    if cell.sent_ms:
        words.append(_("sent {when}").format(when=when(cell.sent_ms)))
    if cell.words:
        words.append(_("“{words}”").format(words=cell.words))
    elif cell.reasons:
        words.append(reason_words(cell.reasons))
    return " · ".join(words)


def change_groups(plan: Plan) -> tuple[tuple[str, ChangeKind, tuple[str, ...], tuple[int, ...]], ...]:
    """Return what a delivery brings by column, kind and reasons, each with the numbers of the episodes."""
    together: dict[tuple[str, ChangeKind, tuple[str, ...]], list[int]] = {}
    for each in plan.changes:
        if each.kind is not ChangeKind.UNCHANGED:
            together.setdefault((each.column, each.kind, each.reasons), []).append(each.episode)
    return tuple((*key, tuple(sorted(episodes))) for key, episodes in together.items())


def change_lines(plan: Plan) -> list[str]:
    """Return what a delivery brings, a line for each language and reason: "Thai: episode 2 changed (the words changed)."."""
    lines = [_line(*group) for group in change_groups(plan)]
    same = sum(each.kind is ChangeKind.UNCHANGED for each in plan.changes)
    if same:
        words = _n("{count} cell is as the buyer has it.", "{count} cells are as the buyer has them.", same)
        lines.append(words.format(count=number(same)))
    return lines


def _line(column: str, kind: ChangeKind, reasons: tuple[str, ...], episodes: tuple[int, ...]) -> str:
    told = {"language": language_name(column), "kind": _(KINDS[kind]), "episodes": listing(runs(episodes))}
    words = _("{language}: {kind}: {episodes}").format(**told)
    return f"{words} ({reason_words(reasons)})" if reasons else words
