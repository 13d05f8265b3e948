"""The languages a person is offered first; any other tag can be typed."""

OFFERED = (
    "zh-Hans", "zh-Hant", "en", "es-419", "es-ES", "pt-BR", "pt-PT", "id", "th", "vi", "ar", "ja", "ko", "fr", "de",
    "it", "ru", "tr", "hi", "fil", "ms", "pl", "nl", "he", "uk", "ro", "cs", "hu", "el", "sv",
    "da", "fi", "nb", "bn", "ta", "te", "ur", "fa", "my", "km", "lo",
)  # fmt: skip
