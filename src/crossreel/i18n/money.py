"""Money as the interface language writes it."""

from decimal import Decimal

from crossreel.domain.engines.engine_info import Price
from crossreel.i18n import interface_language
from crossreel.i18n.messages import _

MICROS = 1_000_000
SMALLEST_SHOWN = 100


def money(micros: int, currency: str) -> str:
    """Write an amount in millionths of a currency, with as many decimals as it has: "$1.20", "$0.0375"."""
    from babel.numbers import format_currency

    amount = Decimal(micros) / MICROS
    is_fine = micros % (MICROS // SMALLEST_SHOWN) != 0
    return str(format_currency(amount, currency, locale=interface_language.active().locale, decimal_quantization=not is_fine))


def price_words(price: Price) -> str:
    """Say what an engine costs, "" where nothing is paid."""
    parts = []
    if price.input_micros or price.output_micros:
        told = _("{input} and {output} a million tokens")
        parts.append(
            told.format(input=money(price.input_micros, price.currency), output=money(price.output_micros, price.currency))
        )
    if price.per_minute_micros:
        parts.append(_("{price} a minute").format(price=money(price.per_minute_micros, price.currency)))
    return ", ".join(parts)
