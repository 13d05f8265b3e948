"""Pictures cut to a size, judged by another reader than the one that wrote them."""

import io

import pytest
from PIL import Image

from crossreel.domain.errors import BadInput
from crossreel.rendering.artwork import cut_picture

RED, GREEN = (200, 30, 30), (30, 180, 60)


def picture(kind: str = "PNG", mode: str = "RGB", width: int = 400, height: int = 300, **fields: object) -> bytes:
    """Return a picture whose left half is red and whose right half is green."""
    image = Image.new(mode, (width, height), RED if mode == "RGB" else (*RED, 0))
    image.paste(GREEN if mode == "RGB" else (*GREEN, 255), (width // 2, 0, width, height))
    data = io.BytesIO()
    image.save(data, kind, **fields)
    return data.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def near(found: tuple[int, ...], wanted: tuple[int, ...], most: int = 4) -> bool:
    return all(abs(one - other) <= most for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("source", "kind", "form"), [("PNG", "jpg", "JPEG"), ("JPEG", "png", "PNG"), ("WEBP", "jpg", "JPEG")])
def test_it_has_the_size_the_type_and_the_part_asked_for(source: str, kind: str, form: str) -> None:
    made = opened(cut_picture(picture(source), (0, 0, 150, 200), (75, 100), kind))
    assert (made.format, made.size, made.mode) == (form, (75, 100), "RGB")
    assert near(made.getpixel((37, 50)), RED)
    right = opened(cut_picture(picture(source), (250, 0, 150, 200), (75, 100), kind))
    assert near(right.getpixel((37, 50)), GREEN)


def test_what_shows_through_stays_so_in_a_png_and_is_white_in_a_jpeg() -> None:
    data = picture(mode="RGBA")
    kept = opened(cut_picture(data, (0, 0, 400, 300), (40, 30), "png"))
    assert kept.mode == "RGBA"
    assert kept.getpixel((5, 15))[3] == 0
    assert near(kept.getpixel((35, 15))[:3], GREEN)
    flat = opened(cut_picture(data, (0, 0, 400, 300), (40, 30), "jpg"))
    assert near(flat.getpixel((5, 15)), (255, 255, 255))


def test_other_colours_become_those_of_screens() -> None:
    """A picture in Adobe RGB or Display P3 would look pale to who takes it for sRGB."""
    from PySide6.QtGui import QColorSpace

    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())
    made = opened(cut_picture(picture(icc_profile=profile), (200, 0, 150, 200), (75, 100), "png"))
    assert not near(made.getpixel((37, 50)), GREEN)
    assert made.getpixel((37, 50))[1] > GREEN[1]


def test_a_file_keeps_to_its_limit_or_is_refused() -> None:
    noise = Image.effect_noise((600, 600), 90).convert("RGB")
    data = io.BytesIO()
    noise.save(data, "PNG")
    whole = (0, 0, 600, 600)
    free = cut_picture(data.getvalue(), whole, (600, 600), "jpg")
    tight = cut_picture(data.getvalue(), whole, (600, 600), "jpg", most_bytes=len(free) - 1)
    assert len(tight) < len(free)
    with pytest.raises(BadInput, match=r"artwork\.heavy"):
        cut_picture(data.getvalue(), whole, (600, 600), "png", most_bytes=1000)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8cover", b"no picture"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"artwork\.unreadable"):
        cut_picture(data, (0, 0, 1, 1), (1, 1), "jpg")


def test_one_picture_is_one_file() -> None:
    whole = (0, 0, 400, 300)
    assert cut_picture(picture(), whole, (200, 150), "jpg") == cut_picture(picture(), whole, (200, 150), "jpg")
