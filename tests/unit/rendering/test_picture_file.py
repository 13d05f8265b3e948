"""Pictures out of files and into them."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from crossreel.domain.picture.caption import Picture
from crossreel.kernel.paths import resource
from crossreel.rendering.picture_file import as_jpeg, look


def file_of(kind: str) -> bytes:
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(held.data())


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_a_picture_is_known_by_its_bytes(kind: str, media_type: str) -> None:
    data = file_of(kind)
    found = look(data)
    assert found is not None
    assert (found.media_type, found.width, found.height, found.data) == (media_type, 30, 40, data)


@pytest.mark.parametrize("data", [b"", b"no picture", file_of("BMP")])
def test_what_is_no_cover_is_none(data: bytes) -> None:
    assert look(data) is None


def test_a_frame_becomes_a_jpeg_that_shows_it() -> None:
    made = as_jpeg(Picture(width=2, height=1, data=bytes([200, 30, 40, 255]) * 2))
    found = look(made.data)
    assert found is not None and (found.media_type, found.width, found.height) == ("image/jpeg", 2, 1)
    shown = QImage.fromData(made.data).pixelColor(0, 0)
    assert abs(shown.red() - 200) < 12 and abs(shown.green() - 30) < 12 and abs(shown.blue() - 40) < 12


def test_the_cover_of_the_sample_is_one() -> None:
    found = look(resource("sample", "cover.jpg").read_bytes())
    assert found is not None and found.media_type == "image/jpeg"
