"""Keys: one writing for each, a user's own over a preset, and who holds which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.keys import (
    MODIFIERS,
    NAMED,
    KeyedAction,
    Keymap,
    assigned,
    bound,
    canonical_key,
    clashes,
    holder,
    usual_keys,
    with_keys,
    without,
)

SPLIT = KeyedAction(id="edit.split", title="Split", places=("editor",))
ITALIC = KeyedAction(id="edit.italic", title="Italic", places=("editor",))
IMPORT = KeyedAction(id="catalog.import", title="Import", places=("catalog",), key="Ctrl+I")
UNDO = KeyedAction(id="history.undo", title="Undo", key="Ctrl+Z")
ACTIONS = (SPLIT, ITALIC, IMPORT, UNDO)
PRESET = Keymap(id="p", title="P", keys={"edit.split": ("Ctrl+Alt+S",), "edit.italic": ("Ctrl+I",)})


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+shift+z", "Ctrl+Shift+Z"), ("shift+ctrl+Z", "Ctrl+Shift+Z"), ("Num++", "Num++"), ("+", "+"), ("Ctrl++", "Ctrl++"),
        ("Alt+Page Up", "Alt+PgUp"), ("Ctrl+Enter", "Ctrl+Return"), ("ctrl+delete", "Ctrl+Del"), ("f5", "F5"), ("Num+.", "Num+."),
        (" [ ", "["), ("é", "É"), ("ctrl+plus", "Ctrl++"),
    ],
)  # fmt: skip
def test_a_key_has_one_writing(written: str, key: str) -> None:
    assert canonical_key(written) == key


@pytest.mark.parametrize("written", ["", "Ctrl", "Ctrl+", "Bogus+X", "F25", "Num+Q", "Num+Up", "ab", "Ctrl+Shift"])
def test_what_is_no_key_is_told(written: str) -> None:
    with pytest.raises(BadInput) as told:
        canonical_key(written)
    assert told.value.code == "keys.bad_key"


@pytest.mark.parametrize("written", ["Tab", "Esc", "Return", "Enter", "Left", "Shift+Home", "PgUp", "Backspace"])
def test_what_fields_need_stays_theirs(written: str) -> None:
    with pytest.raises(BadInput) as told:
        canonical_key(written)
    assert told.value.code == "keys.needed_key"


@given(st.sets(st.sampled_from(["Ctrl", "Alt", "Shift", "Meta"])), st.sampled_from([*NAMED, "A", "+", "-", "."]), st.randoms())
def test_the_writing_of_a_key_is_its_own_writing(held: set[str], key: str, chance: object) -> None:
    written = "+".join([*sorted(held), key])
    try:
        made = canonical_key(written)
    except BadInput as error:
        assert error.code == "keys.needed_key"
        return
    assert canonical_key(made) == made == "+".join([*(each for each in MODIFIERS if each in held), key])


def test_own_keys_go_over_the_preset_and_take_a_key_from_who_had_it_in_the_same_place() -> None:
    held = bound(ACTIONS, PRESET, {"edit.split": ("Ctrl+I", "F9")})
    assert held == {
        "edit.split": ("Ctrl+I", "F9"),
        "edit.italic": (),
        "catalog.import": ("Ctrl+I",),  # another place
        "history.undo": ("Ctrl+Z",),
    }
    assert clashes(ACTIONS, held) == []


def test_who_holds_a_key() -> None:
    held = bound(ACTIONS, PRESET, {})
    assert holder(ACTIONS, held, "edit.split", "Ctrl+I") == ITALIC
    assert holder(ACTIONS, held, "edit.split", "Ctrl+Z") == UNDO, "what is offered everywhere is in the way everywhere"
    assert holder(ACTIONS, held, "edit.italic", "Ctrl+I") is None
    assert holder(ACTIONS, held, "history.undo", "F7") is None


def test_what_is_usual_is_not_kept() -> None:
    usual = usual_keys(SPLIT, PRESET)
    own = with_keys({}, "edit.split", ("F9",), usual=usual)
    assert own == {"edit.split": ("F9",)}
    assert with_keys(own, "edit.split", usual, usual=usual) == {}
    assert with_keys(own, "edit.split", (), usual=usual) == {"edit.split": ()}


def test_a_key_that_is_taken_away_is_gone_there_and_comes_back_with_the_default() -> None:
    own = assigned(ACTIONS, PRESET, {}, "edit.split", ["Ctrl+I", "Ctrl+Z"])
    held = bound(ACTIONS, PRESET, own)
    assert (held["edit.split"], held["edit.italic"], held["history.undo"]) == (("Ctrl+I", "Ctrl+Z"), (), ())
    assert clashes(ACTIONS, held) == []
    back = without(ACTIONS, PRESET, own, "edit.italic")
    assert bound(ACTIONS, PRESET, back)["edit.italic"] == ("Ctrl+I",)
    assert bound(ACTIONS, PRESET, back)["edit.split"] == ("Ctrl+Z",)
    assert without(ACTIONS, PRESET, without(ACTIONS, PRESET, back, "edit.split"), "history.undo") == {}


@given(st.lists(st.tuples(st.sampled_from([each.id for each in ACTIONS]), st.sampled_from(["F9", "Ctrl+I", "Ctrl+Z", "Alt+1"]))))
def test_no_two_actions_of_a_place_ever_have_one_key(steps: list[tuple[str, str]]) -> None:
    own: dict[str, tuple[str, ...]] = {}
    for action_id, key in steps:
        own = assigned(ACTIONS, PRESET, own, action_id, [key])
        held = bound(ACTIONS, PRESET, own)
        assert clashes(ACTIONS, held) == []
        assert held[action_id] == (key,)
