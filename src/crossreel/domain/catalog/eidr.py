"""EIDR: the identifiers of films, series, seasons and episodes, with the check character that tells a slip of the pen."""

import re

PREFIX = "10.5240/"
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"10\.5240/((?:[0-9A-F]{4}-){5})([0-9A-Z])")


def check_character(digits: str) -> str:
    """Return the check character of twenty hexadecimal digits, by ISO 7064 Mod 37,36."""
    size = len(_SIGNS)
    carry = size
    for sign in digits:
        total = (carry + _SIGNS.index(sign)) % size or size
        carry = total * 2 % (size + 1)
    return _SIGNS[(size + 1 - carry) % size]


def is_eidr(written: str) -> bool:
    """Tell whether a text is an EIDR in full, "10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C", and its check character fits."""
    found = _SHAPE.fullmatch(written)
    return found is not None and check_character(found[1].replace("-", "")) == found[2]
