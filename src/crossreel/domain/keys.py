"""Keys of the keyboard and what they do: how a key is written, presets, a user's own choices, and who holds which key.

A key is written as Qt writes it portably: `Ctrl+Shift+Z`, `Alt+Left`, `Num+5`, `Num++`. Own choices go over a preset.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from crossreel.domain.errors import BadInput

Keys = tuple[str, ...]
Bound = Mapping[str, Keys]
"""The keys of each action, by its id."""

MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift", "Num")
NAMED = (
    "Space", "Return", "Tab", "Backtab", "Esc", "Backspace", "Ins", "Del", "Home", "End", "PgUp", "PgDown", "Left", "Right", "Up",
    "Down", "Pause", "Print", "Menu", *(f"F{number}" for number in range(1, 25)),
)  # fmt: skip
OTHER_NAMES = {
    "enter": "Return", "insert": "Ins", "delete": "Del", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDown", "pgdn": "PgDown",
    "control": "Ctrl", "win": "Meta", "cmd": "Meta", "keypad": "Num", "plus": "+", "minus": "-", "comma": ",", "period": ".",
}  # fmt: skip
MOVING = frozenset(("Tab", "Backtab", "Esc", "Return", "Backspace", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"))
PAD_KEYS = frozenset("0123456789.+-*/") | {"Return"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    """A preset or a file of keys: the keys of each action id that it names."""

    id: str
    title: str
    keys: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedAction:
    """What keys need to know of an action. `title` and `group` are English messages; without `places` it is offered everywhere."""

    id: str
    title: str
    group: str = ""
    places: tuple[str, ...] = ()
    key: str = ""

    def meets(self, other: "KeyedAction") -> bool:
        """Tell whether both are offered in one place, where a key can belong to one of them only."""
        return not self.places or not other.places or bool(set(self.places) & set(other.places))


def canonical_key(written: str) -> str:
    """Return a key in its one writing.

    Raises:
        BadInput: it is no key, or one that fields and tables need for themselves (Tab, Esc, Enter, the arrows).
    """
    *modifiers, key = _parts(written.strip())
    known = {name.casefold(): name for name in (*MODIFIERS, *NAMED)}
    held = {known.get(_other(each), "") for each in modifiers}
    name = known.get(_other(key), _other(key).upper() if len(_other(key)) == 1 else "")
    if not name or name in MODIFIERS or not held <= set(MODIFIERS) or ("Num" in held and name not in PAD_KEYS):
        raise BadInput("keys.bad_key", key=written)
    made = "+".join([*(each for each in MODIFIERS if each in held), name])
    if name in MOVING and not held & {"Ctrl", "Alt", "Meta"}:
        raise BadInput("keys.needed_key", key=made)
    return made


def bound(actions: Iterable[KeyedAction], preset: Keymap, own: Bound) -> dict[str, Keys]:
    """Return the keys of every action: a user's own, else the preset's, else the usual one.

    A key that a user gave to an action is taken from the others of its places.
    """
    listed = tuple(actions)
    taken: dict[str, list[KeyedAction]] = {}
    for action in listed:
        for key in own.get(action.id, ()):
            taken.setdefault(key, []).append(action)
    return {action.id: _keys(action, preset, own, taken) for action in listed}


def holder(actions: Iterable[KeyedAction], held: Bound, action_id: str, key: str) -> KeyedAction | None:
    """Return another action that has a key where an action is offered, None where the key is free."""
    listed = {action.id: action for action in actions}
    asking = listed[action_id]
    others = (listed[each] for each, keys in held.items() if key in keys and each != action_id and each in listed)
    return next((other for other in others if other.meets(asking)), None)


def clashes(actions: Iterable[KeyedAction], held: Bound) -> list[tuple[str, str, str]]:
    """Return every key that two actions of one place have, as (key, action id, action id)."""
    listed = tuple(actions)
    found = []
    for at, action in enumerate(listed):
        for other in listed[at + 1 :]:
            both = set(held.get(action.id, ())) & set(held.get(other.id, ()))
            found += [(key, action.id, other.id) for key in sorted(both) if action.meets(other)]
    return found


def assigned(actions: Iterable[KeyedAction], preset: Keymap, own: Bound, action_id: str, keys: Collection[str]) -> dict[str, Keys]:
    """Return own choices in which an action has these keys, taken away from whoever had them in its places."""
    listed = tuple(actions)
    made = _put(listed, preset, own, action_id, keys)
    for key in keys:
        while (other := holder(listed, bound(listed, preset, made), action_id, key)) is not None:
            left = [each for each in bound(listed, preset, made)[other.id] if each != key]
            made = _put(listed, preset, made, other.id, left)
    return made


def without(actions: Iterable[KeyedAction], preset: Keymap, own: Bound, action_id: str) -> dict[str, Keys]:
    """Return own choices in which an action has its usual keys again, taken away from whoever got them meanwhile."""
    listed = tuple(actions)
    usual = next(usual_keys(action, preset) for action in listed if action.id == action_id)
    return assigned(listed, preset, own, action_id, usual)


def _put(listed: tuple[KeyedAction, ...], preset: Keymap, own: Bound, action_id: str, keys: Collection[str]) -> dict[str, Keys]:
    action = next(each for each in listed if each.id == action_id)
    return with_keys(own, action_id, keys, usual=usual_keys(action, preset))


def with_keys(own: Bound, action_id: str, keys: Collection[str], *, usual: Keys) -> dict[str, Keys]:
    """Return own choices in which an action has these keys; nothing is kept of what is `usual` without them."""
    rest = {each: held for each, held in own.items() if each != action_id}
    wanted = tuple(dict.fromkeys(keys))
    return rest if wanted == usual else {**rest, action_id: wanted}


def _keys(action: KeyedAction, preset: Keymap, own: Bound, taken: Mapping[str, Iterable[KeyedAction]]) -> Keys:
    if action.id in own:
        return tuple(own[action.id])
    usual = usual_keys(action, preset)
    return tuple(key for key in usual if not any(other.meets(action) for other in taken.get(key, ())))


def usual_keys(action: KeyedAction, preset: Keymap) -> Keys:
    """Return the keys of an action without a user's own choices."""
    return preset.keys.get(action.id, (action.key,) if action.key else ())


def _parts(written: str) -> list[str]:
    if written.endswith("+"):
        return (
            [*filter(None, written[:-1].removesuffix("+").split("+")), "+"] if written in ("+",) or written[-2:] == "++" else [""]
        )
    return written.split("+")


def _other(part: str) -> str:
    folded = part.strip().casefold().replace(" ", "")
    return OTHER_NAMES.get(folded, folded).casefold()
