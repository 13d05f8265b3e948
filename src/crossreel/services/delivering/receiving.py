"""Writing down what buyers said of what they were sent; what they rejected goes back to work with their words."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Fact, NotFound, Refused
from crossreel.domain.redelivery import Had, Place
from crossreel.domain.trade.receipt import Receipt, Verdict
from crossreel.services.episode.rejected import send_back
from crossreel.storage.database import Database
from crossreel.storage.delivered import had_cells

LONGEST_REASON = 4000
_LABELS = {Verdict.ACCEPTED: "edit.receive_accepted", Verdict.REJECTED: "edit.receive_rejected"}


class Receiving:
    """Use cases of receipts: each is one undoable edit of its title."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(
        self, title_id: int, buyer: str, cells: Collection[Place] | None = None, *, reason: str = "", day_ms: int = 0
    ) -> Edit:  # fmt: skip
        """Write down that a buyer accepted what it was sent, see `reject`."""
        return self._receive(title_id, buyer, cells, Verdict.ACCEPTED, reason.strip(), day_ms)

    def reject(self, title_id: int, buyer: str, cells: Collection[Place] | None, reason: str, *, day_ms: int = 0) -> Edit:
        """Write down that a buyer rejected cells. Each goes back to “translated”, with the buyer's words as a note on it.

        Args:
            title_id: the title.
            buyer: its code.
            cells: id of the episode and column; None for all that the buyer has.
            reason: why, in the buyer's words.
            day_ms: when that was said, in milliseconds since 1970; 0 for now.

        Raises:
            NotFound: nothing of the title was sent to this buyer.
            Refused: a cell was never sent to it, or `cells` names none.
            BadInput: the reason is empty, or longer than 4,000 characters.
        """
        words = reason.strip()
        if not words:
            raise BadInput("delivery.no_reason")
        return self._receive(title_id, buyer, cells, Verdict.REJECTED, words, day_ms)

    def _receive(
        self, title_id: int, buyer: str, cells: Collection[Place] | None, verdict: Verdict, reason: str, day_ms: int
    ) -> Edit:  # fmt: skip
        if len(reason) > LONGEST_REASON:
            raise BadInput("delivery.reason_long", length=len(reason), limit=LONGEST_REASON)
        with self._database.read() as uow:
            had = had_cells(uow, title_id, buyer).get(buyer, {})
            numbers = {each.id: each.number for each in uow.where(Episode, title_id=title_id)}
        if not had:
            raise NotFound("delivery.nothing_sent", buyer=buyer)
        wanted = [place for place in had if place[0] in numbers] if cells is None else list(dict.fromkeys(cells))
        if not wanted:
            raise Refused("delivery.none_sent", buyer=buyer)
        for episode_id, column in wanted:
            if (episode_id, column) not in had:
                raise Refused("delivery.not_sent", buyer=buyer, episode=numbers.get(episode_id), language=column)
        facts: dict[str, Fact] = {"buyer": buyer, "count": len(wanted)}
        header = EditHeader(label=_LABELS[verdict], title_id=title_id, facts=facts)
        when = day_ms or time.time_ns() // 1_000_000
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.put_all(self._receipts(title_id, wanted, had, verdict, reason, when))
            if verdict is Verdict.REJECTED:
                send_back(uow, title_id, wanted, buyer=buyer, reason=reason, said_ms=when)
        return open_edit.edit

    def _receipts(
        self, title_id: int, wanted: Sequence[Place], had: Mapping[Place, Had], verdict: Verdict, reason: str, day_ms: int
    ) -> Iterable[Receipt]:
        """Yield as few receipts as say it: one for a delivery, one for a column of it, else one for each cell."""
        for delivery_id in dict.fromkeys(had[place].delivery_id for place in wanted):
            of_it = {place for place, sent in had.items() if sent.delivery_id == delivery_id}
            told = [place for place in wanted if place in of_it]
            for episode_id, column in _shortest(told, of_it):
                yield Receipt(
                    id=self._database.new_id(), title_id=title_id, delivery_id=delivery_id, verdict=verdict, episode_id=episode_id,
                    column=column, reason=reason, day_ms=day_ms,
                )  # fmt: skip


def _shortest(told: Sequence[Place], of_it: Collection[Place]) -> list[tuple[int | None, str]]:
    """Return what says that a verdict is on some cells of a delivery."""
    if set(told) == set(of_it):
        return [(None, "")]
    found: list[tuple[int | None, str]] = []
    for column in dict.fromkeys(column for _, column in told):
        episodes = [episode for episode, other in told if other == column]
        if set(episodes) == {episode for episode, other in of_it if other == column}:
            found.append((None, column))
        else:
            found += [(episode, column) for episode in episodes]
    return found
