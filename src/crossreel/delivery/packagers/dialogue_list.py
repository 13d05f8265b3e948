"""The dialogue list of each language: who says what when, the source beside it."""

from crossreel.delivery.script_files import script_packager

PACKAGER = script_packager("dialogue_list", kind="dialogue", mark="DIALOGUE", types=("xlsx", "docx"))
