"""The steps of runs, each stored when it is done, so that a killed run goes on where it broke and nothing is paid for twice."""

from sqlalchemy import Index, Table

from crossreel.domain.drafting.run import RunStep
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "run_step", metadata,
    row_id(), number("title_id", index=True), number("run_id"), number("episode_id"), text("stage"), text("column"), text("state"),
    number("tries"), text("error"), text("facts"), number("begun_ms"), number("took_ms"), number("price_micros"), text("currency"),
    number("tokens_in"), number("tokens_out"), text("result"),
    Index("ix_run_step_run_id_state", "run_id", "state"),
)  # fmt: skip
KIND = Kind(entity=RunStep, table=table, owner="title_id", kept=Kept.RECORDED)
