"""A batch of drafts: what came at once from one engine or vendor."""

from dataclasses import dataclass
from enum import StrEnum

MICROS = 1_000_000
"""Prices are counted in millionths of their currency."""


class Stage(StrEnum):
    """What a run does, in the order in which it is done: drafts, and masters with burned-in captions."""

    READING = "reading"
    HEARING = "hearing"
    TRANSLATING = "translating"
    BURNING = "burning"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBatch:
    """Where drafts are from.

    Attributes:
        stage: what was done.
        maker: the id of the engine, or the name of the vendor.
        is_vendor: whether people or machines elsewhere made it, and a file brought it.
        model: what the engine ran, "" where nobody said.
        job: the maker's own name of the work, by which it is asked about; "" where there is none.
        column: the language and role it is in (`domain/text/column_name`).
        brief_number: the version of the series brief it was made with, 0 for none.
        run_id: the run that made it, None for one that a file brought.
        price_micros: what it cost, in millionths of `currency` (ISO 4217, "" for nothing paid).
        made_ms: when, in milliseconds since 1970.
        digest: of what was brought, so that the same is known when it comes again.
    """

    id: int
    title_id: int
    stage: Stage
    maker: str
    is_vendor: bool = False
    model: str = ""
    job: str = ""
    column: str = ""
    brief_number: int = 0
    run_id: int | None = None
    price_micros: int = 0
    currency: str = ""
    made_ms: int = 0
    digest: str = ""
