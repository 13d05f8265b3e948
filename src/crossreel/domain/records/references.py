"""Fields that name other rows, as people do: a buyer by its code, an episode by its number, a person by name."""

from collections.abc import Callable, Mapping
from typing import Any

from crossreel.domain.catalog.artwork import ratio_of
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known

ID_DIGITS = 12
"""Ids count milliseconds: they have more digits than any number of an episode."""


def name_of(shape: Shape, row_id: int, known: Known) -> str:
    """Return how a row is written where a field names it: as no other one is, its id where two are called the same."""
    names = _names(shape, known)
    name = names.get(row_id, "")
    alike = sum(each.casefold() == name.casefold() for each in names.values())
    return name if name and alike == 1 else str(row_id)


def choices_of(shape: Shape, known: Known) -> list[tuple[str, str]]:
    """Return what a field may name: how it is written, and what people read."""
    told = _told(shape, known)
    return [(name_of(shape, row_id, known), words) for row_id, words in told.items()]


def _names(shape: Shape, known: Known) -> dict[int, str]:
    if shape is Shape.BUYER:
        return {each.id: each.code for each in known.buyers.values()}
    if shape is Shape.PERSON:
        return {each.id: each.name for each in known.people.values()}
    if shape is Shape.CHARACTER:
        return {each.id: each.name for each in known.characters.values()}
    if shape is Shape.SEASON:
        return {each.id: str(each.number) for each in known.seasons.values()}
    if shape is Shape.EPISODE:
        return {row_id: str(number) for row_id, number in known.episodes.items()}
    return {each.id: str(each.id) for each in known.deliveries.values()}


def _told(shape: Shape, known: Known) -> dict[int, str]:
    if shape is Shape.BUYER:
        return {each.id: f"{each.code} · {each.name}" for each in known.buyers.values()}
    if shape is Shape.DELIVERY:
        folders = {each.id: each.package_path.replace("\\", "/").rpartition("/")[2] for each in known.deliveries.values()}
        return {each.id: f"{each.buyer} · {folders[each.id]}" for each in known.deliveries.values()}
    return _names(shape, known)


def _reading(shape: Shape) -> Callable[[RecordField, str, Known], int | None]:
    def read(field: RecordField, text: str, known: Known) -> int | None:
        if not text:
            return None
        names = _names(shape, known)
        if len(text) >= ID_DIGITS and text.isdecimal() and int(text[:20]) in names:
            return int(text[:20])
        if shape is Shape.DELIVERY:
            names = {each.id: each.package_path.replace("\\", "/").rpartition("/")[2] for each in known.deliveries.values()}
        same = [row_id for row_id, name in names.items() if name.casefold() == text.casefold()]
        if len(same) != 1:
            code = "records.several" if same else f"records.no_{shape.value}"
            raise BadInput(code, field=field.name, written=text)
        return same[0]

    return read


def _writing(shape: Shape) -> Callable[[RecordField, Any, Known], str]:
    def write(field: RecordField, value: Any, known: Known) -> str:
        gone = shape is Shape.CHARACTER and value not in known.characters
        return "" if value is None or gone else name_of(shape, value, known)

    return write


PAIRS: Mapping[Shape, tuple[Callable[[RecordField, str, Known], Any], Callable[[RecordField, Any, Known], str]]] = {
    shape: (_reading(shape), _writing(shape))
    for shape in (Shape.BUYER, Shape.PERSON, Shape.CHARACTER, Shape.SEASON, Shape.EPISODE, Shape.DELIVERY)
}


def read_picture(field: RecordField, text: str, known: Known) -> int:
    """Return the id of an image of the title; new ones are read from files before they come here.

    Raises:
        BadInput: there is no such image.
    """
    if text.isdecimal() and int(text[:20]) in known.pictures:
        return int(text[:20])
    raise BadInput("records.no_picture", field=field.name, written=text)


def picture_text(field: RecordField, value: int, known: Known) -> str:
    """Return what an image looks like, in figures: "1080x1440, 3:4"."""
    width, height = known.pictures.get(value, (0, 0))
    return f"{width}x{height}, {ratio_of(width, height)}" if width and height else ""
