"""What fields of records are read by: the rows that others name, and what there is to choose among."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.catalog.person import Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Character
from crossreel.domain.delivery import Delivery
from crossreel.domain.trade.buyer import Buyer


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The rows that records name, by id, and the territories of ISO 3166-1.

    `episodes` are the numbers of the title's episodes by id, `pictures` width and height of its images by id; `title_id` is 0 for
    the catalog's own records, `columns` those of the title, `profiles` names of delivery profiles by id, `today` is "YYYY-MM-DD",
    `served` the codes of buyers that something was delivered to.
    """

    territories: frozenset[str]
    title_id: int = 0
    columns: tuple[str, ...] = ()
    today: str = ""
    served: frozenset[str] = frozenset()
    profiles: Mapping[str, str] = field(default_factory=dict)
    buyers: Mapping[int, Buyer] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    characters: Mapping[int, Character] = field(default_factory=dict)
    seasons: Mapping[int, Season] = field(default_factory=dict)
    episodes: Mapping[int, int] = field(default_factory=dict)
    deliveries: Mapping[int, Delivery] = field(default_factory=dict)
    pictures: Mapping[int, tuple[int, int]] = field(default_factory=dict)
