"""A process without a UTF-8 locale gets one, quietly, and keeps its interface language."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such locales")
TELL = """
from crossreel.kernel.locale_settings import settle_locale
settle_locale()
import locale, os
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["crossreel", "-platform", "offscreen"])
from crossreel.i18n.interface_language import system_tag
print(locale.nl_langinfo(locale.CODESET), system_tag())
"""


def told(**environment: str) -> tuple[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", TELL], env={**kept, **environment}, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip(), done.stderr


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({}, "en"),
        ({"LC_ALL": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "xx_XX.ISO-8859-1"}, "en"),
        ({"LC_ALL": "zh_CN.GB2312"}, "zh-Hans"),
        ({"LANG": "ar_EG", "LC_CTYPE": "C"}, "ar"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_text_of_the_system_is_utf8_and_nothing_is_said_of_it(environment: dict[str, str], tag: str) -> None:
    assert told(**environment) == (f"UTF-8 {tag}", "")
