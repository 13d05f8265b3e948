"""Keymaps: the presets that come with the program, and files of keys that people hand on."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.keys import Bound, KeyedAction, Keymap, Keys, bound, canonical_key, holder, usual_keys, with_keys
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.paths import resource

PRESETS = ("function_keys", "single_letters", "numpad", "subtitle_edit", "aegisub")


@lru_cache(maxsize=8)
def load(preset: str) -> Keymap:
    """Return a preset of `resources/keymaps`; for an unknown name the function keys.

    What it does not name has the keys of its `base`, but for those that it gives to something else.
    """
    name = preset if preset in PRESETS else PRESETS[0]
    read = tomllib.loads(resource("keymaps", f"{name}.toml").read_text("utf-8"))
    named = {action_id: _listed(keys) for action_id, keys in read["keys"].items()}
    given = {key for keys in named.values() for key in keys}
    base = load(read["base"]).keys if "base" in read else {}
    taken_over = {action_id: tuple(key for key in keys if key not in given) for action_id, keys in base.items()}
    return Keymap(id=name, title=read["title"], keys={**taken_over, **named})


def read_keys(path: Path, actions: Iterable[KeyedAction], preset: Keymap) -> tuple[dict[str, Keys], tuple[Item, ...]]:
    """Read a file of keys as own choices over a preset.

    Returns:
        The choices, and each line that was left out with why: an action nobody knows, a key that is none, a key that another
        line of the file has already.

    Raises:
        BadInput: it is no file of keys.
    """
    listed = {action.id: action for action in actions}
    own: dict[str, Keys] = {}
    left_out: list[Item] = []
    for action_id, written in _table(path).items():
        if action_id not in listed:
            left_out.append(Item(name=action_id, code="keys.no_action", facts={"action": action_id}))
            continue
        keys: list[str] = []
        for each in _listed(written):
            try:
                key = canonical_key(str(each))
                other = holder(listed.values(), own, action_id, key)
                if other is not None:
                    raise BadInput("keys.held_in_file", key=key, action=other.id)
                keys.append(key)
            except BadInput as error:
                left_out.append(Item(name=action_id, code=error.code, facts=error.facts))
        if keys or not _listed(written):  # of a line without a single good key nothing is taken
            own[action_id] = tuple(keys)
    for action_id, keys_read in list(own.items()):
        own = with_keys(own, action_id, keys_read, usual=usual_keys(listed[action_id], preset))
    return own, tuple(left_out)


def write_keys(path: Path, title: str, actions: Iterable[KeyedAction], preset: Keymap, own: Bound) -> None:
    """Write the keys of every action into a file that `read_keys` takes.

    Raises:
        OSError: it cannot be written.
    """
    held = bound(actions, preset, own)
    lines = [f"title = {_text(title)}\n", "\n[keys]\n"]
    lines += [
        f"{_text(action_id)} = [{', '.join(map(_text, keys))}]\n"
        for action_id, keys in sorted(held.items())
        if keys or action_id in own
    ]
    write_bytes(path, "".join(lines).encode())


def _table(path: Path) -> Mapping[str, Any]:
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput("keys.bad_file", path=str(path), reason=str(error)) from error
    except OSError as error:
        raise BadInput("keys.no_file", path=str(path), reason=error.strerror or str(error)) from error
    keys = read.get("keys")
    if not isinstance(keys, Mapping):
        raise BadInput("keys.bad_file", path=str(path), reason="[keys]")
    return keys


def _listed(written: object) -> Keys:
    return (written,) if isinstance(written, str) else tuple(map(str, written)) if isinstance(written, list | tuple) else ("",)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
