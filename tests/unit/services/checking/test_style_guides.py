"""The shipped style guides, and how sets are read."""

import csv
import importlib.util
import tomllib
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.kernel.paths import resource
from crossreel.language.counting import STRATEGIES
from crossreel.services.checking.guides import StyleGuides, set_for, shipped

ROOT = Path(__file__).resolve().parents[4]


def test_every_set_has_every_language_within_reason() -> None:
    infos = {info.id: info for info in shipped().infos()}
    assert set(infos) == {"vertical", "landscape"}
    assert len(infos["vertical"].languages) == 22
    assert infos["vertical"].languages == infos["landscape"].languages
    for info in infos.values():
        for language in info.languages:
            guide = shipped().get(info.id, language)
            assert guide.counting in STRATEGIES
            assert 0 < guide.line_target <= guide.line_hard <= 42
            assert 0 < guide.speed_target <= guide.speed_hard
            assert 0 < guide.min_duration_ms < guide.max_duration_ms
            assert guide.source


def test_figures_are_those_of_the_reference(shared: Path) -> None:
    with (shared / "reference" / "language_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["lang"]: row for row in csv.DictReader(file)}
    for language, row in rows.items():
        vertical, landscape = shipped().get("vertical", language), shipped().get("landscape", language)
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
    assert shipped().get("vertical", "pt-PT").line_hard == shipped().get("vertical", "pt-BR").line_hard
    assert shipped().get("vertical", "es-AR").conventions["inverted_marks"] is True
    assert shipped().get("vertical", "fa").line_hard == shipped().get("vertical", "ar").line_hard
    stranger = shipped().get("vertical", "sv")
    assert (stranger.language, stranger.line_hard, dict(stranger.conventions)) == ("sv", 29, {"ellipsis": "…"})
    with pytest.raises(NotFound):
        shipped().get("nobody", "en")


def test_the_shape_of_the_picture_chooses_the_set() -> None:
    assert set_for(PictureShape()) == "vertical"
    assert set_for(PictureShape(width=1920, height=1080)) == "landscape"
    assert set_for(PictureShape(width=720, height=720)) == "landscape"


@pytest.mark.parametrize(
    "text", ["languages = 3 4", 'fallback = "xx"', 'fallback = "en"\n[languages.en]\nline_lenght = 3', "\udcff"]
)
def test_a_faulty_set_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "buyer.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput) as caught:
        StyleGuides.read(tmp_path)
    assert caught.value.code == "qc.bad_guide" and "buyer.toml" in str(caught.value.facts["path"])


def test_a_buyers_set_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "buyer.toml").write_text('name = "Buyer"\nfallback = "en"\n[languages.en]\nline_hard = 33\n', "utf-8")
    guides = StyleGuides.read(tmp_path)
    assert [info.name for info in guides.infos()] == ["Buyer"]
    assert guides.get("buyer", "de").line_hard == 33
