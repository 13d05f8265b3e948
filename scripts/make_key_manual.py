"""Write docs/keys.md: every action of the window, by group, with its keys in each preset."""

import sys
from collections.abc import Mapping
from pathlib import Path

from crossreel.domain.keys import Bound, KeyedAction, Keys, bound
from crossreel.i18n.messages import sentence, set_locale
from crossreel.services import keymaps
from crossreel.ui.shell.registry import find_all

PAGE = Path(__file__).resolve().parents[1] / "docs" / "keys.md"
HEAD = """# Keys

What every key does in the preset "Function keys", and where other presets have another; written by
`python scripts/make_key_manual.py` from the actions and `resources/keymaps`. F1 shows the same in the window; Ctrl+, chooses a
preset, and "Change the keys…" there gives any action other keys. `Num` is the number pad. F10 is never bound on Windows.
[The editor](editor.md) says how a title is translated with them.
"""


def page() -> str:
    """Return the page, in English."""
    actions = sorted((each.keyed() for each in find_all().actions), key=lambda each: (each.group, each.title))
    held = {preset: bound(actions, keymaps.load(preset), {}) for preset in keymaps.PRESETS}
    parts = [HEAD]
    for group in dict.fromkeys(each.group for each in actions):
        rows = [row for row in (_row(each, held) for each in actions if each.group == group) if row]
        if rows:
            parts += [f"\n## {group or 'Everywhere'}\n\n| what it does | keys | in other presets |\n|---|---|---|\n", *rows]
    return "".join(parts)


def _row(action: KeyedAction, held: Mapping[str, Bound]) -> str:
    first, *others = keymaps.PRESETS
    usual = held[first][action.id]
    other: dict[Keys, list[str]] = {}
    for preset in others:
        if held[preset][action.id] != usual:
            other.setdefault(held[preset][action.id], []).append(sentence(f"keys.preset_{preset}"))
    if not usual and not other:
        return ""
    differing = "; ".join(f"{', '.join(names)}: {_caps(keys) or 'none'}" for keys, names in other.items())
    return f"| {action.title} | {_caps(usual)} | {differing} |\n"


def _caps(keys: Keys) -> str:
    return " ".join(f"`{key}`" for key in keys)


if __name__ == "__main__":
    set_locale("en")
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
