"""Lists as people write them, with commas between."""


def words_of(text: str) -> tuple[str, ...]:
    """Split what was typed at commas, Western, Chinese and Arabic ones."""
    for comma in "，、،;；":
        text = text.replace(comma, ",")
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
