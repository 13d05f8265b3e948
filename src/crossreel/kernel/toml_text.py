"""Values and keys as TOML writes them, each on one line."""

import json
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction


def toml_key(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else toml_value(key)


def toml_value(value: object) -> str:
    """Return a value; a fraction is a text such as "30000/1001"."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml_key(str(key))} = {toml_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, Fraction):
        value = str(value)
    if isinstance(value, Enum):
        value = value.value
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
