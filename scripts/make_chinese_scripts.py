"""Write resources/word_lists/chinese_script.toml: which characters belong to one of the two Chinese scripts alone.

The variants are those of Unicode (Unihan: kSimplifiedVariant, kTraditionalVariant), as ICU's transliterators Hant-Hans and
Hans-Hant carry them. A character counts as traditional alone where it has another simplified form and the national set of the
mainland (GB 2312) has no place for it; as simplified alone where it has another traditional form and Big5 has none. Run once per
version of ICU; the file it writes is committed. Needs the program `uconv` of ICU.

    python scripts/make_chinese_scripts.py
"""

import subprocess
from pathlib import Path

CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA6)]
# In use in both: 瞭望, the name 毕昇; Hong Kong writes 着, 温, 叠 and 强, Taiwan 晒 as well.
BOTH = frozenset("瞭昇着温叠强晒啰")
# In Big5, but as rare characters of other meaning: in a subtitle they are the simplified ones.
SIMPLIFIED_TOO = "体机号与么听"
WIDTH = 60


def converted(transliterator: str) -> list[str]:
    """Return what ICU makes of each character."""
    given = "".join(f"{char}\n" for char in CHARACTERS).encode()
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", transliterator]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode().split("\n")[: len(CHARACTERS)]


def has(char: str, encoding: str) -> bool:
    """Tell whether a character set has a place for a character."""
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def rows(name: str, characters: str) -> str:
    """Return a row of characters as TOML, in lines of the same length."""
    lines = [characters[at : at + WIDTH] for at in range(0, len(characters), WIDTH)]
    return f'{name} = """\\\n' + "\\\n".join(lines) + '"""\n'


def main() -> None:
    """Read ICU's tables and write the file."""
    simplified = dict(zip(CHARACTERS, converted("Hant-Hans"), strict=True))
    traditional = dict(zip(CHARACTERS, converted("Hans-Hant"), strict=True))
    alone = [char for char, other in simplified.items() if other != char and not has(char, "gb2312") and char not in BOTH]
    others = [char for char, other in traditional.items() if other != char and not has(char, "big5") and char not in BOTH]
    out = Path(__file__).resolve().parent.parent / "resources" / "word_lists" / "chinese_script.toml"
    out.write_text(
        "# Made by scripts/make_chinese_scripts.py from ICU (Unihan), GB 2312 and Big5: characters of the other script (`strange`),"
        " and\n"
        "# what stands for each in this one where there is one answer (`becomes`).\n\n[zh-Hans]\n"
        + rows("strange", "".join(alone)) + rows("becomes", "".join(simplified[char] for char in alone))
        + "\n[zh-Hant]\n" + rows("strange", "".join(others) + SIMPLIFIED_TOO),
        encoding="utf-8",
    )  # fmt: skip


if __name__ == "__main__":
    main()
