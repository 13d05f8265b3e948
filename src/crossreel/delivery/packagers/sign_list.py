"""The list for burning of each language: what stands on the picture, where and when, beside its translation."""

from crossreel.delivery.script_files import script_packager
from crossreel.domain.text.column_name import SIGNS

PACKAGER = script_packager("sign_list", kind="signs", mark="SIGNS", types=("xlsx",), role=SIGNS)
