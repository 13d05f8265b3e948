"""Buyers: who takes titles."""

from collections.abc import Sequence

from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.trade.buyer import CODE_PATTERN, Buyer
from crossreel.kernel.marks import N_


def check(buyer: Buyer, others: Sequence[Buyer], known: Known) -> None:
    """Refuse another code for a buyer that something was delivered to: deliveries know it by that."""
    before = next((each for each in others if each.id == buyer.id), buyer)
    if before.code != buyer.code and before.code in known.served:
        raise BadInput("records.code_served", field="code", written=before.code)


RECORD = RecordKind(
    id="buyers",
    entity=Buyer,
    words=N_("Buyers"),
    one=N_("Buyer"),
    about=N_("Apps, streamers, broadcasters and houses that take titles. A delivery is to one of them, and so are rights."),
    fields=(
        RecordField(
            name="code",
            words=N_("Code"),
            shape=Shape.CODE,
            needed=True,
            pattern=CODE_PATTERN.pattern,
            hint=N_("2 to 16 letters A to Z and digits."),
        ),
        RecordField(name="name", words=N_("Name"), needed=True, also=("Licensee",)),
        RecordField(
            name="profile_id",
            words=N_("Delivery profile"),
            shape=Shape.PROFILE,
            also=("profile",),
            blank=N_("Chosen at each delivery"),
        ),
        RecordField(name="contact", words=N_("Contact"), hint=N_("Whom to write to.")),
        RecordField(name="remark", words=N_("Remark"), shape=Shape.LINES),
    ),
    order=10,
    shown=("code", "name", "profile_id", "contact"),
    known_by=("code",),
    check=check,
)
