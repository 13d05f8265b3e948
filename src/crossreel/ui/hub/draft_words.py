"""Where a drafted line is from, in words."""

from crossreel.domain.drafting.draft import SURE
from crossreel.i18n import numbers
from crossreel.i18n.messages import _


def origin_words(maker: str, model: str, confidence: int | None, *, is_vendor: bool) -> str:
    """Return who made a draft, with what, and how sure that was, for example "machine-made · mine (m2) · 93 %".

    Args:
        maker: the engine or vendor, "" where nobody said.
        model: what the engine ran, "" where nobody said.
        confidence: in thousandths, None where it did not say.
        is_vendor: whether the draft came from elsewhere.
    """
    first = _("from a vendor") if is_vendor else _("machine-made")
    who = _("{maker} ({model})").format(maker=maker, model=model) if maker and model else maker or model
    sure = numbers.percent(confidence / SURE) if confidence is not None else ""
    return " · ".join(filter(None, (first, who, sure)))
