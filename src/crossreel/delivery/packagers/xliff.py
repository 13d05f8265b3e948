"""XLIFF of each language, for translation tools: the lines with their translations, times, and how many characters fit."""

from crossreel.delivery.script_files import script_packager

PACKAGER = script_packager("xliff", kind="xliff", mark="XLIFF", types=("xlf",), with_source=False)
