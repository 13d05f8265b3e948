"""Running the rules of picture and sound over one version, and making findings of what they say."""

from collections.abc import Callable, Iterable

import xxhash

from crossreel.domain.quality.finding import Finding
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def inspect_media(
    rules: Iterable[MediaRule],
    checked: CheckedMedia,
    title_id: int,
    id_of: Callable[[str], int],
    note: Callable[[MediaRule, Exception], None],
) -> list[Finding]:
    """Return what rules find in a version. One that raises says nothing of it, and stops no other.

    Args:
        rules: the rules.
        checked: the version.
        title_id: its title.
        id_of: gives the id of a finding by its fingerprint: that of the one that was there before, or a new one.
        note: is told of a rule that broke.
    """
    found: list[Finding] = []
    for rule in rules:
        try:
            remarks = list(rule.check(checked))
        except Exception as error:  # noqa: BLE001 - one rule that breaks takes no other along
            note(rule, error)
            continue
        found += [_finding(rule, remark, checked, title_id, id_of) for remark in remarks]
    return sorted(found, key=lambda each: (each.start_ms, each.end_ms, each.rule))


def _finding(
    rule: MediaRule, remark: MediaRemark, checked: CheckedMedia, title_id: int, id_of: Callable[[str], int]
) -> Finding:  # fmt: skip
    version = checked.version
    facts = {**remark.facts, **({"kind": remark.kind} if remark.kind else {})}
    read = (version.id, version.content_key, remark.start_ms, remark.end_ms, sorted(facts.items(), key=lambda pair: pair[0]))
    mark = f"{rule.id}:{version.id}:{xxhash.xxh3_64_hexdigest(repr(read).encode())}"
    return Finding(
        id=id_of(mark), title_id=title_id, episode_id=version.episode_id, track_id=0, language="", cue_id=None, rule=rule.id,
        severity=remark.severity, start_ms=remark.start_ms, end_ms=remark.end_ms, text="", facts=facts, fingerprint=mark,
        version_id=version.id,
    )  # fmt: skip
