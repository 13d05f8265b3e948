"""The list of licences of a bundle: whose each file is, the texts, the offer of sources; and what is nobody's is refused."""

import csv
import os
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path
from types import SimpleNamespace

import lxml.etree  # noqa: F401  its file is laid into the bundle
import pytest

from crossreel import __version__
from crossreel.app import selfcheck
from crossreel.engines.models import get_model
from tests.conftest import ROOT

WHEELS = ("av", "numpy", "icu4py", "lxml", "shiboken6", "chunspell", "onnxruntime", "cryptography", "cffi", "protobuf")
needs_debian = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="the list is made from Debian's packages")


@pytest.fixture(scope="module")
def scripts() -> SimpleNamespace:
    """The scripts that make the list."""
    import bundle_licences
    import bundle_owners
    import bundle_parts

    return SimpleNamespace(licences=bundle_licences, owners=bundle_owners, parts=bundle_parts)


class Planted:
    """A bundle of a few real files with their origins."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origins: dict[str, dict[str, str]] = {
            "files": {},
            "modules": {"srt": distribution("srt").locate_file("srt.py").__fspath__()},
        }
        (root / "_internal").mkdir(parents=True)
        (root / "crossreel").write_bytes(b"program")

    def put(self, name: str, source: Path) -> None:
        """Lay a file into the bundle that comes from `source`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"part")
        self.origins["files"][name] = str(source)

    def rows(self) -> dict[str, dict[str, str]]:
        """Return what the list says of each file."""
        with (self.root / "licences" / "files.csv").open(encoding="utf-8", newline="") as file:
            return {row["file"] or row["part"]: row for row in csv.DictReader(file)}


@pytest.fixture
def planted(tmp_path: Path, scripts: SimpleNamespace) -> Planted:
    """A bundle with a part of every kind: a Debian package, a wheel, libraries in a wheel and the project's own."""
    bundle = Planted(tmp_path / "crossreel")
    libraries, _plugins = scripts.parts.find_libvlc()
    bundle.put("_internal/libvlc.so.5", libraries[0])
    for each in distribution("av").files or ():
        if each.name.startswith(("libx264", "libavcodec")):
            bundle.put(f"_internal/av.libs/{each.name}", Path(str(each.locate())))
    bundle.put("_internal/lxml/etree.so", Path(sys.modules["lxml.etree"].__file__ or ""))
    bundle.put("_internal/resources/icons/play.svg", ROOT / "resources" / "icons" / "play.svg")
    bundle.put("_internal/resources/models/silero_vad/speech.onnx", get_model("silero_vad").path)
    x264 = next(path for path in (bundle.root / "_internal" / "av.libs").iterdir() if "x264" in path.name)
    (bundle.root / "_internal" / x264.name).symlink_to(Path("av.libs") / x264.name)
    return bundle


@needs_debian
def test_every_file_is_somebodys_and_its_texts_lie_beside_it(planted: Planted, scripts: SimpleNamespace) -> None:
    assert scripts.licences.lay(planted.root, planted.origins) == []
    rows = planted.rows()
    whose = {name: row["part"] for name, row in rows.items()}
    assert whose["_internal/libvlc.so.5"] == "libvlc5"
    assert whose["_internal/lxml/etree.so"] == "lxml"
    assert whose["_internal/resources/icons/play.svg"] == "Crossreel"
    assert whose["_internal/resources/models/silero_vad/speech.onnx"] == "silero_vad"
    assert whose["crossreel"].lower() == "pyinstaller"
    assert [part for name, part in whose.items() if "libx264" in name] == ["x264", "x264"], "the library and the link to it"
    assert {"srt", "libiconv", "libxml2"} <= set(whose), "what lies inside other files"
    folder = planted.root / "licences"
    for row in rows.values():
        texts = [path.read_text("utf-8") for path in (folder / row["texts"]).iterdir()]
        assert texts and all(texts), row
    x264 = next(row for name, row in rows.items() if "libx264" in name)
    said = "".join(path.read_text("utf-8") for path in (folder / x264["texts"]).iterdir())
    assert "GNU GENERAL PUBLIC LICENSE" in said and "Version 2, June 1991" in said


