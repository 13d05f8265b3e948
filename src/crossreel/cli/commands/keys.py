"""`crossreel keys`: what the keys of the window do, on this machine."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import print_table
from crossreel.cli.arguments import Argument, AsJson, Option
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse
from crossreel.domain.errors import BadInput
from crossreel.domain.keys import KeyedAction, assigned, bound, canonical_key, holder, without
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.services import keymaps

if TYPE_CHECKING:
    from crossreel.domain.preferences import Preferences

ActionId = Annotated[str, Argument(metavar="ACTION", help=N_("Id of the action, as `keys list` tells it."))]


def show(
    session: Session,
    preset: Annotated[str, Option(help=N_("List the keys of this preset instead, without your own."))] = "",
    as_json: AsJson = False,
) -> None:
    """List every action of the window with its keys."""
    chosen, actions = session.opener.preferences().load(), session.opener.actions()
    own = {} if preset else chosen.keys
    held = bound(actions, keymaps.load(_known(preset) if preset else chosen.keymap), own)
    if session.as_json:
        session.print_json([_told(action, held[action.id], own=action.id in own) for action in actions])
        return
    rows = [
        (_(each.group), each.id, _(each.title), "  ".join(held[each.id]), _("own") if each.id in own else "") for each in actions
    ]
    print_table(session, (_("Group"), _("Action"), _("What it does"), _("Keys"), ""), sorted(rows))


def change(
    session: Session,
    action: ActionId,
    keys: Annotated[list[str] | None, Argument(metavar="KEY", help=N_("Keys such as Ctrl+Shift+K; none for no key."))] = None,
    take: Annotated[bool, Option("--take", help=N_("Take a key away from the action that has it."))] = False,
    as_json: AsJson = False,
) -> int:
    """Give an action other keys; a key that another action has in the same place is refused."""
    chosen, actions = session.opener.preferences().load(), session.opener.actions()
    _find(actions, action)
    wanted = [canonical_key(each) for each in keys or ()]
    preset = keymaps.load(chosen.keymap)
    held = bound(actions, preset, chosen.keys)
    for key in wanted:
        other = holder(actions, held, action, key)
        if other is not None and not take:
            raise BadInput("keys.held", key=key, action=_(other.title))
    return _keep(session, replace(chosen, keys=assigned(actions, preset, chosen.keys, action, wanted)), actions)


def reset(
    session: Session,
    action: Annotated[str, Argument(metavar="ACTION", help=N_("Id of the action; without it all of them."))] = "",
    as_json: AsJson = False,
) -> int:
    """Give an action the keys of the preset again, or all of them."""
    chosen, actions = session.opener.preferences().load(), session.opener.actions()
    if action:
        _find(actions, action)
    own = without(actions, keymaps.load(chosen.keymap), chosen.keys, action) if action else {}
    return _keep(session, replace(chosen, keys=own), actions)


def choose(
    session: Session,
    preset: Annotated[str, Argument(metavar="PRESET", help=N_("Name of the preset; without it they are listed."))] = "",
    as_json: AsJson = False,
) -> int:
    """Choose a preset; your own keys stay over it."""
    chosen = session.opener.preferences().load()
    if preset:
        chosen = replace(chosen, keymap=_known(preset))
        session.opener.preferences().save(chosen)
    listed = [
        {"preset": name, "title": sentence(f"keys.preset_{name}"), "chosen": name == chosen.keymap} for name in keymaps.PRESETS
    ]
    if session.as_json:
        session.print_json(listed)
    else:
        rows = [(each["preset"], each["title"], _("chosen") if each["chosen"] else "") for each in listed]
        print_table(session, (_("Preset"), _("Name"), ""), rows)
    return DONE


def read(
    session: Session, file: Annotated[Path, Argument(metavar="FILE", help=N_("A keymap, TOML."))], as_json: AsJson = False
) -> int:
    """Take the keys of a file that `keys export` or the window wrote; a line that cannot be is named and left out."""
    chosen, actions = session.opener.preferences().load(), session.opener.actions()
    own, left_out = keymaps.read_keys(file, actions, keymaps.load(chosen.keymap))
    for item in left_out:
        session.complain(f"{item.name}: {sentence(item.code, item.facts)}")
    _keep(session, replace(chosen, keys=own), actions)
    return FAILED if left_out else DONE


def write(
    session: Session,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("Where to write them, TOML."))],
    as_json: AsJson = False,
) -> int:
    """Write the keys of every action into a file."""
    chosen, actions = session.opener.preferences().load(), session.opener.actions()
    keymaps.write_keys(file, file.stem, actions, keymaps.load(chosen.keymap), chosen.keys)
    if session.as_json:
        session.print_json({"path": str(file)})
    else:
        session.say(str(file))
    return DONE


def _keep(session: Session, chosen: "Preferences", actions: tuple[KeyedAction, ...]) -> int:
    session.opener.preferences().save(chosen)
    held = bound(actions, keymaps.load(chosen.keymap), chosen.keys)
    own = [_told(each, held[each.id], own=True) for each in actions if each.id in chosen.keys]
    if session.as_json:
        session.print_json({"preset": chosen.keymap, "own": own})
    else:
        rows = [(each["action"], each["title"], "  ".join(held[str(each["action"])])) for each in own]
        print_table(session, (_("Action"), _("What it does"), _("Keys")), rows)
    return DONE


def _told(action: KeyedAction, keys: tuple[str, ...], *, own: bool) -> dict[str, object]:
    return {
        "action": action.id,
        "title": _(action.title),
        "group": _(action.group) if action.group else "",
        "places": list(action.places),
        "keys": list(keys),
        "own": own,
    }


def _find(actions: tuple[KeyedAction, ...], action_id: str) -> KeyedAction:
    found = next((each for each in actions if each.id == action_id), None)
    if found is None:
        raise WrongUse(sentence("keys.no_action", {"action": action_id}))
    return found


def _known(preset: str) -> str:
    if preset not in keymaps.PRESETS:
        raise WrongUse(sentence("keys.no_preset", {"preset": preset, "known": list(keymaps.PRESETS)}))
    return preset


COMMAND = Command(
    "keys",
    N_("List, set, import and export the keys of the window."),
    show,
    (
        Action("list", N_("List every action with its keys."), show),
        Action("set", N_("Give an action other keys."), change),
        Action("reset", N_("Take your own keys back."), reset),
        Action("preset", N_("List the presets, or choose one."), choose),
        Action("import", N_("Take the keys of a file."), read),
        Action("export", N_("Write the keys into a file."), write),
    ),
)
