"""Write resources/style_guides/vertical.toml, landscape.toml and those for children from the reference tables.

Run once per change of the tables; the files it writes are committed and may be edited by hand afterwards. Figures come from
language_limits.csv and timing_rules.csv; conventions are spelled out here because the tables give them in prose.

    python scripts/make_style_guides.py REFERENCE_FOLDER
"""

import csv
import sys
from fractions import Fraction
from pathlib import Path

COUNTING = {"zh-Hans": "cjk_half", "zh-Hant": "cjk_half", "ja": "cjk_half", "ko": "cjk_half", "th": "no_marks"}
# Reading speed to aim at, as a share of the hard limit: the 9:16 micro-drama preset asks for at most 17 and aims at 15.
TARGET_SPEED = Fraction(15, 17)
MICRO_DRAMA = "9:16 micro-drama preset"

HYPHEN = ("en", "de", "hi", "tr", "fil")
HYPHEN_SPACE = ("ko", "pt-BR", "fr", "it", "id", "ms", "vi", "ar", "ru", "pl")
QUOTES = {
    "zh-Hans": ["“”"], "zh-Hant": ["「」", "『』"], "ja": ["「」", "『』"], "ko": ['""', "“”"], "fr": ["«»"],
    "de": ["„“", "»«", '""'], "it": ['""', "“”", "«»"], "th": ["“”"], "ar": ['""'], "ru": ["«»", "„“"], "pl": ["„”", '""'],
    "es-ES": ['""', "“”", "«»"],
}  # fmt: skip
NO_ITALICS = ("zh-Hans", "zh-Hant", "ko", "th", "ar", "hi")
DEFAULT_QUOTES = ['""', "“”"]
OWN: dict[str, dict[str, object]] = {
    "en": {"words_up_to": 10},
    "zh-Hans": {"no_stops": {"where": "anywhere", "stops": "。｡.", "commas": "，,", "stop": " ", "comma": " "}},
    "zh-Hant": {"no_stops": {"where": "line_end", "stops": "。｡.", "commas": "，、,", "stop": " ", "comma": " "}},
    "ja": {"no_stops": {"where": "anywhere", "stops": "。｡.", "commas": "、､，", "stop": "\u3000", "comma": " "}},
    "ko": {"no_line_end": ".,"},
    "es-419": {"inverted_marks": True},
    "es-ES": {"inverted_marks": True},
    "fr": {"space_before": "?!:;", "narrow_space": "\u202f"},
    "ar": {"arabic_marks": True, "words_up_to": 10, "western_digits": True},
    "th": {"no_question_mark": True, "thai_spaces": True},

}  # fmt: skip
HEADS = {
    "vertical": "Vertical 9:16",
    "landscape": "Landscape 16:9",
    "vertical_children": "Vertical 9:16, for children",
    "landscape_children": "Landscape 16:9, for children",
}


def conventions(language: str) -> dict[str, object]:
    """Return the punctuation fields of a language, by the field names of the rules that read them."""
    dash = "hyphen" if language in HYPHEN else "hyphen_space" if language in HYPHEN_SPACE else "either"
    special = {"nl": "second_only", "zh-Hans": "dash", "zh-Hant": "dash"}
    italics = {"no_italics": True} if language in NO_ITALICS else {}
    return {
        "ellipsis": "…",
        "speaker_dash": special.get(language, dash),
        "quotes": QUOTES.get(language, DEFAULT_QUOTES),
        **italics,
        **OWN.get(language, {}),
    }


def limits(row: dict[str, str], guide: str, longest_ms: int) -> dict[str, object]:
    """Return the figures of a row of language_limits.csv for one shape of picture."""
    vertical = guide.startswith("vertical")
    wide = int(row["max_chars_per_line"])
    children = guide.endswith("_children")
    speed = float(row["max_cps_children" if children else "max_cps_adult"])
    sdh = (
        {}
        if children
        else {"sdh_speed_target": aimed_at(float(row["max_cps_sdh_adult"])), "sdh_speed_hard": float(row["max_cps_sdh_adult"])}
    )
    return {
        "counting": COUNTING.get(row["lang"], "all"),
        "line_target": int(row["vertical_9x16_cpl_target"]) if vertical else wide,
        "line_hard": int(row["vertical_9x16_cpl_hard"]) if vertical else wide,
        "max_lines": int(row["vertical_9x16_lines_default"] if vertical else row["max_lines"]),
        "speed_target": aimed_at(speed),
        "speed_hard": speed,
        **sdh,
        "min_duration_ms": round(float(row["min_duration_s"]) * 1000),
        "max_duration_ms": round(float(row["max_duration_s"]) * 1000),
        "target_duration_ms": longest_ms if vertical else 0,
        "min_gap_frames": int(row["min_gap_frames"]),
        "source": f"{row['source']} [{row['certainty']}]",
    }


def aimed_at(speed: float) -> float:
    """Return the reading speed to aim at where a speed is the hard limit, to half a character a second."""
    return round(float(TARGET_SPEED * Fraction(speed)) * 2) / 2


def toml(value: object) -> str:
    """Write a value as TOML; no-break spaces are written as escapes, to be seen."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\u202f", "\\u202f").replace("\u3000", "\\u3000") + '"'


def write_guide(guide: str, rows: list[dict[str, str]], longest_ms: int, target: Path) -> None:
    """Write one set of style guides."""
    lines = ["# Made by scripts/make_style_guides.py from language_limits.csv and timing_rules.csv.", ""]
    lines += [f"name = {toml(HEADS[guide])}", 'fallback = "en"', ""]
    for row in rows:
        lines.append(f"[languages.{row['lang']}]")
        lines += [f"{key} = {toml(value)}" for key, value in limits(row, guide, longest_ms).items()]
        lines += [f"conventions.{key} = {toml(value)}" for key, value in conventions(row["lang"]).items()]
        lines.append("")
    target.write_text("\n".join(lines), encoding="utf-8")


def longest_vertical_ms(rules: list[dict[str, str]]) -> int:
    """Return the longest duration the micro-drama preset prefers, for example 5000 for "0.833-5 s"."""
    preset = next(rule["value"] for rule in rules if rule["rule"] == MICRO_DRAMA)
    span = next(part for part in preset.split(", ") if part.endswith(" s"))
    return round(float(span.removesuffix(" s").split("-")[1]) * 1000)


def main() -> None:
    """Read the tables and write both sets."""
    reference = Path(sys.argv[1])
    folder = Path(__file__).resolve().parent.parent / "resources" / "style_guides"
    folder.mkdir(parents=True, exist_ok=True)
    with (reference / "language_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (reference / "timing_rules.csv").open(encoding="utf-8", newline="") as file:
        longest_ms = longest_vertical_ms(list(csv.DictReader(file)))
    for guide in HEADS:
        write_guide(guide, rows, longest_ms, folder / f"{guide}.toml")


if __name__ == "__main__":
    main()
