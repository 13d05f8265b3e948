"""What a model puts round a translation though nobody asked for it: quotation marks, and the name of who speaks."""

import re
from collections.abc import Iterable

QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»", "„": "“"}
ANY_QUOTE = re.compile(f"[{''.join({*QUOTES, *QUOTES.values()})}]")


def bare(said: str, source: str, speakers: Iterable[str]) -> str:
    """Return a translation without a speaker before it and quotation marks around all of it, where the source has none.

    Args:
        said: what a model gave.
        source: the line, plain text.
        speakers: what whoever speaks is called, in either language.
    """
    text = said.strip()
    for name in speakers:
        if name and not _names(source, name):
            text = re.sub(rf"^[\[(（]?{re.escape(name)}[\])）]?\s*[:：]\s*", "", text, count=1, flags=re.IGNORECASE)
    first, last = text[:1], text[-1:]
    wrapped = len(text) > 2 and QUOTES.get(first) == last and not ANY_QUOTE.search(text[1:-1])
    return text[1:-1].strip() if wrapped and not ANY_QUOTE.match(source.strip()[:1]) else text


def _names(source: str, name: str) -> bool:
    return (
        re.match(rf"\s*{re.escape(name)}\s*[:：]", source, re.IGNORECASE) is not None
        or re.match(r"[^:：]{1,20}[:：]", source) is not None
    )
