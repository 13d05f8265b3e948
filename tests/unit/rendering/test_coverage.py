"""Which characters a face has, beside what Qt says of the same file."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QRawFont

from crossreel.rendering import fonts
from crossreel.rendering.coverage import Coverage


@pytest.mark.parametrize("name", [name for name, path in fonts.declared_files().items() if path is not None])
def test_a_face_has_the_characters_that_qt_finds_in_it(name: str) -> None:
    path = fonts.loaded()[name]
    ours, theirs = Coverage(path), QRawFont(str(path), 60.0, QFont.HintingPreference.PreferNoHinting)
    codes = [code for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000]
    assert [hex(code) for code in codes if (chr(code) in ours) != theirs.supportsCharacter(code)] == []
    assert chr(0x10FFFF) not in ours


@pytest.mark.parametrize("data", [b"no font at all", b"\0" * 40, b"ttcf" + b"\xff" * 40, b"OTTO\0\x05"])
def test_a_damaged_font_is_a_value_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(data)
    with pytest.raises(ValueError):
        Coverage(path)
