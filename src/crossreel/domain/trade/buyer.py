"""Who takes titles: apps, streamers, broadcasters, and houses that work on them."""

import re
from dataclasses import dataclass

CODE_PATTERN = re.compile(r"[A-Z0-9]{2,16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """A company that takes titles. `code` is what deliveries, rule settings and file names call it, `[A-Z0-9]{2,16}`.

    `profile_id` is the delivery profile it is served by, "" while nobody chose one; `contact` is whom to write to.
    """

    id: int
    code: str
    name: str
    profile_id: str = ""
    contact: str = ""
    remark: str = ""
