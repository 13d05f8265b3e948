"""How a title and its episodes are listed by buyers: names in the lengths they ask for, ids and ratings."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleListing:
    """What buyers list of a title in one language, beside its name, logline and synopsis (`TitleText`).

    `short_name` is for small screens (at most 19 characters in MovieLabs' metadata), `display_name` for lists (60; "" where the
    name fits), `summary` between logline and synopsis (400), `hook` the line of an advertisement.
    """

    id: int
    title_id: int
    language: str
    display_name: str = ""
    short_name: str = ""
    sort_name: str = ""
    other_names: tuple[str, ...] = ()
    summary: str = ""
    hook: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeText:
    """Name and summaries of an episode in one language."""

    id: int
    episode_id: int
    language: str
    name: str = ""
    logline: str = ""
    synopsis: str = ""


class Scheme(StrEnum):
    """Who gives an identifier out. `ORGANIZATION` is the maker's own, `BUYER` that of the buyer it is kept for."""

    EIDR = "eidr"
    ISAN = "isan"
    IMDB = "imdb"
    ORGANIZATION = "org"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What others call a title, one of its seasons or one of its episodes; both None mean the title itself.

    `buyer` is the code of the buyer that gave it out, "" for all other schemes.
    """

    id: int
    title_id: int
    scheme: Scheme
    value: str
    buyer: str = ""
    season_id: int | None = None
    episode_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """For whom a title is, as a territory (ISO 3166-1 alpha-2) rates it: by which system, which value, and why."""

    id: int
    title_id: int
    territory: str
    system: str
    value: str
    reasons: tuple[str, ...] = ()
