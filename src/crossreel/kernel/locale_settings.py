"""The locale of this process: text of the system is UTF-8, whatever the environment says."""

import contextlib
import locale
import os
import sys

UTF8_LOCALE = "C.UTF-8"


def settle_locale() -> None:
    """Choose UTF-8 where the environment names another encoding, or a locale that this system has not.

    A minimal system has none set; Qt would switch by itself then, and say so in four lines on standard error.
    """
    if not sys.platform.startswith("linux") or _is_utf8():
        return
    above_all = os.environ.pop("LC_ALL", "")
    if above_all:  # it would go before what is chosen here, and names the interface language as well
        os.environ["LANG"] = os.environ["LC_MESSAGES"] = above_all
    os.environ["LC_CTYPE"] = UTF8_LOCALE
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")


def _is_utf8() -> bool:
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return False
    return locale.nl_langinfo(locale.CODESET).upper() in ("UTF-8", "UTF8")
