"""Pictures out of files and into them: what a file is, and a frame as JPEG."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from crossreel.domain.picture.caption import Picture
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.rendering.fonts import ensure_application

MEDIA_TYPES = {"jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
ENDINGS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND"}
TAIL = 4096  # some programs write a little behind the end
QUALITY = 90


def look(data: bytes) -> PictureFile | None:
    """Return what the bytes of a file are, None when they are no JPEG, PNG or WebP. The picture is not decoded."""
    ensure_application()
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    media_type, size = MEDIA_TYPES.get(bytes(reader.format().data()).decode()), reader.size()
    if media_type is None or not size.isValid():
        return None
    return PictureFile(media_type=media_type, width=size.width(), height=size.height(), data=data)


def is_whole(picture: PictureFile) -> bool:
    """Tell whether a picture can be decoded to its end.

    A decoder fills up what a cut-off file lacks, so its end is looked at too.
    """
    ending = ENDINGS.get(picture.media_type)
    if ending is not None and ending not in picture.data[-TAIL:]:
        return False
    ensure_application()
    return not QImage.fromData(picture.data).isNull()


def as_jpeg(picture: Picture) -> PictureFile:
    """Return a picture as JPEG."""
    ensure_application()
    size = picture.width, picture.height
    image = QImage(picture.data, *size, picture.width * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return PictureFile(media_type="image/jpeg", width=picture.width, height=picture.height, data=bytes(held.data()))
