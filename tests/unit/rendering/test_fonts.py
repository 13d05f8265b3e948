"""The declared faces are enough: for every word and mark of the interface, upright and italic, without any font of the system."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import crossreel
from crossreel.kernel.paths import data_root, resource
from crossreel.rendering import fonts
from crossreel.ui.kit import theme

SHOWN = ("ui", "cli", "i18n", "app")
ASK = """
import json, sys
sys._MEIPASS = sys.argv[1]
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication
app = QApplication(["crossreel", "-platform", "offscreen"])
from crossreel.rendering import fonts
from crossreel.ui.kit import theme
fonts.loaded()

def captions(text):
    shaped = QTextLayout(text, fonts.font("en", 60))
    shaped.beginLayout()
    shaped.createLine()
    shaped.endLayout()
    runs = shaped.glyphRuns()
    return [sorted({run.rawFont().familyName() for run in runs}), all(all(run.glyphIndexes()) for run in runs)]

raws = [QRawFont.fromFont(QFont(family, 20)) for family in theme.families()]
print(json.dumps({
    "families": sorted(QFontDatabase.families()),
    "styles": sorted(QFontDatabase.styles("Noto Sans")),
    "unseen": [each for each in sys.argv[2] if not any(raw.supportsCharacter(ord(each)) for raw in raws)],
    "captions": captions("↵ ← → ▸ ♪ ★ ½ €"),
    "italics": [QRawFont.fromFont(fonts.font("en", 60, bold=bold, italic=True)).styleName() for bold in (False, True)],
}))
"""


def shown_words() -> Iterator[str]:
    """Yield every text of the interface's modules, keymaps and translations, docstrings and comments left out."""
    for folder in SHOWN:
        for path in (Path(crossreel.__file__).parent / folder).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                    yield node.value
    for path in resource("keymaps").glob("*.toml"):
        yield path.read_text("utf-8")
    for path in (data_root() / "translations").rglob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                yield from (message.string,) if isinstance(message.string, str) else message.string


@pytest.fixture(scope="module")
def shown() -> str:
    every = set("".join(shown_words()))
    return "".join(sorted(each for each in every if each.isprintable() and each not in fonts.INVISIBLE and ord(each) < 0x10000))


def test_every_mark_of_the_interface_is_in_a_declared_face(shown: str) -> None:
    assert "→" in shown
    assert "→" in shown
    assert fonts.missing_characters(shown) == ""


def test_the_families_of_the_interface_are_declared_faces() -> None:
    declared = {face.family for face in fonts.faces()}
    assert set(theme.interface_families()) - declared == {"Inter"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig hides the fonts of the system")
def test_without_any_font_of_the_system_everything_is_drawn(shown: str, tmp_path: Path) -> None:
    """As in a bundle: only the declared files, from the bundle's own folder."""
    carried = tmp_path / "resources" / "fonts"
    carried.mkdir(parents=True)
    for each in resource().iterdir():
        if each.name != "fonts":
            (tmp_path / "resources" / each.name).symlink_to(each)
    for name, path in fonts.declared_files().items():
        assert path is not None, name
        (carried / name).symlink_to(path)
    bare = tmp_path / "fonts.conf"
    bare.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>'
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(bare)}
    command = [sys.executable, "-c", ASK, str(tmp_path), shown]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    told = json.loads(done.stdout)
    declared = {each["family"] for each in tomllib.loads(resource("fonts.toml").read_text("utf-8"))["face"]}
    assert declared <= set(told["families"])
    assert set(told["styles"]) == {"Regular", "Bold", "Italic", "Bold Italic"}
    assert told["italics"] == ["Italic", "Bold Italic"]
    assert told["unseen"] == []
    families, whole = told["captions"]
    assert whole
    assert {"Noto Sans", "Noto Sans Math", "Noto Sans Symbols2"} <= set(families) <= declared


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is asked on Linux only")
def test_a_system_without_a_configuration_of_fontconfig_is_not_complained_of(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom crossreel.rendering import caption, fonts\n"
        f"fonts.SYSTEM_CONFIGURATION = Path({str(tmp_path / 'fonts.conf')!r})\n"
        "import os\ncaption.sizes(['HHHH'], 'en')\nprint(os.environ['FONTCONFIG_FILE'])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout.strip(), done.stderr) == (str(resource("fonts.conf")), "")


INK = """
import json, sys
from crossreel.rendering import fonts
dark = sys.argv[1] == "dark"
fonts.configure(on_dark=dark)
fonts.ensure_application()
from PySide6.QtGui import QColor, QFont, QImage, QPainter
ground, ink = (0, "white") if dark else (255, "black")
def weight(size):
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(size)
    image = QImage(size * 8, size * 2, QImage.Format.Format_Grayscale8)
    image.fill(ground)
    painter = QPainter(image)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(size // 2, size + size // 2, "你到底在哪里")
    painter.end()
    return sum(abs(value - ground) for value in bytes(image.constBits())) / size**2
print(json.dumps(weight(14) / weight(120)))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems draw with an engine of their own")
@pytest.mark.parametrize("ground", ["dark", "light"])
def test_small_chinese_is_about_as_heavy_as_large(ground: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "FREETYPE_PROPERTIES"}
    command = [sys.executable, "-c", INK, ground]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == pytest.approx(1.0, abs=0.32)
