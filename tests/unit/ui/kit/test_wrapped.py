"""Words in a list of remarks: each line as high as the face it takes, the last one cut with a sign that it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.ui.kit import theme
from crossreel.ui.kit.few_lines import FewLines
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.wrapped import Wrapped

LONG = "يبلغ عرض السطر الأول\nوالحد الأقصى\nاقطعه في موضع آخر\nأو اختصره"
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


def test_lines_of_a_higher_face_are_given_their_height(qtbot: QtBot) -> None:
    font = theme.font(theme.TEXT_PX)
    one = Wrapped("اختصره", font, 400, 4, RTL)
    four = Wrapped(LONG, font, 280, 4, RTL)
    assert four.text == LONG, "four lines are not cut"
    assert four.height >= 3.9 * one.height
    assert Wrapped("Shorten it", font, 400, 4, LTR).height >= QFontMetrics(font).height() - 1


def test_lines_begin_at_the_side_of_the_window(qtbot: QtBot) -> None:
    def columns(words: str, direction: Qt.LayoutDirection) -> list[int]:
        image = QImage(300, 60, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        Wrapped(words, theme.font(theme.TEXT_PX), 300, 4, direction).paint(painter, 0, 0)
        painter.end()
        return [x for x in range(300) if any(image.pixelColor(x, y).lightness() < 128 for y in range(60))]

    assert min(columns("\u2068Too early.\u2069", RTL)) > 150 and max(columns("\u2068Too early.\u2069", RTL)) > 290
    assert max(columns("\u2068اختصره\u2069", LTR)) < 150


def test_too_many_lines_end_in_an_ellipsis_and_keep_what_stands_before(qtbot: QtBot) -> None:
    words = "\n".join(["𝄞 one", "two", "three " * 40, "four"])
    cut = Wrapped(words, theme.font(theme.TEXT_PX), 200, 3, LTR)
    assert cut.text.startswith("𝄞 one\ntwo\nthree") and cut.text.endswith("…")
    assert cut.height < Wrapped(words, theme.font(theme.TEXT_PX), 200, 9, LTR).height


def test_a_name_in_another_script_stands_at_the_side_of_the_window(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.layoutDirection()
    application.setLayoutDirection(RTL)
    try:
        made = label("Ana", wrap=True)
        qtbot.addWidget(made)
        made.resize(300, 30)
        made.setStyleSheet("color: black; background: white")
        image = made.grab().toImage()
        dark = [x for x in range(300) if any(image.pixelColor(x, y).lightness() < 128 for y in range(30))]
        assert dark and min(dark) > 200, "it stands at the right"
    finally:
        application.setLayoutDirection(before)


@pytest.mark.parametrize("words", ["A long source of a figure, page after page. " * 9, "مصدر طويل جدًا لهذا الرقم. " * 12])
def test_a_label_of_few_lines_cuts_what_does_not_fit_and_has_the_whole_as_its_tip(qtbot: QtBot, words: str) -> None:
    shown = FewLines("second", 3)
    qtbot.addWidget(shown)
    shown.resize(240, shown.height())
    shown.setText("Short")
    assert (shown.shown(), shown.toolTip()) == ("Short", "")
    shown.setText(words)
    assert shown.shown().endswith("…") and len(shown.shown()) < len(words) and shown.toolTip() == words
    assert shown._wrapped().height <= shown.height()
