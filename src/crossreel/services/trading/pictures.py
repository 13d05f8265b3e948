"""The images behind artwork: they come with it, and go when nothing shows them any more; part of `trading`."""

from typing import Any

from crossreel.domain.catalog.artwork import Artwork
from crossreel.domain.catalog.title import Image
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.services.removing import remove_image
from crossreel.storage.unit_of_work import UnitOfWork


def new_image(uow: UnitOfWork, title_id: int, picture: PictureFile, image_id: int | None = None) -> Image:
    """Put a picture into the catalog and return it."""
    media_type, width, height, data = picture.media_type, picture.width, picture.height, picture.data
    image = Image(id=image_id or uow.new_id(), title_id=title_id, media_type=media_type, width=width, height=height, data=data)
    uow.put(image)
    return image


def drop_picture(uow: UnitOfWork, row: Any) -> None:
    """Remove the image of what was an artwork, unless something else shows it."""
    if isinstance(row, Artwork):
        remove_image(uow, row.image_id)
