"""Seats: where the user sat in each catalog, one file a catalog, beside the preferences."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from threading import Lock
from typing import Any, TypeGuard

from crossreel.domain.seat import Seat, TableLook
from crossreel.kernel.atomic import write_bytes

FOLDER = "seats"


class SeatFile:
    """Reads and writes the seat in one catalog; what cannot be read is a seat nobody took yet.

    Ids are 63 bits wide and are written as text, as everywhere in JSON.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._address = address
        self.path = folder / FOLDER / f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.json"
        self._lock = Lock()

    def load(self) -> Seat:
        """Return the seat as it was kept last."""
        try:
            read = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return Seat()
        return _seat(read) if isinstance(read, dict) else Seat()

    def save(self, seat: Seat) -> None:
        """Write the seat in one step.

        Raises:
            OSError: the folder cannot be written.
        """
        values = asdict(replace(seat, looks={}))
        values |= {name: None if values[name] is None else str(values[name]) for name in ("title_id", "episode_id", "cue_id")}
        values["looks"] = {str(title_id): _written(look) for title_id, look in seat.looks.items()}
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            written = json.dumps({"catalog": self._address, **values}, ensure_ascii=False, indent=1)
            write_bytes(self.path, written.encode())


def _written(look: TableLook) -> dict[str, Any]:
    return {
        "order": list(look.order),
        "hidden": sorted(look.hidden),
        "shown": sorted(look.shown),
        "widths": dict(look.widths),
    }


def _seat(read: Mapping[str, Any]) -> Seat:
    looks = read.get("looks")
    zoom = read.get("zoom")
    return Seat(
        place=_text(read.get("place")),
        title_id=_id(read.get("title_id")),
        episode_id=_id(read.get("episode_id")),
        languages=_texts(read.get("languages")),
        language=_text(read.get("language")),
        cue_id=_id(read.get("cue_id")),
        hands=_text(read.get("hands")),
        caret=read["caret"] if _is_count(read.get("caret")) else 0,
        column=_text(read.get("column")),
        zoom=float(zoom) if isinstance(zoom, (int, float)) and not isinstance(zoom, bool) and zoom > 0 else 0.0,
        looks={
            title_id: _look(look)
            for key, look in (looks.items() if isinstance(looks, dict) else ())
            if (title_id := _id(key)) is not None and isinstance(look, dict)
        },
    )


def _look(read: Mapping[str, Any]) -> TableLook:
    widths = read.get("widths")
    sized = widths.items() if isinstance(widths, dict) else ()
    return TableLook(
        order=_texts(read.get("order")),
        hidden=frozenset(_texts(read.get("hidden"))),
        shown=frozenset(_texts(read.get("shown"))),
        widths={name: width for name, width in sized if _is_count(width) and width > 0},
    )


def _text(read: object) -> str:
    return read if isinstance(read, str) else ""


def _texts(read: object) -> tuple[str, ...]:
    return tuple(each for each in read if isinstance(each, str)) if isinstance(read, list) else ()


def _id(read: object) -> int | None:
    return int(read) if isinstance(read, str) and read.isascii() and read.isdigit() else None


def _is_count(read: object) -> TypeGuard[int]:
    return isinstance(read, int) and not isinstance(read, bool) and read >= 0
