"""Style guides in words: sets by name, figures by what they are, values with their units."""

import tomllib
from collections.abc import Mapping
from typing import Any

from crossreel.domain.quality.guide_file import GuideFigure, GuideFile
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, has_sentence, sentence


def guide_name(guide_id: str, name: str = "") -> str:
    """Return what a set is called: a shipped one in the interface language, another as its file says."""
    code = f"qc.guide.{guide_id}"
    return sentence(code) if has_sentence(code) else name or guide_id


def set_name(found: GuideFile) -> str:
    """Return what a set is called."""
    return guide_name(found.id, found.name) if found.shipped else found.name or found.id


def figure_name(field: str) -> str:
    """Return what a limit or convention is called; one that has no words yet by its field."""
    code = f"guide.figure.{field}"
    return sentence(code) if has_sentence(code) else field


def choice_name(value: str) -> str:
    """Return what a choice of a figure means; a character by its name."""
    code = f"guide.choice.{value if len(value) > 1 else f'{ord(value):x}'}" if value else ""
    return sentence(code) if code and has_sentence(code) else value


def value_of(written: str) -> Any:
    """Return a value as TOML has it; "" for none."""
    return tomllib.loads(f"value = {written}")["value"] if written else ""


def value_words(figure: GuideFigure, written: str) -> str:
    """Return a value of a figure as people read it, with its unit."""
    value = value_of(written)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number_words(figure.field, value)
    if value is True:
        return _("yes")
    if not value:
        return _("not asked") if figure.field.startswith("conventions.") and figure.kind != "flag" else _("no")
    if isinstance(value, list):
        return _marks("  ".join(f"{pair[0]} {pair[1]}" if len(pair) == 2 else str(pair) for pair in value))
    if isinstance(value, Mapping):
        return _table_words(value)
    return choice_name(value) if figure.kind == "choice" else _marks(str(value))


def unit(field: str) -> str:
    """Return the unit a figure is written in, "" for none."""
    if field.endswith("_ms"):
        return _("ms")
    if field.endswith("_frames"):
        return _("frames")
    if "speed" in field:
        return _("characters a second")
    return _("characters") if field in ("line_target", "line_hard") else ""


def _number_words(field: str, value: float) -> str:
    shown = numbers.number(value)
    if value == 0:
        return _("as for others") if field.startswith("sdh_") else _("not asked") if field.startswith("target_") else shown
    if field.endswith("_ms"):
        return _("{count} ms").format(count=shown)
    if field.endswith("_frames"):
        return _n("{count} frame", "{count} frames", round(value)).format(count=shown)
    if "speed" in field:
        return _("{count} characters a second").format(count=shown)
    if field in ("line_target", "line_hard"):
        return _n("{count} character", "{count} characters", round(value)).format(count=shown)
    return shown


def _marks(text: str) -> str:
    """Keep marks as they are written, left to right, also among words that run the other way."""
    return f"\u2066{text}\u2069"


def _table_words(value: Mapping[str, Any]) -> str:
    where = f"guide.where.{value.get('where', '')}"
    marks = _marks(f"{value.get('stops', '')} {value.get('commas', '')}")
    return f"{marks} ({sentence(where)})" if has_sentence(where) else ", ".join(f"{key}: {each}" for key, each in value.items())
