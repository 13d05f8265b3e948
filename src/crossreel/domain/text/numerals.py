"""Numbers as people write them: digits of any script, Chinese and Roman numerals."""

import re
import unicodedata

NUMERALS = "零〇一二两三四五六七八九十百千廿卅"
_DIGIT_OF = {
    character: value
    for value, characters in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_UNIT_OF = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def plain(text: str) -> str:
    """Return a text with digits of every script as ASCII, full-width signs narrow and invisible signs gone."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFKC", text)
    return "".join(_plain_sign(sign) for sign in composed if unicodedata.category(sign) != "Cf")


def number_of(written: str) -> int | None:
    """Return the value of digits, Chinese numerals or capital Roman numerals; None for anything else."""
    if written.isdecimal():
        return int(written)
    return chinese_number(written) or roman_number(written)


def chinese_number(numerals: str) -> int | None:
    """Return the value of Chinese numerals, `十二` and `一百零三` as well as the digit by digit `一二`."""
    if not numerals or any(character not in NUMERALS for character in numerals):
        return None
    numerals = numerals.replace("廿", "二十").replace("卅", "三十")
    if not any(character in _UNIT_OF for character in numerals):
        return int("".join(str(_DIGIT_OF[character]) for character in numerals))
    total, digit, unit = 0, 0, 0
    for character in numerals:
        if character in _UNIT_OF:
            unit = _UNIT_OF[character]
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = _DIGIT_OF[character]
            unit = unit if digit else 0
    return total + (digit * (unit // 10 or 1) if unit > 10 else digit)


def roman_number(numerals: str) -> int | None:
    """Return the value of Roman numerals in capitals, up to 399; None where they are written wrongly."""
    if not numerals or not _ROMAN_FORM.fullmatch(numerals):
        return None
    values = [_ROMAN[sign] for sign in numerals]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)
