"""A pair of hands and eyes in front of the program: keys and mouse go in by the X server, what came of it is looked at."""

import itertools
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from PySide6.QtGui import QImage
from Xlib import X, Xatom
from Xlib.ext import xtest
from Xlib.protocol.event import ClientMessage

from crossreel.domain.preferences import Preferences
from crossreel.services.preferences import PreferenceFile
from tests.hands import catalog_file
from tests.hands.catalog_file import CueRow
from tests.hands.keyboard import Keyboard
from tests.hands.loaded import Loaded, Program
from tests.hands.patience import PATIENCE_S, NotSeen, until
from tests.hands.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
DRAG_STEPS = 8
DOUBLE_GAP_S = 0.7
CLICK_GAP_S = 0.04
BUTTONS = {"left": X.Button1, "middle": X.Button2, "right": X.Button3}
WHEEL_UP, WHEEL_DOWN = X.Button4, X.Button5
LOG_LINES = 25
MARK, UNDER_WAY, UNDER_WAY_S = "_HANDS_MARK", "keys under way", 0.002
T = TypeVar("T")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of the screen, in its pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The point in its middle."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """Where the keys go: `where` is a part of the window, `words` what the widget is called, `text` and `caret` its text.

    `x` and `y` are where the caret stands on the screen.
    """

    where: str
    words: str = ""
    kind: str = ""
    text: str = ""
    caret: int = 0
    x: int = 0
    y: int = 0
    enabled: bool = True
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the window has open. Rows are counted from 1; `jobs` are those that run and that somebody waits for; `shots` in ms."""

    place: str
    episode: int | None
    is_behind: bool
    row: int | None
    rows: int
    selected: tuple[int, ...]
    language: str
    languages: tuple[str, ...]
    playing: bool
    playhead_ms: int
    jobs: tuple[str, ...]
    unsaved: int
    toast: str
    dialog: str
    panel: str
    shots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionKeys:
    """An action of the window, its keys as a menu writes them, and whether it can be done now."""

    id: str
    title: str
    keys: tuple[str, ...]
    offered: bool


