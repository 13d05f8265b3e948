"""Rights to show a title."""

from collections.abc import Sequence

from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.trade.overlap import find_rival, reach_of
from crossreel.domain.trade.right import WORLD, Licence, Localization, Right
from crossreel.kernel.marks import N_

LICENCES: Choices = {
    Licence.SVOD: N_("Subscription"),
    Licence.VOD: N_("Rental"),
    Licence.EST: N_("Purchase"),
    Licence.AVOD: N_("Free with advertising"),
    Licence.FAST: N_("Free channel with advertising"),
    Licence.COIN: N_("Unlocked episode by episode"),
    Licence.BROADCAST: N_("Television"),
    Licence.LIBRARY: N_("Library"),
    Licence.POEST: N_("Purchase before the release"),
    Licence.PRE_RELEASE: N_("Before the release"),
}
FORMS: Choices = {
    Localization.ANY: N_("In any form"),
    Localization.SUBTITLED: N_("Subtitled"),
    Localization.DUBBED: N_("Dubbed"),
    Localization.BOTH: N_("Subtitled and dubbed"),
}
MOST_NAMED = 8


def check(right: Right, others: Sequence[Right], known: Known) -> None:
    """Refuse a right that contradicts itself, or another one."""
    _check_territories(right, known)
    _check_languages(right)
    if right.start_day and right.end_day and right.end_day < right.start_day:
        raise BadInput("records.right_days", field="end_day", start=right.start_day, end=right.end_day)
    if bool(right.price) != bool(right.price_type):
        raise BadInput("records.right_price", field="price" if right.price_type else "price_type")
    found = find_rival(right, others, known.territories)
    if found is not None:
        rival, both = found
        buyer = known.buyers.get(rival.buyer_id or 0)
        code = "records.right_twice" if rival.buyer_id == right.buyer_id else "records.right_exclusive"
        named = [*both[:MOST_NAMED], *(["…"] if len(both) > MOST_NAMED else [])]
        raise BadInput(
            code,
            field="territories",
            territories=named,
            buyer=buyer.code if buyer else "—",
            start=rival.start_day or "…",
            end=rival.end_day or "…",
        )


def _check_territories(right: Right, known: Known) -> None:
    if WORLD in right.territories and len(right.territories) > 1:
        raise BadInput("records.right_world", field="territories", written=", ".join(right.territories))
    outside = [code for code in right.excluded if WORLD not in right.territories and code not in right.territories]
    if outside or WORLD in right.excluded:
        raise BadInput("records.right_outside", field="excluded", territories=outside or [WORLD])
    if not reach_of(right, known.territories):
        raise BadInput("records.right_nowhere", field="excluded")


def _check_languages(right: Right) -> None:
    held = [tag for tag in right.holdback_languages if tag in (*right.languages, *right.required_languages)]
    if held:
        raise BadInput("records.right_holdback", field="holdback_languages", languages=held)
    lacking = [tag for tag in right.required_languages if right.languages and tag not in right.languages]
    if lacking:
        raise BadInput("records.right_required", field="required_languages", languages=lacking)


RECORD = RecordKind(
    id="rights",
    entity=Right,
    words=N_("Rights"),
    one=N_("Right"),
    about=N_("Who may show the title where, when, how and in which languages."),
    fields=(
        RecordField(name="buyer_id", words=N_("Buyer"), shape=Shape.BUYER, also=("buyer", "Licensee"), blank=N_("Every buyer")),
        RecordField(
            name="licence", words=N_("Licence"), shape=Shape.CHOICE, choices=LICENCES, also=("license", "LicenseType"), needed=True
        ),
        RecordField(
            name="territories",
            words=N_("Territories"),
            shape=Shape.TERRITORIES,
            needed=True,
            also=("territory",),
            hint=N_("Codes such as US, BR, TH, or WW for the whole world."),
        ),
        RecordField(
            name="excluded",
            words=N_("Without"),
            shape=Shape.TERRITORIES,
            also=("TerritoryExclusion", "exclusions"),
            hint=N_("Territories that it leaves out."),
        ),
        RecordField(name="start_day", words=N_("From"), shape=Shape.DAY, also=("start",), blank=N_("At once")),
        RecordField(name="end_day", words=N_("Until"), shape=Shape.DAY, also=("end",), blank=N_("Open end")),
        RecordField(
            name="languages", words=N_("Languages"), shape=Shape.LANGUAGES, also=("AllowedLanguages",), blank=N_("All of the title")
        ),
        RecordField(
            name="holdback_languages",
            words=N_("Held back"),
            shape=Shape.LANGUAGES,
            also=("HoldbackLanguage",),
            hint=N_("Languages that must not be shown."),
        ),
        RecordField(
            name="required_languages",
            words=N_("Must be delivered"),
            shape=Shape.LANGUAGES,
            also=("RequiredFulfillmentLanguages",),
            hint=N_("Languages that the buyer has to get."),
        ),
        RecordField(name="localization", words=N_("Form"), shape=Shape.CHOICE, choices=FORMS, also=("LocalizationType",)),
        RecordField(name="exclusive", words=N_("Exclusive"), shape=Shape.FLAG),
        RecordField(
            name="season_id", words=N_("Season"), shape=Shape.SEASON, also=("season", "SeasonNumber"), blank=N_("All seasons")
        ),
        RecordField(name="licensor", words=N_("Licensor"), also=("DisplayName",)),
        RecordField(name="contract", words=N_("Contract"), also=("ContractID",)),
        RecordField(name="price_type", words=N_("Kind of price"), also=("PriceType",), hint=N_("For example WSP, SRP or Tier.")),
        RecordField(name="price", words=N_("Price"), shape=Shape.PRICE, also=("PriceValue",)),
        RecordField(
            name="currency",
            words=N_("Currency"),
            shape=Shape.CODE,
            pattern=r"[A-Z]{3}",
            also=("PriceCurrency",),
            hint=N_("Three letters, for example USD."),
        ),
        RecordField(name="remark", words=N_("Remark"), shape=Shape.LINES),
    ),
    order=40,
    shown=("buyer_id", "territories", "excluded", "licence", "start_day", "end_day", "languages", "exclusive"),
    called=("buyer_id", "territories", "licence"),
    check=check,
)
