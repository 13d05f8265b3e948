"""Taking titles, episodes, tracks and whatever else out of the catalog with everything that belongs to them."""

from collections.abc import Iterable

from crossreel.domain.catalog.artwork import Artwork
from crossreel.domain.catalog.title import Image, Title
from crossreel.storage.kind import Kind
from crossreel.storage.mapping import Entity
from crossreel.storage.registry import kind_of, parts_of
from crossreel.storage.unit_of_work import UnitOfWork

_Found = dict[Kind, dict[int, Entity]]


def remove(uow: UnitOfWork, *entities: Entity) -> None:
    """Remove entities and what belongs to them, however deep and of whatever kind, so that one undo brings all of it back.

    Files that rows refer to stay where they are, and what was delivered stays recorded.
    """
    found: _Found = {}
    for entity_class in dict.fromkeys(map(type, entities)):
        _gather(uow, kind_of(entity_class), [each for each in entities if type(each) is entity_class], found)
    for rows in reversed(found.values()):
        uow.remove_all(rows.values())


def remove_image(uow: UnitOfWork, image_id: int | None) -> None:
    """Remove a picture that nothing shows any more: no cover, no artwork."""
    image = uow.find(Image, image_id) if image_id is not None else None
    if image is not None and not uow.where(Artwork, image_id=image.id) and not uow.where(Title, cover_id=image.id):
        uow.remove_all((image,))


def _gather(uow: UnitOfWork, kind: Kind, entities: Iterable[Entity], found: _Found) -> None:
    known = found.setdefault(kind, {})
    new = {entity.id: entity for entity in entities if entity.id not in known}
    if not new:
        return
    known.update(new)
    for part, column in parts_of(kind.name):
        rows: list[Entity] = uow.where(part.entity, **{column: list(new)})
        _gather(uow, part, rows, found)
