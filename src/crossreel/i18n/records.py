"""Values of records as people read them in a list."""

from typing import Any

from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.references import choices_of
from crossreel.domain.records.shapes import written_field
from crossreel.domain.trade.right import WORLD
from crossreel.i18n import numbers
from crossreel.i18n.messages import _

NAMED = frozenset({Shape.BUYER, Shape.PERSON, Shape.CHARACTER, Shape.SEASON, Shape.EPISODE, Shape.DELIVERY})


def shown_value(field: RecordField, value: Any, known: Known) -> str:
    """Return a value in words: a choice as it is called, a language by name, what an empty field means."""
    if field.shape is Shape.CHOICE:
        return _(field.choices[value])
    if field.shape is Shape.FLAG:
        return _("Yes") if value else _("No")
    if not value:
        return _(field.blank) if field.blank else ""
    if field.shape is Shape.LANGUAGE:
        return numbers.language_name(value)
    if field.shape is Shape.LANGUAGES:
        return numbers.listing([numbers.language_name(tag) for tag in value])
    if field.shape is Shape.TERRITORIES and value == (WORLD,):
        return _("Worldwide")
    if field.shape is Shape.PROFILE:
        return known.profiles.get(value, value)
    if field.shape in NAMED:
        written = written_field(field, value, known)
        return dict(choices_of(field.shape, known)).get(written, written)
    return written_field(field, value, known).replace("\n", " ")
