"""One set of tokens, two themes, readable in both."""

import re

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.kernel.paths import resource
from crossreel.ui.kit import theme
from crossreel.ui.shell.registry import Registry

TEXT_ON = [
    ("text", "ground"), ("text", "panel"), ("text", "raised"), ("text2", "ground"), ("text2", "panel"), ("text2", "hover"),
    ("text3", "ground"), ("text3", "panel"), ("on_accent", "accent"), ("finding", "panel"), ("finding", "ground"),
    ("draft", "panel"), ("translated", "panel"), ("checked", "panel"), ("approved", "panel"), ("warning", "ground"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_both_themes_have_the_same_tokens() -> None:
    assert set(theme.load("dark").colours) == set(theme.load("light").colours)


def test_a_plain_icon_keeps_its_colour_in_a_selected_row(qtbot: QtBot) -> None:
    icon = theme.plain_icon("translated", "translated", 16)
    normal, selected = (icon.pixmap(16, 16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert normal.pixelColor(8, 8) == selected.pixelColor(8, 8) and normal.pixelColor(8, 8).alpha() > 0


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT_ON)
def test_text_can_be_read(name: str, front: str, back: str) -> None:
    chosen = theme.load(name)
    assert contrast(chosen.colour(front), chosen.colour(back)) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_stylesheet_is_whole(qtbot: QtBot, name: str) -> None:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    theme.apply(running, name)
    assert "$" not in running.styleSheet()
    assert theme.active().id == name


def test_every_icon_that_is_named_is_drawn(qtbot: QtBot, registry: Registry) -> None:
    named = {panel.icon for panel in registry.panels} | {action.icon for action in registry.actions if action.icon}
    for path in resource("icons").parent.parent.joinpath("src", "crossreel", "ui").rglob("*.py"):
        named |= set(re.findall(r"(?:plain_icon|pixmap|icon)\(\"([a-z_]+)\"", path.read_text("utf-8")))
    assert [name for name in sorted(named) if not resource("icons", f"{name}.svg").is_file()] == []
    assert not theme.pixmap("catalog").isNull()
