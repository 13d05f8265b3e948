"""What of a title may be shown by whom, where, when, how and in which languages."""

from dataclasses import dataclass
from enum import StrEnum

WORLD = "WW"
"""Every territory, in the place of a code of ISO 3166."""
WORLDWIDE = frozenset({"WW", "WORLD", "WORLDWIDE", "*"})
OTHER_CODES = {"UK": "GB"}


def territory_code(written: str) -> str:
    """Return a territory as its code is written, whatever people call the world and the United Kingdom; it may be none."""
    code = written.strip().upper()
    return WORLD if code in WORLDWIDE else OTHER_CODES.get(code, code)


class Licence(StrEnum):
    """How a title may be sold or shown.

    The first six are those of MovieLabs Avails 2.7. It has no word for the others, which are carried as a description of the
    licence: `AVOD` and `FAST` are paid by advertising, `COIN` unlocks episode by episode in an app, `BROADCAST` is television.
    """

    EST = "est"
    VOD = "vod"
    SVOD = "svod"
    POEST = "poest"
    PRE_RELEASE = "pre_release"
    LIBRARY = "library"
    AVOD = "avod"
    FAST = "fast"
    COIN = "coin"
    BROADCAST = "broadcast"


class Localization(StrEnum):
    """In what form the languages of a right may be shown, as Avails has it."""

    ANY = "any"
    SUBTITLED = "sub"
    DUBBED = "dub"
    BOTH = "subdub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right to show a title, of one buyer or (None) of whoever takes it; `season_id` None means all seasons.

    Territories are codes of ISO 3166-1 alpha-2 or `WORLD`, `excluded` are those that it leaves out. Days are "YYYY-MM-DD": the
    first and the last on which the right holds, "" for open. `languages` are tags, () for all of the title;
    `holdback_languages` must not be shown, `required_languages` have to be delivered. `price` is a decimal number as text, of a
    `price_type` of Avails ("WSP", "SRP", "Tier"…), its currency by ISO 4217. `licensor` is who grants it, `contract` under
    which number.
    """

    id: int
    title_id: int
    buyer_id: int | None
    territories: tuple[str, ...]
    licence: Licence
    excluded: tuple[str, ...] = ()
    start_day: str = ""
    end_day: str = ""
    languages: tuple[str, ...] = ()
    holdback_languages: tuple[str, ...] = ()
    required_languages: tuple[str, ...] = ()
    localization: Localization = Localization.ANY
    exclusive: bool = False
    season_id: int | None = None
    licensor: str = ""
    contract: str = ""
    price_type: str = ""
    price: str = ""
    currency: str = ""
    remark: str = ""

    def holds_on(self, day: str) -> bool:
        """Tell whether it holds on a day, "YYYY-MM-DD": its first and its last are within."""
        return (not self.start_day or self.start_day <= day) and (not self.end_day or day <= self.end_day)