@needs_debian
def test_the_offer_names_what_is_under_copyleft_and_no_more(planted: Planted, scripts: SimpleNamespace) -> None:
    scripts.licences.lay(planted.root, planted.origins)
    words = (planted.root / "licences" / "README.txt").read_text("utf-8")
    assert "OFFER OF SOURCES" in words and f"Crossreel {__version__}, bundle " in words
    offered = words.partition("built from:")[2]
    assert "x264 as in av" in offered and "FFmpeg as in av" in offered and "libiconv" in offered
    assert "Debian source package vlc " in offered
    assert "srt" not in offered and "libxml2" not in offered


@needs_debian
@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        ("_internal/libstray.so", None, "does not say where it came from"),
        ("_internal/libmade.so", "/opt/made/libmade.so", "neither a Debian package nor a distribution"),
        ("_internal/resources/fonts/New.ttf", str(ROOT / "resources" / "fonts" / "New.ttf"), "font"),
    ],
)
def test_a_file_that_is_nobodys_is_refused_by_name(
    name: str, source: str | None, reason: str, planted: Planted, scripts: SimpleNamespace
) -> None:
    planted.put(name, Path(source or "/"))
    if source is None:
        del planted.origins["files"][name]
    wrong = scripts.licences.lay(planted.root, planted.origins)
    assert len(wrong) == 1 and wrong[0].startswith(f"{name}: ") and reason in wrong[0], wrong


@needs_debian
def test_a_link_that_leads_out_of_the_bundle_is_refused(planted: Planted, scripts: SimpleNamespace) -> None:
    (planted.root / "_internal" / "libc.so.6").symlink_to("/etc/hostname")
    wrong = scripts.licences.lay(planted.root, planted.origins)
    assert len(wrong) == 1 and "leads out of the bundle" in wrong[0], wrong


@needs_debian
@pytest.mark.parametrize("name", WHEELS)
def test_every_library_in_the_wheels_we_carry_is_in_the_table(name: str, scripts: SimpleNamespace) -> None:
    wheels = scripts.owners.Wheels(scripts.owners.table())
    files = [str(each.locate()) for each in distribution(name).files or () if ".so" in each.name]
    parts = {wheels.find(path) for path in files}
    assert None not in parts and files
    assert all(part.texts for part in parts)


@needs_debian
def test_every_entry_of_the_table_leads_to_a_text(scripts: SimpleNamespace) -> None:
    table = scripts.owners.table()
    wanted = [(each, each["in"]) for each in table["library"]] + [(each, each["name"]) for each in table["distribution"]]
    for entry, brought in wanted:
        texts = [text for _name, text in scripts.owners.texts_of(entry, distribution(brought))]
        long = [text for text in texts if len(text if isinstance(text, str) else text.read_text("utf-8", errors="replace")) > 500]
        assert long, entry


def test_a_library_that_a_wheel_begins_to_bring_is_not_taken_for_the_wheels_own(scripts: SimpleNamespace) -> None:
    table = scripts.owners.table()
    table["library"] = [each for each in table["library"] if each["name"] != "x264"]
    x264 = next(each for each in distribution("av").files or () if each.name.startswith("libx264"))
    with pytest.raises(scripts.owners.Unknown, match="libx264"):
        scripts.owners.Wheels(table).find(str(x264.locate()))


def test_the_licences_of_a_copyright_file_are_read_from_its_fields_or_from_what_it_points_to(scripts: SimpleNamespace) -> None:
    fields = "Format: copyright-format/1.0\n\nFiles: *\nLicense: GPL-2+\n words\n\nLicense: Expat\n"
    assert scripts.owners.debian_licences(fields) == ("GPL-2+", "Expat")
    prose = "On Debian systems the text is in /usr/share/common-licenses/LGPL-2.1.\n"
    assert scripts.owners.debian_licences(prose) == ("its own text, which points to LGPL-2.1",)
    assert scripts.owners.debian_licences("You may do as you like.") == ("its own text",)


@needs_debian
def test_the_self_check_of_a_bundle_misses_a_text_that_is_gone(
    planted: Planted, scripts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripts.licences.lay(planted.root, planted.origins)
    monkeypatch.setattr(sys, "_MEIPASS", str(planted.root / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(planted.root / "crossreel"))
    assert os.fspath(planted.root / "licences") in selfcheck.check_licences(tmp_path)
    shutil.rmtree(planted.root / "licences" / "texts" / "debian" / "libvlc5")
    with pytest.raises(selfcheck.CheckFailed, match="libvlc5"):
        selfcheck.check_licences(tmp_path)
