"""Pictures of a package: cut from what the title has, or told before anything is built."""

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image as Picture

from crossreel.domain.catalog.artwork import Artwork, ArtworkFocus, ArtworkKind
from crossreel.domain.catalog.title import Image, Title
from crossreel.domain.delivery import DeliveryOutcome
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from tests.unit.services.delivering.conftest import PLAIN, Shelf

COVER = '[[artwork]]\nkind = "cover"\nwidth = 90\nheight = 120\n'


def deliver(shelf: Shelf, out: Path, more: str = COVER) -> DeliveryOutcome:
    (shelf.profiles / "plain.toml").write_text(PLAIN.replace('"cover", ', "") + more, encoding="utf-8")
    return Delivering(shelf.database, folder=shelf.profiles).deliver(shelf.title_id, "plain", ("en",), out, wording=Words)


def image(shelf: Shelf, width: int, height: int, data: bytes | None = None) -> Image:
    if data is None:
        held = io.BytesIO()
        picture = Picture.new("RGB", (width, height), (10, 10, 10))
        picture.paste((250, 250, 250), (0, 0, width, height // 2))
        picture.save(held, "PNG")
        data = held.getvalue()
    new_id = shelf.database.new_id()
    return Image(id=new_id, title_id=shelf.title_id, media_type="image/png", width=width, height=height, data=data)


def set_cover(shelf: Shelf, cover: Image) -> None:
    with shelf.database.read() as uow:
        title = uow.get(Title, shelf.title_id)
    shelf.change(cover, replace(title, cover_id=cover.id))


def test_a_picture_is_cut_where_its_focus_says(shelf: Shelf, tmp_path: Path) -> None:
    bottom = image(shelf, 100, 400)
    row = Artwork(
        id=shelf.database.new_id(), title_id=shelf.title_id, image_id=bottom.id, kind=ArtworkKind.COVER, focus=ArtworkFocus.BOTTOM
    )
    shelf.change(bottom, row)
    outcome = deliver(shelf, tmp_path / "out")
    assert outcome.package is not None, outcome.plan.refusals
    (made,) = (outcome.package / "data/HIDDENHEIR_S01/06_ARTWORK").rglob("*.jpg")
    picture = Picture.open(made)
    assert (made.name, picture.size) == ("HIDDENHEIR_S01_COVER-90x120_v01.jpg", (90, 120))
    assert max(picture.convert("L").getextrema()) < 40, "only the dark half was kept"


def test_what_is_too_small_or_no_picture_builds_nothing(shelf: Shelf, tmp_path: Path) -> None:
    set_cover(shelf, image(shelf, 80, 120))
    outcome = deliver(shelf, tmp_path / "out")
    (refusal,) = outcome.plan.refusals
    assert "90 × 120" in sentence(refusal.code, refusal.facts)
    assert "80 × 120" in sentence(refusal.code, refusal.facts)
    set_cover(shelf, image(shelf, 900, 1200, b"\xff\xd8 no picture"))
    outcome = deliver(shelf, tmp_path / "out")
    (refusal,) = outcome.plan.refusals
    assert refusal.code == "delivery.cannot_make"
    assert "cannot be read as a picture" in sentence(refusal.code, refusal.facts)
    assert not (tmp_path / "out").exists()


def test_a_title_without_a_picture_is_told_what_to_add(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        title = uow.get(Title, shelf.title_id)
    shelf.change(replace(title, cover_id=None))
    (refusal,) = deliver(shelf, tmp_path / "out").plan.refusals
    assert refusal.code == "delivery.artwork_missing"
    assert "cover, 90 × 120 pixels" in sentence(refusal.code, refusal.facts)
