"""Two themes from one set of tokens: a palette, one stylesheet, icons, and the fonts."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QLoggingCategory, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from crossreel.kernel.paths import resource

RAIL_WIDTH, BAR_HEIGHT, STATUS_HEIGHT, ROW_HEIGHT, DENSE_ROW_HEIGHT = 64, 52, 36, 34, 24
RADIUS, SMALL_RADIUS = 8, 4
TEXT_PX, EDIT_PX, LABEL_PX, NAME_PX = 13.5, 17.0, 12.0, 22.0
THEMES = ("dark", "light")
SYSTEM_FAMILIES = {"win32": ["Segoe UI", "Microsoft YaHei UI"], "darwin": [".AppleSystemUIFont", "PingFang SC"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme's tokens by name, for example `theme.colour("text2")`."""

    id: str
    title: str
    dark: bool
    colours: Mapping[str, str]

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Return a token's colour, at an opacity from 0 to 1."""
        colour = QColor(self.colours[token])
        colour.setAlphaF(alpha)
        return colour

    def tint(self, token: str, share: float = 0.16, on: str = "ground") -> QColor:
        """Return a token mixed into a background: opaque, for rows and cells."""
        return QColor(*_mixed(self.colours[token], self.colours[on], share))


@lru_cache(maxsize=512)  # painters ask at every paint of every cell
def _mixed(top: str, under: str, share: float) -> tuple[int, ...]:
    pairs = zip(_rgb(QColor(top)), _rgb(QColor(under)), strict=True)
    return tuple(round(a * share + b * (1 - share)) for a, b in pairs)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


@lru_cache(maxsize=4)
def load(theme_id: str) -> Theme:
    """Read a theme from `resources/theme`; an unknown id is the dark one."""
    name = theme_id if theme_id in THEMES else "dark"
    read = tomllib.loads(resource("theme", f"{name}.toml").read_text("utf-8"))
    return Theme(id=name, title=read["title"], dark=read["dark"], colours=read["colours"])


class _Active:
    theme: Theme | None = None


def active() -> Theme:
    """Return the theme that is on; painters ask at every paint."""
    return _Active.theme or load("dark")


def apply(app: QApplication, theme_id: str) -> None:
    """Turn a theme on for the whole application."""
    theme = load(theme_id)
    _Active.theme = theme
    # Qt says for each family that lacks a script that it goes on to the next one: that is what the list is for.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def palette(theme: Theme) -> QPalette:
    """Return the palette for everything the stylesheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: "panel", roles.Base: "ground", roles.AlternateBase: "panel", roles.Button: "raised",
        roles.WindowText: "text", roles.Text: "text", roles.ButtonText: "text", roles.BrightText: "finding",
        roles.ToolTipBase: "raised", roles.ToolTipText: "text", roles.PlaceholderText: "text3",
        roles.Highlight: "accent", roles.HighlightedText: "on_accent", roles.Link: "accent", roles.Mid: "line",
    }  # fmt: skip
    for role, token in pairs.items():
        made.setColor(role, theme.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text3"))
    return made


def stylesheet(theme: Theme) -> str:
    """Fill the tokens into the one stylesheet."""
    words = dict(theme.colours)
    words |= {f"{token}_tint": theme.tint(token, 0.16, "panel").name() for token in ("accent", "finding", "draft")}
    words["accent_hover"] = theme.tint("accent", 0.88, "text").name()
    words |= {f"px{size}": _points(size) for size in (11, 12, 15, 17, 22)}
    words |= {f"icon_{name}": resource("theme", f"{theme.id}_{name}.svg").as_posix() for name in ("up", "down", "tick")}
    return Template(resource("theme", "desk.qss").read_text("utf-8")).substitute(words)


def _points(px: float) -> str:
    return f"{points(px):.3f}pt"


def points(px: float) -> float:
    """Return pixels at 96 dots an inch as points of this screen: Qt takes fractions of points only."""
    screen = QApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else 96.0
    return px * 72.0 / dots


def font(px: float = TEXT_PX, *, bold: bool = False, tabular: bool = False) -> QFont:
    """Return the interface font; `tabular` gives every figure one width, for times and numbers."""
    return QFont(_font(points(px), bold, tabular))


@lru_cache(maxsize=64)  # painters ask at every paint of every cell; a copy shares the faces that Qt found for it
def _font(size: float, bold: bool, tabular: bool) -> QFont:
    made = QFont()
    made.setFamilies(families())
    made.setPointSizeF(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=1)
def families() -> list[str]:
    """Return the interface's font families in order of preference, those this system has."""
    present = set(QFontDatabase.families())
    wanted = SYSTEM_FAMILIES.get(sys.platform, []) + interface_families()
    return [family for family in wanted if family in present or family.startswith(".")] or [QFont().family()]


def interface_families() -> list[str]:
    """Return the families of the interface as `resources/fonts.toml` declares them."""
    declared: list[str] = tomllib.loads(resource("fonts.toml").read_text("utf-8"))["interface"]
    return declared


def icon(name: str, token: str = "text2", size: int = 20) -> QIcon:
    """Return an icon of ours in a token's colour, accented when checked and faded when disabled."""
    theme = active()
    made = QIcon()
    made.addPixmap(pixmap(name, token, size))
    made.addPixmap(pixmap(name, "accent", size), QIcon.Mode.Normal, QIcon.State.On)
    faded = _draw(name, theme.tint("text3", 0.6).name(), size)
    made.addPixmap(faded, QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def plain_icon(name: str, token: str = "text2", size: int = 20) -> QIcon:
    """Return an icon that looks the same in every state."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt tints what is selected
        made.addPixmap(pixmap(name, token, size), mode)
    return made


def pixmap(name: str, token: str = "text2", size: int = 20) -> QPixmap:
    """Return an icon of ours drawn in a token's colour, at twice its size for sharp screens."""
    return _draw(name, active().colours[token], size)


@lru_cache(maxsize=1024)
def _draw(name: str, colour: str, size: int) -> QPixmap:
    svg = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    drawn = QPixmap(size * 2, size * 2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    drawn.setDevicePixelRatio(2.0)
    return drawn
