"""A rule is added with the file, the cases and the sentence that docs/adding-a-rule.md names, and nothing turns red."""

from tests.house.copies import Copy

RULE = '''"""A word that stands twice in a row is mostly a slip.

Bad:
    Where are are you?
Good:
    Where are you?
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

TWICE = re.compile(r"\\\\b([a-z]{3,}) \\\\1\\\\b")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a word."""
    for checked in track.cues:
        found = TWICE.search(checked.text)
        if found:
            yield Remark(
                cue=checked.cue, severity=Severity.INFO, facts={"word": found[1]}, read=(checked.text,), repairable=True
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Keep one of the two."""
    if remark.cue is None:
        return None
    return with_text(remark.cue, TWICE.sub(r"\\\\1", checked_of(track, remark.cue).text))


RULE = Rule(
    id="doubled_word", title=N_("Doubled word"), severity=Severity.INFO, scope=Scope.CUE, check=check, repair=repair
)
'''.replace("\\\\", "\\")
CASES = """rule: doubled_word
cases:
  - language: en
    bad:
      - {text: "Where are are you?", severity: info, facts: {word: are}, fixed: "Where are you?"}
      - {text: "You know that that hurts", fixed: "You know that hurts"}
      - {text: "<i>Not this this time</i>", fixed: "<i>Not this time</i>"}
      - {text: "Come home home,\\nplease", facts: {word: home}, fixed: "Come home,\\nplease"}
    good:
      - "Where are you?"
      - "No no no"
      - "Bye, bye"
      - "The theory"
"""
TITLE_RULE = '''"""An episode that begins with the words of another is mostly the wrong file.

Bad:
    Two episodes that begin with: I came back.
Good:
    Each begins with words of its own.
"""

from collections.abc import Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for each later episode that begins like an earlier one."""
    seen: set[tuple[str, str]] = set()
    for track in tracks:
        if track.cues:
            first = track.cues[0]
            if (track.language, first.text) in seen:
                yield track, Remark(cue=first.cue, severity=Severity.WARNING, read=(first.text,))
            seen.add((track.language, first.text))


RULE = Rule(
    id="same_beginning", title=N_("Same beginning"), severity=Severity.WARNING, scope=Scope.TITLE, check_title=check
)
'''
TITLE_CASES = """rule: same_beginning
cases:
  - language: en
    bad:
      - episodes: [[[0, 2000, "I came back"]], [[0, 2000, "I came back"]]]
      - {episodes: [[[0, 2000, "Go"]], [[0, 2000, "No"]], [[500, 2000, "Go"]]], severity: warning}
      - {episodes: [[[0, 2000, "Go"]], [[0, 2000, "Go"]], [[0, 2000, "Go"]]], remarks: 2}
      - episodes: [[[0, 2000, "<i>Go</i>"]], [[0, 2000, "Go"]]]
    good:
      - episodes: [[[0, 2000, "I came back"]], [[0, 2000, "You came back"]]]
      - episodes: [[[0, 2000, "I came back"]]]
      - episodes: [[], [[0, 2000, "Go"]]]
      - episodes: [[[0, 2000, "One"], [3000, 4000, "Go"]], [[0, 2000, "Go"]]]
"""
SENTENCE = '    "qc.doubled_word": N_("“{word}” stands twice. Take one away."),\n'
TITLE_SENTENCE = '    "qc.same_beginning": N_("Another episode begins with these words. Look whether this is the right file."),\n'
RULES, YAML = "src/crossreel/qc/rules", "tests/qc"
SENTENCES = "src/crossreel/i18n/sentences/qc.py"
CASES_OF_RULES = "tests/unit/qc/test_rule_cases.py"
CHECKING = "tests/unit/services/checking/test_checking.py"
TESTS = (
    CASES_OF_RULES, "tests/unit/qc/test_rule_laws.py", f"{CHECKING}::test_a_clean_title_has_no_findings",
    f"{CHECKING}::test_every_finding_has_its_sentence",
)  # fmt: skip
NAMES = ("doubled_word", "same_beginning", "every_rule", "says_the_same", "no_findings", "its_sentence")


def say(project: Copy, sentence: str) -> None:
    """Write a sentence among those of QC."""
    file = project.folder / SENTENCES
    head, brace, rest = file.read_text("utf-8").partition("= {\n")
    file.write_text(head + brace + sentence + rest, "utf-8")


def add(project: Copy) -> None:
    """Add both rules with what the page names."""
    project.add(f"{RULES}/doubled_word.py", RULE)
    project.add(f"{YAML}/doubled_word.yml", CASES)
    say(project, SENTENCE)
    project.add(f"{RULES}/same_beginning.py", TITLE_RULE)
    project.add(f"{YAML}/same_beginning.yml", TITLE_CASES)
    say(project, TITLE_SENTENCE)


def test_a_rule_and_one_that_reads_a_title(project: Copy) -> None:
    add(project)
    (project.folder / "a.en.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nWhere are are you?\n", "utf-8")
    told = project.run("-m", "crossreel", "qc", "a.en.srt", "--language", "en")
    assert "doubled_word: “are” stands twice." in told.stdout, told.stderr


def test_what_is_forgotten_fails(project: Copy) -> None:
    project.add(f"{RULES}/doubled_word.py", RULE)
    assert "doubled_word" in project.must_fail(CASES_OF_RULES, "-k", "every_rule"), "it has no cases"
    project.add(f"{YAML}/doubled_word.yml", CASES)
    assert "qc.doubled_word has no sentence" in project.must_fail(CASES_OF_RULES, "-k", "doubled_word and expected_one")
    say(project, SENTENCE)
    (project.folder / YAML / "doubled_word.yml").write_text(CASES.replace('      - "The theory"\n', ""), "utf-8")
    assert "doubled_word" in project.must_fail(CASES_OF_RULES, "-k", "every_rule"), "three good cases are too few"
