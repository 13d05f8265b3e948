"""The shipped style guides and safe zones, and how they are read: one broken file takes no other along."""

import csv
import importlib.util
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.i18n.messages import sentence
from crossreel.kernel.paths import resource
from crossreel.language.counting import STRATEGIES
from crossreel.qc.guides import set_for
from crossreel.services.files.presets import read_guides, read_zones, shipped_guides, shipped_zones

ROOT = Path(__file__).resolve().parents[4]


def test_every_set_has_every_language_within_reason() -> None:
    infos = {info.id: info for info in shipped_guides().infos()}
    assert {"vertical", "landscape"} <= set(infos)
    assert len(infos["vertical"].languages) == 22
    assert infos["vertical"].languages == infos["landscape"].languages
    for info in infos.values():
        assert info.languages
        for language in info.languages:
            guide = shipped_guides().get(info.id, language)
            assert guide.counting in STRATEGIES
            assert 0 < guide.line_target <= guide.line_hard <= 42
            assert 0 < guide.speed_target <= guide.speed_hard
            assert 0 < guide.min_duration_ms < guide.max_duration_ms
            assert guide.source


def test_figures_are_those_of_the_reference(shared: Path) -> None:
    with (shared / "reference" / "language_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["lang"]: row for row in csv.DictReader(file)}
    for language, row in rows.items():
        vertical, landscape = shipped_guides().get("vertical", language), shipped_guides().get("landscape", language)
        assert vertical.line_target == int(row["vertical_9x16_cpl_target"])
        assert vertical.line_hard == int(row["vertical_9x16_cpl_hard"])
        assert landscape.line_hard == int(row["max_chars_per_line"])
        assert vertical.speed_hard == landscape.speed_hard == float(row["max_cps_adult"])


def test_the_committed_files_are_what_the_script_writes(shared: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_style_guides", ROOT / "scripts" / "make_style_guides.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    reference = shared / "reference"
    with (reference / "language_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (reference / "timing_rules.csv").open(encoding="utf-8", newline="") as file:
        longest_ms = script.longest_vertical_ms(list(csv.DictReader(file)))
    for guide in ("vertical", "landscape"):
        script.write_guide(guide, rows, longest_ms, tmp_path / "made.toml")
        committed = resource("style_guides", f"{guide}.toml").read_text(encoding="utf-8")
        assert tomllib.loads((tmp_path / "made.toml").read_text(encoding="utf-8")) == tomllib.loads(committed)


def test_a_variety_takes_its_language_and_a_stranger_its_script() -> None:
    assert shipped_guides().get("vertical", "pt-PT").line_hard == shipped_guides().get("vertical", "pt-BR").line_hard
    assert shipped_guides().get("vertical", "es-AR").conventions["inverted_marks"] is True
    assert shipped_guides().get("vertical", "fa").line_hard == shipped_guides().get("vertical", "ar").line_hard
    stranger = shipped_guides().get("vertical", "sv")
    assert (stranger.language, stranger.line_hard, dict(stranger.conventions)) == ("sv", 29, {"ellipsis": "…"})
    with pytest.raises(NotFound):
        shipped_guides().get("nobody", "en")


def test_the_shape_of_the_picture_chooses_the_set() -> None:
    assert set_for(PictureShape()) == "vertical"
    assert set_for(PictureShape(width=1920, height=1080)) == "landscape"
    assert set_for(PictureShape(width=720, height=720)) == "landscape"


@pytest.mark.parametrize(
    "text",
    [
        "languages = 3 4",
        "languages = 3",
        'fallback = "xx"',
        'fallback = "en"\n[languages.en]\nline_lenght = 3',
        'fallback = "en"\n[languages.en]\nline_hard = "29"',
        'fallback = "en"\n[languages.en]\nline_hard = true',
        'fallback = "en"\n[languages.en]\ncounting = "thumbs"',
        'fallback = "en"\n[languages.en]\nconventions = 3',
        "\udcff",
    ],
)
def test_a_faulty_set_is_named_and_the_others_work(tmp_path: Path, text: str) -> None:
    (tmp_path / "buyer.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "other.toml").write_text('fallback = "en"\n[languages.en]\nline_hard = 33\nspeed_hard = 20\n', "utf-8")
    guides = read_guides(tmp_path)
    assert ([info.id for info in guides.infos()], list(guides.broken)) == (["other"], ["buyer"])
    assert guides.get("other", "de").line_hard == 33
    for asked in (lambda: guides.get("buyer", "en"), lambda: guides.check_id("buyer")):
        with pytest.raises(BadInput) as caught:
            asked()
        assert caught.value.code == "qc.bad_guide" and caught.value.facts["path"] == str(tmp_path / "buyer.toml")
        assert "buyer.toml" in sentence(caught.value.code, caught.value.facts)


ZONE = 'name = "Z"\nsource = "s"\nmax_width_px = 788\ntext = [76, 1180, 788, 320]\ncovered = [[0, 0, 1080, 180]]\n'


@pytest.mark.parametrize(
    "wrong", ["x = 3 4", "", ZONE.replace("320", '"320"'), ZONE.replace(", 320", ""), ZONE.replace('"Z"', "3")]
)
def test_a_faulty_zone_is_named_and_the_others_work(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "drama_app.toml").write_text(wrong, "utf-8")
    (tmp_path / "mine.toml").write_text(ZONE, "utf-8")
    zones = read_zones(tmp_path)
    assert ([zone.id for zone in zones.all()], list(zones.broken)) == (["mine"], ["drama_app"])
    title = Title(id=1, code="X", name="X", safe_zone="mine")
    assert zones.of_title(title) == zones.all()[0]
    with pytest.raises(BadInput, match=r"previewing\.bad_zone") as caught:
        zones.of_title(replace(title, safe_zone=""))
    assert "drama_app.toml" in sentence(caught.value.code, caught.value.facts)


def test_what_ships_is_whole_and_the_apps_zone_comes_first() -> None:
    assert not shipped_guides().broken and not shipped_zones().broken
    first, *others = (zone.id for zone in shipped_zones().all())
    assert first == "drama_app" and others == sorted(others) and {"clean_player", "social_strict"} <= set(others)


def test_a_buyers_set_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "buyer.toml").write_text('name = "Buyer"\nfallback = "en"\n[languages.en]\nline_hard = 33\n', "utf-8")
    guides = read_guides(tmp_path)
    assert [info.name for info in guides.infos()] == ["Buyer"]
    assert guides.get("buyer", "de").line_hard == 33
