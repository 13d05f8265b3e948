"""Sentences about keys: names of presets, and what no key can be."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "keys.preset_function_keys": N_("Function keys"),
    "keys.preset_single_letters": N_("Single letters"),
    "keys.preset_numpad": N_("Numpad"),
    "keys.preset_subtitle_edit": N_("As in Subtitle Edit"),
    "keys.preset_aegisub": N_("As in Aegisub"),
    "keys.bad_key": N_("“{key}” is no key. Write it such as Ctrl+Shift+K, Alt+Left, F5 or Num+7."),
    "keys.needed_key": N_("“{key}” alone is needed by text fields and tables. Hold Ctrl or Alt with it."),
    "keys.held": N_("“{key}” belongs to “{action}”. Take another key, or take it away from there."),
    "keys.held_in_file": N_("“{key}” stands in the file twice: “{action}” has it already."),
    "keys.no_action": N_("There is no action “{action}”."),
    "keys.no_preset": N_("There is no preset “{preset}”. Presets: {known}."),
    "keys.bad_file": N_("“{path}” is no file of keys: {reason}."),
    "keys.no_file": N_("“{path}” cannot be read: {reason}."),
}
