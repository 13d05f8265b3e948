"""Precision and recall of QC over the planted set, by kind and by language, as the section of docs/benchmarks.md.

`make bench` writes it with everything else; alone, `python benchmarks/recall.py` writes this section anew.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "docs" / "benchmarks.md"
sys.path.insert(0, str(ROOT))

from tests.unit.qc.planted import Heard, heard, kinds, planted  # noqa: E402

TITLE = "## QC of the planted set"
HEAD = """
{title}

Lines of dialogue of `tests/qc/planted`, nearly all written without a look at the rules: {faults} with one fault each, of which
{found} are found ({recall}), and {clean} that only look faulty, of which {alarmed} raise an alarm. The first run, the slips of
the set itself mended, found 725 of 941 and raised 4 alarms on 1,241 clean lines. 173 more faults of the harder kinds were
found to 48 % when they were written, and to 53 % by rules that had been mended by the first alone. A third lot, of all kinds and
18 languages, was written before the rules of meaning were widened: 157 of 263 found, 2 alarms on 246 clean lines; a fourth, of the
hardest kinds, after that and without mending: 57 of 72, 1 alarm on 81; a fifth to seventh, of all kinds and 22 languages: 1,243 of
1,504, 13 alarms on 682, of which the set has those that were missed and all that were clean. An alarm is what a rule of the kind
says of a clean line or of a fault of another kind; precision is what was found, of that and those. What is missed is listed in
`tests/qc/planted/known.toml`.

| kind | faults | found | recall | alarms | precision |
|---|---|---|---|---|---|
{by_kind}

| language | faults | found | recall | clean | alarms |
|---|---|---|---|---|---|
{by_language}
"""


def section() -> str:
    """Measure, and return the section."""
    everything = [heard(case) for case in planted()]
    faults = [each for each in everything if each.case.kind]
    clean = [each for each in everything if not each.case.kind]
    found = sum(each.found for each in faults)
    return HEAD.format(
        title=TITLE, faults=f"{len(faults):,}", found=f"{found:,}", recall=share(found, len(faults)),
        clean=f"{len(clean):,}", alarmed=sum(bool(each.spoken) for each in clean),
        by_kind=by_kind(faults, clean), by_language=by_language(faults, clean),
    )  # fmt: skip


def by_kind(faults: list[Heard], clean: list[Heard]) -> str:
    """Return the rows of the kinds."""
    alarms = Counter(rule for each in clean for rule in each.spoken) + Counter(rule for each in faults for rule in each.beside)
    rows = []
    for kind, rules in kinds().items():
        planted_here = [each for each in faults if each.case.kind == kind]
        found = sum(each.found for each in planted_here)
        false = sum(alarms[rule] for rule in rules)
        rows.append(
            (kind.replace("_", " "), len(planted_here), found, share(found, len(planted_here)), false, share(found, found + false))
        )
    return table(rows)


def by_language(faults: list[Heard], clean: list[Heard]) -> str:
    """Return the rows of the languages."""
    rows = []
    for language in sorted({each.case.language for each in faults}):
        planted_here = [each for each in faults if each.case.language == language]
        found = sum(each.found for each in planted_here)
        silent = [each for each in clean if each.case.language == language]
        alarmed = sum(bool(each.spoken) for each in silent)
        rows.append((language, len(planted_here), found, share(found, len(planted_here)), len(silent), alarmed))
    return table(rows)


def share(part: int, whole: int) -> str:
    """Write a share in per cent."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def table(rows: Iterable[tuple[object, ...]]) -> str:
    """Write the rows of a table."""
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def main() -> None:
    """Measure and write the section into the paper, in its place or at its end."""
    paper = PAPER.read_text("utf-8")
    old = re.compile(rf"\n{re.escape(TITLE)}\n.*?(?=\n## |\Z)", re.DOTALL)
    made = section()
    PAPER.write_text(old.sub(lambda _: made, paper) if old.search(paper) else paper + made, "utf-8")
    print(made)


if __name__ == "__main__":
    main()
