"""Engines in the preferences: what there is, a server set up by hand, tried and removed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import chosen
from crossreel.ui.shell import engines as module
from crossreel.ui.shell.engine_form import EngineForm
from crossreel.ui.shell.engines import EnginesDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.loopback import Reply, serving
from tests.memory_keyring import MemoryKeyring, keyring_in_memory, no_keyring

SERVER = EngineSetting(
    name="gpt", engine_id="chat_server", address="https://host/v1", model="m-1", key_name="gpt",
    price=Price(currency="CNY", input_micros=1_500_000, output_micros=6_000_000), at_once=3,
)  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a list of engines."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring of the test."""
    with keyring_in_memory() as made:
        yield made


def listed(qtbot: QtBot, window: MainWindow) -> EnginesDialog:
    """Open the list and wait for it."""
    window.workspace.do("window.engines")
    return shown(qtbot, window)


def shown(qtbot: QtBot, window: MainWindow) -> EnginesDialog:
    """Wait for the list."""
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), EnginesDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, EnginesDialog)
    qtbot.waitUntil(dialog.add.isEnabled)
    return dialog


def form_of(window: MainWindow, press: QPushButton) -> EngineForm:
    """Press a button of the list and return the form it opens."""
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    form = window.current_dialog()
    assert isinstance(form, EngineForm)
    return form


def words(dialog: EnginesDialog | EngineForm) -> list[str]:
    """Return what can be read."""
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def button_of(dialog: EnginesDialog, name: str) -> QPushButton:
    """Return a button of the list by what it is called for those who cannot see it."""
    return next(each for each in dialog.findChildren(QPushButton) if each.accessibleName() == name)


def test_a_server_is_set_up_and_tried(qtbot: QtBot, window: MainWindow, ring: MemoryKeyring) -> None:
    with serving(Reply(body=b'{"data": [{"id": "m-1"}]}')) as loopback:
        dialog = listed(qtbot, window)
        form = form_of(window, dialog.add)
        assert form.name.hasFocus() and chosen(form.engine) == "chat_server"
        QTest.keyClicks(form.name, "mine")
        form.address.setText(f"{loopback.address}/chat/completions")
        form.model.setText("m-1")
        form.key.setText("s3cret")
        form.input_price.setText("0,15")
        QTest.mouseClick(form.try_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "The server answers, and has the model m-1." in words(form))
        assert loopback.calls[0].headers["Authorization"] == "Bearer s3cret"
        assert (form.address.text(), form.key.text()) == (loopback.address, ""), "a key is not shown again"
    kept = window.workspace.desk.equipping.get("mine")
    assert (kept.price, kept.key_name) == (Price(currency="USD", input_micros=150_000), "mine")
    assert ring.kept == {("Crossreel", "mine"): "s3cret"}
    form.model.setText("m-2")
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    assert any("m-2" in each for each in words(shown(qtbot, window)))
    assert [each.setting.model for each in window.workspace.desk.equipping.engines() if each.setting.name == "mine"] == ["m-2"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(qtbot: QtBot, window: MainWindow, ring: MemoryKeyring) -> None:
    form = form_of(window, listed(qtbot, window).add)
    form.input_price.setText("much")
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    assert any("“much” is no price" in each for each in words(form))
    form.input_price.clear()
    form.name.setText("mine")
    form.model.setText("m")
    form.address.setText("host")
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("“host” is no address" in each for each in words(form)))
    assert form.name.text() == "mine" and form.keep_button.isEnabled()
    QTest.mouseClick(form.back_button, Qt.MouseButton.LeftButton)
    assert "mine" not in words(shown(qtbot, window))


def test_one_is_changed_and_removed_with_its_key(
    qtbot: QtBot, window: MainWindow, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipping = window.workspace.desk.equipping
    equipping.put(SERVER)
    equipping.keep_key("gpt", "s3cret")
    dialog = listed(qtbot, window)
    assert "Translating · https://host/v1 · m-1 · CN¥1.50 and CN¥6.00 a million tokens" in words(dialog)
    form = form_of(window, button_of(dialog, "Change gpt"))
    assert (form.input_price.text(), chosen(form.currency), chosen(form.at_once)) == ("1.5", "CNY", "3")
    form.name.setText("big")
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    dialog = shown(qtbot, window)
    assert "big" in words(dialog)
    assert equipping.get("big") == replace(SERVER, name="big"), "nothing else was changed"
    monkeypatch.setattr(module, "ask", lambda *_words: True)
    QTest.mouseClick(button_of(dialog, "Remove big"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "big" not in words(dialog))
    assert not ring.kept


def test_without_a_keyring_no_key_can_be_typed(qtbot: QtBot, window: MainWindow) -> None:
    with no_keyring():
        window.workspace.desk.equipping.put(SERVER)
        dialog = listed(qtbot, window)
        assert any("environment variable CROSSREEL_KEY_GPT" in each for each in words(dialog))
        form = form_of(window, dialog.add)
        assert not form.key.isEnabled() and any("no keyring" in each for each in words(form))


def test_a_list_with_a_fault_is_shown_and_not_written(qtbot: QtBot, window: MainWindow, ring: MemoryKeyring) -> None:
    path = window.workspace.desk.preferences.path.parent / "engines.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[[engine]]\nname = "mine"\n', "utf-8")
    window.workspace.do("window.engines")
    dialog = window.current_dialog()
    assert isinstance(dialog, EnginesDialog)
    qtbot.waitUntil(lambda: any("Entry 1 of" in each for each in words(dialog)))
    assert not dialog.add.isEnabled()


def test_a_model_of_ones_own_is_a_folder(
    qtbot: QtBot, window: MainWindow, ring: MemoryKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileDialog, "choose_folder", lambda *_words: str(tmp_path))
    form = form_of(window, listed(qtbot, window).add)
    assert form.address.isVisible() and not form.folder_button.isVisible()
    form.engine.setCurrentIndex(form.engine.findData("faster_whisper"))
    assert not any(each.isVisible() for each in (form.address, form.key, form.currency, form.minute_price, form.try_button))
    form.name.setText("ears")
    QTest.mouseClick(form.folder_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    assert "ears" in words(shown(qtbot, window))
    kept = window.workspace.desk.equipping.get("ears")
    assert (kept.model, kept.address, kept.key_name, kept.price) == (str(tmp_path), "", "", Price())
