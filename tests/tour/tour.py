"""What every step needs: the hand, the second look at the catalog, and where things stand."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from tests.tour.hand import Hand
from tests.tour.reader import Reader

CODE = "HIDDENHEIR"
FOLDER = "The Hidden Heir 隐藏的继承人 🎬"
AUTHOR = "Ana"
EPISODES, LANGUAGES = 6, {"zh-Hans", "en", "es-419", "ar", "th"}
TARGETS = ("en", "es-419")
RATE = Fraction(30)
FULL, SMALL = (1920, 1080), (1280, 720)
HALF_TYPED, WHOLE = "He is my grand", "He is my grandson."


class Tour:
    """What every step needs: the hand, the second look at the catalog, and where things stand."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.catalog = target / "catalog.crossreel"
        self.episodes = target / FOLDER
        self.out = target / "deliveries"
        self.kept_digest = target / "digest.txt"
        self.hand = Hand(target / "screenshots")
        self.code = CODE
        self._reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        """Another connection on the catalog."""
        if self._reader is None:
            self._reader = Reader(self.catalog)
        return self._reader

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Say a step once it held; keep a picture of the window where it did not."""
        begun = time.monotonic()
        try:
            yield
        except BaseException:
            print(f"FAILED  {words}", flush=True)
            self.hand.shot("failed")
            raise
        print(f"ok      {words} ({time.monotonic() - begun:.1f} s)", flush=True)

    def close(self) -> None:
        """Let go of the catalog."""
        if self._reader is not None:
            self._reader.close()
