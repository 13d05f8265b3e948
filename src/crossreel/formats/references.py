"""Character references of HTML (`&amp;`, `&#39;`) in files of strangers."""

import html
import re

_ENDLESS = re.compile(r"(&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?)")


def without_references(text: str) -> str:
    """Return a text with its references decoded once, as HTML does; numbers longer than that of any letter stay as they are."""
    if "&" not in text:
        return text
    if "&#" not in text:
        return html.unescape(text)
    return "".join([part if at % 2 else html.unescape(part) for at, part in enumerate(_ENDLESS.split(text))])
