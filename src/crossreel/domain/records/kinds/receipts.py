"""What buyers said of deliveries."""

from collections.abc import Sequence

from crossreel.domain.delivery import delivered_cells
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.trade.receipt import Receipt, Verdict
from crossreel.kernel.marks import N_

VERDICTS: Choices = {Verdict.ACCEPTED: N_("Accepted"), Verdict.REJECTED: N_("Rejected")}


def check(receipt: Receipt, others: Sequence[Receipt], known: Known) -> None:
    """Refuse a rejection without a reason, and a word on what the delivery did not hold."""
    if receipt.verdict is Verdict.REJECTED and not receipt.reason:
        raise BadInput("records.no_reason", field="reason")
    delivery = known.deliveries.get(receipt.delivery_id)
    if delivery is not None and not any(receipt.speaks_of(*cell) for cell in delivered_cells(delivery)):
        raise BadInput("records.not_delivered", field="column" if receipt.column else "episode_id")


RECORD = RecordKind(
    id="receipts",
    entity=Receipt,
    words=N_("Receipts"),
    one=N_("Receipt"),
    about=N_("What buyers said of what they were sent. What they reject goes back to work, with their words as a note."),
    fields=(
        RecordField(name="delivery_id", words=N_("Delivery"), shape=Shape.DELIVERY, needed=True, also=("delivery", "package")),
        RecordField(name="verdict", words=N_("Verdict"), shape=Shape.CHOICE, choices=VERDICTS, needed=True),
        RecordField(name="episode_id", words=N_("Episode"), shape=Shape.EPISODE, also=("episode",), blank=N_("All episodes")),
        RecordField(
            name="column",
            words=N_("Language"),
            shape=Shape.COLUMN,
            also=("language",),
            blank=N_("All languages"),
            hint=N_("A tag such as en, or en-x-sdh for subtitles in another role."),
        ),
        RecordField(name="reason", words=N_("Reason"), shape=Shape.LINES, hint=N_("In the buyer's words.")),
        RecordField(name="day_ms", words=N_("Said on"), shape=Shape.MOMENT, also=("day", "date"), blank=N_("Today")),
    ),
    order=130,
    shown=("delivery_id", "verdict", "episode_id", "column", "reason", "day_ms"),
    called=("delivery_id", "verdict"),
    check=check,
)
