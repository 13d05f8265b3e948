"""The dub script of each language: a tab for each speaker, each line with the time it has."""

from crossreel.delivery.script_files import script_packager

PACKAGER = script_packager("dub_script", kind="dub", mark="DUB", types=("xlsx",))
