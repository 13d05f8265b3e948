"""What a delivery brings a buyer, in words."""

from collections.abc import Iterable

from crossreel.domain.delivery import Plan
from crossreel.domain.trade.delivery_change import ChangeKind, DeliveryChange
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, listing, number, runs
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


def change_lines(plan: Plan) -> list[str]:
    """Return what a delivery brings, a line for each language and reason: "Thai: episode 2 changed (the words changed)."."""
    together: dict[tuple[str, ChangeKind, tuple[str, ...]], list[DeliveryChange]] = {}
    for each in plan.changes:
        if each.kind is not ChangeKind.UNCHANGED:
            together.setdefault((each.column, each.kind, each.reasons), []).append(each)
    lines = [_line(*key, cells) for key, cells in together.items()]
    same = sum(each.kind is ChangeKind.UNCHANGED for each in plan.changes)
    if same:
        words = _n("{count} cell is as the buyer has it.", "{count} cells are as the buyer has them.", same)
        lines.append(words.format(count=number(same)))
    return lines


def _line(column: str, kind: ChangeKind, reasons: tuple[str, ...], cells: list[DeliveryChange]) -> str:
    episodes = listing(runs([each.episode for each in cells]))
    words = _("{language}: {kind}: {episodes}").format(language=language_name(column), kind=_(KINDS[kind]), episodes=episodes)
    return f"{words} ({reason_words(reasons)})" if reasons else words
