"""What people said of the columns of sheets, kept with the user's settings: the next sheet of that shape is read so."""

import json
from pathlib import Path

from crossreel.kernel.atomic import write_bytes

FILE_NAME = "sheet_columns.json"
MOST_SHAPES = 400


class SheetMemory:
    """The corrected mappings by shape, the newest last. A file that cannot be read is none; one that cannot be written is not.

    Args:
        folder: of the user's settings; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE_NAME if folder is not None else None

    def find(self, shape: str) -> str:
        """Return what was said of tables of a shape, as `--map` takes it, "" for nothing."""
        return self._read().get(shape, "")

    def put(self, shape: str, written: str) -> None:
        """Keep what was said of tables of a shape; "" forgets it."""
        if self._path is None:
            return
        kept = self._read()
        kept.pop(shape, None)
        if written:
            kept[shape] = written
        newest = dict(list(kept.items())[-MOST_SHAPES:])
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self._path, json.dumps(newest, ensure_ascii=False, indent=1).encode())
        except OSError:
            return

    def _read(self) -> dict[str, str]:
        if self._path is None:
            return {}
        try:
            read = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        pairs = read.items() if isinstance(read, dict) else ()
        return {shape: said for shape, said in pairs if isinstance(shape, str) and isinstance(said, str)}
