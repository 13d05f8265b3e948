"""Keys as a person reads them: their names in the interface language, the arrows as arrows in every language."""

from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
WORDS = {
    "Ctrl": N_("Ctrl"),
    "Alt": N_("Alt"),
    "Shift": N_("Shift"),
    "Meta": N_("Meta"),
    "Num": N_("Num"),
    "Space": N_("Space"),
    "Return": N_("Enter"),
    "Tab": N_("Tab"),
    "Backtab": N_("Backtab"),
    "Esc": N_("Esc"),
    "Backspace": N_("Backspace"),
    "Ins": N_("Ins"),
    "Del": N_("Del"),
    "Home": N_("Home"),
    "End": N_("End"),
    "PgUp": N_("PgUp"),
    "PgDown": N_("PgDn"),
    "Pause": N_("Pause"),
    "Print": N_("Print"),
    "Menu": N_("Menu"),
}


def key_words(key: str) -> str:
    """Return a key of `domain.keys` in words, for example "Ctrl+→" for `Ctrl+Right`."""
    if not key:
        return ""
    last = "+" if key.endswith("+") else key.rsplit("+", 1)[-1]
    held = [each for each in key.removesuffix(last).split("+") if each]
    named = ARROWS.get(last) or (_(WORDS[last]) if last in WORDS else last)
    return "+".join([*(_(WORDS[each]) for each in held), named])
