"""Engines, and where a drafted line is from, in words."""

from crossreel.domain.drafting.draft import SURE
from crossreel.domain.engines.engine_info import EngineInfo
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence


def engine_name(info: EngineInfo) -> str:
    """Return what an engine is called: as somebody named it, or as it comes with the program."""
    return _(info.title) if info.setting.name == info.setting.engine_id else info.setting.name


def maker_words(maker: str, model: str, confidence: int | None) -> str:
    """Return who made a draft, with what, and how sure that was, for example "mine (m2) · 93 %".

    Args:
        maker: the engine or vendor, "" where nobody said.
        model: what the engine ran, "" where nobody said.
        confidence: in thousandths, None where it did not say.
    """
    who = _("{maker} ({model})").format(maker=maker, model=model) if maker and model else maker or model
    sure = numbers.percent(confidence / SURE) if confidence is not None else ""
    return " · ".join(filter(None, (who, sure)))


def origin_words(maker: str, model: str, confidence: int | None, *, is_vendor: bool) -> str:
    """Return the same after whether a machine or a vendor made it: "machine-made · mine (m2) · 93 %"."""
    first = sentence("editor.origin_vendor" if is_vendor else "editor.origin_machine")
    return " · ".join(filter(None, (first, maker_words(maker, model, confidence))))
