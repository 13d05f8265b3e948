"""Names that say a language and no region, where we have one of each: “es” is taken as that of Latin America, and said."""

import re
from collections.abc import Iterable, Iterator

from crossreel.domain.text.document import Notice
from crossreel.domain.text.language import base_of
from crossreel.domain.text.language_names import REGIONS

REGION_ASSUMED = "import.region_assumed"
_BARE = {
    "es-419": ("es", "spa", "esp", "spanish", "español", "espanol", "西班牙语", "西班牙文", "西语", "西文"),
    "pt-BR": ("pt", "por", "portuguese", "português", "portugues", "葡萄牙语", "葡萄牙文", "葡语"),
}
_TELLING = {
    "es": (
        "latin",
        "latino",
        "latinoamérica",
        "latinoamericano",
        "america",
        "américa",
        "neutro",
        "mexico",
        "méxico",
        "lat",
        "拉美",
    ),
    "pt": ("brazil", "brasil", "brazilian", "brasileiro", "巴西"),
}
_WORD = re.compile(r"[^\W_]+")


def region_notices(language: str, texts: Iterable[str]) -> Iterator[Notice]:
    """Say that a region was taken for granted.

    Args:
        language: as which a file is taken.
        texts: the names that could have said so, or what a header says, the first that speaks of the language counts.
    """
    for text in texts if language in _BARE else ():
        folded = text.casefold()
        words = _WORD.findall(folded)
        written = next((bare for bare in _BARE[language] if bare in words or (not bare.isascii() and bare in folded)), "")
        base = base_of(language)
        regions = {*REGIONS[base].split(), *_TELLING[base]} - {base}
        if any(region in words or (not region.isascii() and region in folded) for region in regions):
            return
        if written:
            yield Notice(code=REGION_ASSUMED, facts={"written": written, "language": language})
            return
