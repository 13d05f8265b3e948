"""Language tags in XML as a buyer writes them."""

import re

from crossreel.domain.delivery import Profile

LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
"""What the type of XML's `lang` allows."""


def language_of(profile: Profile, tag: str) -> str:
    """Return a tag of BCP 47 for metadata: the buyer's own word for it where its profile has one that XML can hold."""
    alias = profile.language_aliases.get(tag, tag)
    return alias if LANGUAGE.fullmatch(alias) else tag