class Hands:
    """One program on a screen of its own. Points are pixels of the screen, times ms."""

    def __init__(
        self, loaded: Loaded, catalog: Path, *, preferences: Preferences | None = None, size: tuple[int, int] | None = None
    ) -> None:
        self.folder, self.catalog, self._loaded = catalog.parent, catalog, loaded
        folder = self.folder
        self._log = folder / "program.log"
        self._homes = {f"XDG_{name}_HOME": str(folder / "home" / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        chosen = preferences or Preferences(author="Ana", author_key="ana", locale="en", volume=0)
        PreferenceFile(Path(self._homes["XDG_CONFIG_HOME"]) / "Crossreel").save(chosen)
        self.screen = Screen(folder, size) if size is not None else Screen(folder)
        self._keyboard = Keyboard(self.screen.display)
        self._numbers = itertools.count(1)
        self._missing = ""
        self._mark, self._marked_window, self._is_marked = 0, 0, True
        self._last_click: tuple[float, Point] = (0.0, (0, 0))
        self._process: Program | None = None
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    # The process

    def start(self) -> None:
        """Start the program and wait until its window can be seen and has the keys."""
        self._socket = self.folder / f"answers-{next(self._numbers)}"
        self._process = self._loaded.start([str(self._socket), str(self.catalog)], self._log, self.folder, self._variables())
        self._mark, self._is_marked = 0, True
        atom = self.screen.display.intern_atom(MARK)
        self._marked_window = self.wait_for(lambda: self._answer("marks", atom=atom), "the window", 60)["window"]
        self.wait_for(lambda: self.focus().where != "nowhere", "the window having the keys")

    def _variables(self) -> dict[str, str]:
        return {
            **os.environ, **self._homes, "DISPLAY": self.screen.name, "QT_QPA_PLATFORM": "xcb", "LANGUAGE": "en",
            "LC_ALL": "C.UTF-8", "QT_ACCESSIBILITY": "0", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }  # fmt: skip

    def kill(self) -> None:
        """Kill the program as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def quit(self) -> int:
        """Ask the window manager to close the window, and return the exit code of the program."""
        process, display = self._process, self.screen.display
        if process is None:
            return 0
        root = display.screen().root
        active = root.get_full_property(display.intern_atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        data = (32, [X.CurrentTime, 2, 0, 0, 0])
        target = display.create_resource_object("window", active.value[0])
        asked = ClientMessage(window=target, client_type=display.intern_atom("_NET_CLOSE_WINDOW"), data=data)
        root.send_event(asked, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        display.flush()
        try:
            return process.wait()
        finally:
            self._process = process if process.poll() is None else None

    def close(self) -> None:
        """End the program, whatever it does, and its screen."""
        self.kill()
        self.screen.close()

    # Hands

    def key(self, *keys: str, times: int = 1, gap_ms: float = 0) -> None:
        """Press keys one after the other, each as a menu writes it ("Ctrl+Shift+F", "PgDown") or by X's name ("KP_5")."""
        self._is_marked = False
        for each in keys * times:
            self._keyboard.press(each)
            time.sleep(gap_ms / 1000)

    def type(self, text: str, gap_ms: float = 5) -> None:
        """Type a text where the focus is."""
        self._is_marked = False
        self._keyboard.type(text, gap_ms)

    def move(self, x: float, y: float) -> None:
        """Move the mouse."""
        self._is_marked = False
        xtest.fake_input(self.screen.display, X.MotionNotify, x=round(x), y=round(y))
        self.screen.display.sync()

    def click(self, x: float, y: float, button: str = "left", keys: str = "", times: int = 1) -> None:
        """Click; `keys` are held meanwhile, `times=2` is a double click. Two clicks of a test are never one double click."""
        since, at = self._last_click
        if abs(at[0] - x) + abs(at[1] - y) < 10:
            time.sleep(max(0.0, since + DOUBLE_GAP_S - time.monotonic()))
        self.move(x, y)
        with self._keyboard.held(keys):
            for each in range(times):
                time.sleep(CLICK_GAP_S if each else 0)  # two presses of one millisecond are no double click to Qt
                self._button(X.ButtonPress, BUTTONS[button])
                self._button(X.ButtonRelease, BUTTONS[button])
        self._last_click = (time.monotonic(), (x, y))

    def drag(self, start: Point, end: Point, keys: str = "", button: str = "left", gap_ms: float = 8) -> None:
        """Press at one point, move in steps, let go at another."""
        with self.dragging(start, end, keys, button, gap_ms):
            pass

    @contextmanager
    def dragging(self, start: Point, end: Point, keys: str = "", button: str = "left", gap_ms: float = 8) -> Iterator[None]:
        """Drag, and look at the screen before the button is let go."""
        self.move(*start)
        with self._keyboard.held(keys):
            self._button(X.ButtonPress, BUTTONS[button])
            for step in range(1, DRAG_STEPS + 1):
                share = step / DRAG_STEPS
                self.move(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
                time.sleep(gap_ms / 1000)
            try:
                yield
            finally:
                self._button(X.ButtonRelease, BUTTONS[button])

    def wheel(self, x: float, y: float, notches: int, keys: str = "") -> None:
        """Turn the wheel over a point: down (away from the top) for a positive count."""
        self.move(x, y)
        with self._keyboard.held(keys):
            for _each in range(abs(notches)):
                for kind in (X.ButtonPress, X.ButtonRelease):
                    self._button(kind, WHEEL_DOWN if notches > 0 else WHEEL_UP)

    @contextmanager
    def held(self, keys: str) -> Iterator[None]:
        """Hold keys down meanwhile ("Ctrl+Shift")."""
        with self._keyboard.held(keys):
            yield

    # Eyes

    def screenshot(self) -> "np.ndarray[Any, np.dtype[np.uint8]]":
        """Return what is on the screen: an array (height, width, red green blue)."""
        root = self.screen.display.screen().root
        size = root.get_geometry()
        image = root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
        pixels = np.frombuffer(image.data, np.uint8).reshape(size.height, size.width, 4)
        return np.ascontiguousarray(pixels[:, :, 2::-1])

    def look(self, name: str) -> "np.ndarray[Any, np.dtype[np.uint8]]":
        """Return the pixels of a widget that `place_of` finds."""
        box = self.place_of(name)
        return self.screenshot()[box.y : box.y + box.height, box.x : box.x + box.width]

    def keep(self, name: str) -> Path:
        """Write what is on the screen as a PNG, and return where."""
        pixels = self.screenshot()
        folder = Path(os.environ.get("HANDS_PICTURES") or self.folder / "pictures")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        height, width, _channels = pixels.shape
        QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).save(str(path))
        return path

    def cues(self, language: str, episode: int | None = None) -> list[CueRow]:
        """Return the cues of a track as the catalog's file has them, by default of the open episode."""
        return list(catalog_file.cues(self.catalog, language, episode or self.state().episode or 1))

    def texts(self, language: str, episode: int | None = None) -> list[str]:
        """Return the texts of a track as the catalog's file has them."""
        return [each.text for each in self.cues(language, episode)]

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the catalog's file."""
        return catalog_file.ask(self.catalog, sql, *values)

    def command(self, *arguments: str) -> str:
        """Run a command on the same catalog beside the window, as somebody else at another desk would; return what it says."""
        log = self.folder / f"command-{next(self._numbers)}.log"
        command = ["--catalog", str(self.catalog), *arguments]
        code = self._loaded.start(command, log, self.folder, self._variables(), "command").wait()
        said = log.read_text("utf-8")
        assert code == 0, said
        return said

    def wait_for(self, true: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
        """Look until something is true, and return it.

        Raises:
            NotSeen: it did not become true; says what stood there instead, and where a picture of the screen lies.
        """
        return until(true, what, patience_s, self._told)

    def settle(self) -> None:
        """Wait until nothing runs: no job, nothing typed that is not written, nothing that an episode is read for."""
        self.wait_for(lambda: self._answer("rest"), "a window at rest")

    # The window, asked

    def state(self) -> State:
        """Return what the window has open."""
        return State(**_tuples(self._told_now("state")))

    def focus(self) -> Focus:
        """Return where the keys go."""
        known = {each.name for each in fields(Focus)}
        return Focus(**{name: value for name, value in self._told_now("focus").items() if name in known})

    def place_of(self, name: str) -> Rectangle:
        """Return where a part of the window or a widget with these words stands, waiting until it can be seen."""
        return _rectangle(self._told_now("place", name=name))

    def is_seen(self, name: str) -> bool:
        """Tell whether a part of the window or a widget with these words can be seen."""
        return self._answer("place", name=name) is not None

    def cell(self, row: int, column: str) -> Rectangle:
        """Return where a cell of the table stands: a row counted from 1, a language or the name of a column ("In", "Speaker")."""
        return _rectangle(self._told_now("cell", row=row, column=column))

    def item(self, words: str) -> Rectangle:
        """Return where the item of a menu, list or table stands that begins with some words."""
        return _rectangle(self._told_now("item", words=words))

    def timeline_x(self, at_ms: int) -> float:
        """Return where a time stands in the timeline, in pixels of the screen."""
        return float(self._told_now("times", at_ms=at_ms)["x"])

    def words(self) -> list[str]:
        """Return everything that labels and buttons show."""
        return list(self._told_now("words")["words"])

    def actions(self) -> list[ActionKeys]:
        """Return the actions of the window."""
        return [
            ActionKeys(id=each["id"], title=each["title"], keys=tuple(each["keys"]), offered=each["offered"])
            for each in self._told_now("actions")["actions"]
        ]

    def buttons(self) -> list[tuple[str, Rectangle]]:
        """Return the buttons that can be pressed, with what they say."""
        return [(each["words"], _rectangle(each)) for each in self._told_now("buttons")["buttons"]]

    def first_command(self) -> str:
        """Return what Enter would do in the palette, "" while nothing is found."""
        answer = self._answer("palette")
        return str(answer["title"]) if answer is not None else ""

    def press_button(self, words: str) -> None:
        """Click a button that says something, waiting until it can be pressed."""
        self.wait_for(lambda: (self._answer("place", name=words) or {}).get("enabled"), f"the button “{words}”")
        self.click(*self.place_of(words).centre)

    def open(self, episode: int, cue: int = 1, language: str = "", title: str = "") -> None:
        """Set-up: have a row of an episode current in the editor, the table focused. (By hand: a double click in the matrix.)"""
        self._told_now("open", number=episode, language=language, row=cue, title=title)
        self.wait_for(lambda: (self.state().place, self.state().episode) == ("editor", episode), f"episode {episode}")
        self.settle()
        self.wait_for(lambda: self.state().row in (cue, None) and self.focus().where == "table", f"row {cue} in the table")

    def _told_now(self, question: str, **facts: object) -> dict[str, Any]:
        return self.wait_for(lambda: self._answer(question, **facts), f"an answer to “{question}” {facts or ''}")

    def _answer(self, question: str, **facts: object) -> dict[str, Any] | None:
        process = self._process
        if process is None or process.poll() is not None:
            raise NotSeen(f"the program is gone (exit code {process.returncode if process else None}):\n{self._log_end()}")
        if not self._socket.exists():
            return None
        self._leave_mark()
        answer = self._asked(question, **facts)
        while answer.get("missing") == UNDER_WAY:
            time.sleep(UNDER_WAY_S)
            answer = self._asked(question, **facts)
        self._missing = answer.get("missing", "")
        return None if self._missing else {**answer, "answered": True}

    def _leave_mark(self) -> None:
        """Mark the window behind what was sent, so that the next answer comes after it."""
        if not self._is_marked:
            self._mark, self._is_marked = self._mark + 1, True
            target = self.screen.display.create_resource_object("window", self._marked_window)
            target.change_property(self.screen.display.intern_atom(MARK), Xatom.CARDINAL, 32, [self._mark])
            self.screen.display.sync()

    def _asked(self, question: str, **facts: object) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as asked:
            asked.settimeout(PATIENCE_S)
            try:
                asked.connect(str(self._socket))
                asked.sendall((json.dumps({"ask": question, "mark": self._mark, **facts}) + "\n").encode())
                said = asked.makefile(encoding="utf-8").readline()
                return dict(json.loads(said or '{"missing": "no answer"}'))
            except (ConnectionError, TimeoutError) as error:
                return {"missing": str(error) or type(error).__name__}

    def _button(self, kind: int, button: int) -> None:
        self._is_marked = False
        xtest.fake_input(self.screen.display, kind, button)
        self.screen.display.sync()

    def _told(self) -> str:
        process = self._process
        gone = process is None or process.poll() is not None
        missing = f" (missing: {self._missing})" if self._missing else ""
        there = "the program is gone" if gone else f"{self._answer('focus')}\n{self._answer('state')}"
        return f"{missing}\n{there}\npicture: {self.keep(f'not-seen-{next(self._numbers)}')}\n{self._log_end()}"

    def _log_end(self) -> str:
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:]) if self._log.is_file() else ""


def _rectangle(answer: dict[str, Any]) -> Rectangle:
    return Rectangle(**{each.name: answer[each.name] for each in fields(Rectangle)})


def _tuples(answer: dict[str, Any]) -> dict[str, Any]:
    known = {each.name for each in fields(State)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in answer.items() if name in known}
