"""Draws the frames and the cover of the sample title: vector scenes, nothing taken from anywhere."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

WIDTH, HEIGHT = 720, 1280
STRIP_BITS = 15
STRIP_BLOCK = 48
STRIP_HEIGHT = 24


@dataclass(frozen=True)
class Person:
    """How a character is drawn: skin, hair, clothes, and whether the hair is long."""

    skin: str
    hair: str
    clothes: str
    long_hair: bool = False
    beard: bool = False


PEOPLE = {
    "顾言": Person("#d9a883", "#20181a", "#27364d"),
    "林晚": Person("#ecc4a4", "#33201c", "#8d2f45", long_hair=True),
    "顾老爷": Person("#cfa07c", "#c9ccd2", "#2c2a33", beard=True),
}
SKIES = [
    ("#2a1d3a", "#7c4258"),
    ("#16263c", "#3f6a86"),
    ("#2c1a1f", "#8a4b37"),
    ("#101c2a", "#34506e"),
    ("#241630", "#6a3f6f"),
    ("#1a2a24", "#59806a"),
]


def draw_frame(frame: int, time_s: float, episode: int, who: str, speaking: float, shot: int) -> QImage:
    """Return one frame, 720x1280. `speaking` from 0 to 1 opens the mouth; `shot` changes the camera."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _room(painter, episode, shot)
    if episode in (0, 3):
        _rain(painter, time_s)
    zoom = 1.0 + 0.012 * time_s % 0.2 + (0.16 if shot % 2 else 0.0)
    painter.save()
    painter.translate(WIDTH / 2 + (-70, 60, 0)[shot % 3], 760 + 5 * math.sin(time_s * 1.7))
    painter.scale(zoom * (-1 if shot % 2 else 1), zoom)
    _person(painter, PEOPLE[who], speaking, blink=time_s % 3.1 < 0.12)
    painter.restore()
    _strip(painter, frame)
    painter.end()
    return image


def pixels(image: QImage) -> np.ndarray:
    """Return an RGB image as an array of height x width x 3 bytes."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def draw_cover() -> QImage:
    """Return the cover, 1080x1440, title treatment included; the bottom quarter stays calm for the app's own title."""
    image = QImage(1080, 1440, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, 1440)
    sky.setColorAt(0, QColor("#3a1f33"))
    sky.setColorAt(0.55, QColor("#a2553f"))
    sky.setColorAt(1, QColor("#140d14"))
    painter.fillRect(image.rect(), sky)
    for who, x, scale in (("顾老爷", 540, 0.9), ("林晚", 300, 1.15), ("顾言", 780, 1.2)):
        painter.save()
        painter.translate(x, 860 if who == "顾老爷" else 1000)
        painter.scale(scale, scale)
        _person(painter, PEOPLE[who], 0.0, blink=False)
        painter.restore()
    shade = QLinearGradient(0, 1080, 0, 1440)
    shade.setColorAt(0, QColor(20, 13, 20, 0))
    shade.setColorAt(0.6, QColor(20, 13, 20, 235))
    painter.fillRect(QRectF(0, 1080, 1080, 360), shade)
    font = QFont()
    font.setFamilies(["Noto Sans"])
    font.setBold(True)
    font.setPixelSize(112)
    painter.setFont(font)
    painter.setPen(QColor("#fff4ec"))
    painter.drawText(QRectF(70, 60, 940, 320), int(Qt.AlignmentFlag.AlignHCenter), "The\nHidden Heir")
    painter.end()
    return image


def _room(painter: QPainter, episode: int, shot: int) -> None:
    top, bottom = SKIES[episode % len(SKIES)]
    wall = QLinearGradient(0, 0, 0, HEIGHT)
    wall.setColorAt(0, QColor(top))
    wall.setColorAt(0.7, QColor(bottom))
    wall.setColorAt(1, QColor(top).darker(150))
    painter.fillRect(0, 0, WIDTH, HEIGHT, wall)
    lamp = QRadialGradient(QPointF(120 + 240 * (shot % 3), 300), 420)
    lamp.setColorAt(0, QColor(255, 214, 160, 120))
    lamp.setColorAt(1, QColor(255, 214, 160, 0))
    painter.fillRect(0, 0, WIDTH, HEIGHT, QBrush(lamp))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 14))
    for column in range(3):
        painter.drawRoundedRect(QRectF(60 + 210 * column - 40 * (shot % 2), 150, 170, 420), 8, 8)
    painter.setBrush(QColor(0, 0, 0, 70))
    painter.drawRect(QRectF(0, 1120, WIDTH, 160))


def _rain(painter: QPainter, time_s: float) -> None:
    painter.setPen(QPen(QColor(200, 220, 255, 60), 2))
    for drop in range(60):
        x = drop * 97 % WIDTH
        y = (drop * 211 + time_s * 900) % HEIGHT
        painter.drawLine(QPointF(x, y), QPointF(x - 4, y + 26))


def _person(painter: QPainter, person: Person, speaking: float, *, blink: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if person.long_hair:
        painter.setBrush(QColor(person.hair))
        painter.drawRoundedRect(QRectF(-128, -330, 256, 430), 120, 120)
    body = QPainterPath()
    body.moveTo(-250, 560)
    body.cubicTo(-250, 130, -150, 80, -60, 60)
    body.lineTo(60, 60)
    body.cubicTo(150, 80, 250, 130, 250, 560)
    painter.setBrush(QColor(person.clothes))
    painter.drawPath(body)
    painter.setBrush(QColor(person.skin).darker(112))
    painter.drawRoundedRect(QRectF(-46, -40, 92, 130), 40, 40)
    painter.setBrush(QColor(person.skin))
    painter.drawRoundedRect(QRectF(-104, -280, 208, 290), 100, 110)
    _hair(painter, person)
    _face(painter, person, speaking, blink=blink)


def _hair(painter: QPainter, person: Person) -> None:
    hair = QPainterPath()
    hair.moveTo(-112, -140)
    hair.cubicTo(-130, -350, 130, -350, 112, -140)
    hair.cubicTo(90, -235, 20, -235, -20, -215)
    hair.cubicTo(-70, -235, -95, -200, -112, -140)
    painter.setBrush(QColor(person.hair))
    painter.drawPath(hair)
    if person.beard:
        painter.drawRoundedRect(QRectF(-60, -40, 120, 70), 40, 50)


def _face(painter: QPainter, person: Person, speaking: float, *, blink: bool) -> None:
    painter.setBrush(QColor("#1c1416"))
    for side in (-1, 1):
        height = 4.0 if blink else 17.0
        painter.drawEllipse(QRectF(side * 44 - 10, -140 - height / 2, 20, height))
        painter.drawRoundedRect(QRectF(side * 44 - 24, -172, 48, 7), 3, 3)
    painter.setBrush(QColor(person.skin).darker(125))
    painter.drawRoundedRect(QRectF(-7, -125, 14, 46), 7, 7)
    painter.setBrush(QColor("#7c2c33"))
    height = 8 + 30 * speaking
    painter.drawEllipse(QRectF(-34, -42 - height / 2, 68, height))


def _strip(painter: QPainter, frame: int) -> None:
    """Write the frame number as black and white blocks, most significant bit first, so that a test can read it."""
    painter.setPen(Qt.PenStyle.NoPen)
    for bit in range(STRIP_BITS):
        on = frame >> (STRIP_BITS - 1 - bit) & 1
        painter.setBrush(QColor("#ffffff" if on else "#000000"))
        painter.drawRect(QRectF(bit * STRIP_BLOCK, 0, STRIP_BLOCK, STRIP_HEIGHT))
