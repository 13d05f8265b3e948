"""Keeps the interface translations in step with the code: `update`, `compile` or `check`."""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "crossreel.pot"
LOCALES = ("zh_Hans", "ar")
KEYWORDS = {"_": None, "_n": (1, 2), "N_": None}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def extract() -> Catalog:
    """Return a template of every marked string in the code, in the order of files."""
    template = Catalog(project="Crossreel", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "src", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",), strip_comment_tags=True
    )
    for name, _line, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        place = (f"src/{Path(name).as_posix()}", 0)  # lines are not written
        template.add(message, locations=[place], auto_comments=comments, context=context)
    return template


def po_path(locale: str) -> Path:
    """Return where a locale's translations stand."""
    return FOLDER / locale / "LC_MESSAGES" / "crossreel.po"


def load(path: Path, locale: str | None = None) -> Catalog:
    """Read a PO or POT file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def save(path: Path, catalog: Catalog) -> None:
    """Write a PO or POT file without dates and line numbers, so that a diff shows only words."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, omit_header=False, include_lineno=False, ignore_obsolete=True, sort_output=False)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not re.match(r'"(POT-Creation|PO-Revision)-Date', line)), "utf-8")


def update() -> None:
    """Write the template and bring every locale up to it; new strings come untranslated."""
    template = extract()
    save(TEMPLATE, template)
    for locale in LOCALES:
        path = po_path(locale)
        catalog = load(path, locale) if path.exists() else Catalog(locale=locale, project="Crossreel", charset="utf-8", fuzzy=False)
        catalog.update(template, no_fuzzy_matching=True)
        save(path, catalog)
        print(f"{locale}: {sum(1 for message in real(catalog) if not is_translated(message))} strings to translate")


def compile_all() -> None:
    """Write the .mo files that the program reads."""
    for locale in LOCALES:
        path = po_path(locale)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, load(path, locale))


def real(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalog without its header."""
    return [message for message in catalog if message.id]


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has words and none is fuzzy."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and not message.fuzzy


def placeholders_differ(message: Message) -> bool:
    """Tell whether a translation names facts that its English has not, or drops some."""
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    every = [set(PLACEHOLDER.findall(form)) for form in forms]
    return any(found - wanted for found in every) or every[-1] != wanted


def check() -> list[str]:
    """Return what is wrong: strings missing from the template, untranslated, or with other placeholders."""
    wrong = []
    template = extract()
    wanted = {message.id if isinstance(message.id, str) else message.id[0] for message in real(template)}
    for locale in LOCALES:
        if not po_path(locale).exists():
            wrong.append(f"{locale}: no translations")
            continue
        catalog = load(po_path(locale), locale)
        have = {message.id if isinstance(message.id, str) else message.id[0]: message for message in real(catalog)}
        wrong += [f"{locale}: not in the file: {text!r}" for text in sorted(wanted - have.keys())]
        wrong += [f"{locale}: untranslated: {text!r}" for text in sorted(wanted & have.keys()) if not is_translated(have[text])]
        wrong += [
            f"{locale}: other placeholders: {text!r}"
            for text in sorted(wanted & have.keys())
            if is_translated(have[text]) and placeholders_differ(have[text])
        ]
    return wrong


def main() -> int:
    """Run the command named on the command line."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "check":
        wrong = check()
        print("\n".join(wrong) or "translations complete")
        return 1 if wrong else 0
    commands = {"update": update, "compile": compile_all}
    if command not in commands:
        print(__doc__)
        return 2
    commands[command]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
