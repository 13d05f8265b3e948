"""Marks for the extractor of translatable strings."""


def N_(message: str) -> str:
    """Mark a message for extraction and return it unchanged; `i18n` translates it later."""
    return message
