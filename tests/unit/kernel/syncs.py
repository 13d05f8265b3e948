"""Watching what is brought onto the disk, and in which order: every call is really made and written down."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def recorded(patch: pytest.MonkeyPatch, root: Path) -> Iterator[list[tuple[str, str]]]:
    """Write down syncs ("sync", path) and renames ("name", new path) below `root`, paths as they were at that moment."""
    calls: list[tuple[str, str]] = []
    sync, rename, replace = os.fsync, os.rename, os.replace

    def below(path: object) -> str:
        return Path(os.fspath(path)).relative_to(root).as_posix()  # type: ignore[call-overload]

    def fsync(handle: int) -> None:
        sync(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_relative_to(root):
            calls.append(("sync", below(path)))

    def renamed(source: object, target: object, **fields: object) -> None:
        rename(source, target)  # type: ignore[arg-type]
        calls.append(("name", below(target)))

    def replaced(source: object, target: object, **fields: object) -> None:
        replace(source, target)  # type: ignore[arg-type]
        calls.append(("name", below(target)))

    with patch.context() as each:
        each.setattr(os, "fsync", fsync)
        each.setattr(os, "rename", renamed)
        each.setattr(os, "replace", replaced)
        yield calls
