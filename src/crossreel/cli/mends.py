"""The commands that mend what stands against a delivery."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crossreel.cli.episodes import write_episodes
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import BUYER_ERRORS, Mend
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.domain.text.column_name import FULL, split_column
from crossreel.i18n.refusal_words import group_words


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a group of refusals is about, as commands write it."""

    title: str
    profile: str
    group: RefusalGroup
    receiver: Sequence[str]

    @property
    def column(self) -> list[str]:
        language, role = split_column(self.group.language)
        return [language] if role == FULL else [language, "--role", role]

    @property
    def episodes(self) -> str:
        return write_episodes(self.group.episodes) or "all"


def _approve(asked: _Asked) -> list[str]:
    wanted = str(asked.group.facts.get("wanted_state", State.APPROVED.value))
    language, *role = asked.column
    return ["state", asked.title, language, asked.episodes, wanted, *role]


def _open(asked: _Asked) -> list[str]:
    language, *role = asked.column
    return ["todo", asked.title, language, asked.episodes, *role]


def _burn(asked: _Asked) -> list[str]:
    languages, episodes = ["--languages", ",".join(asked.group.languages)], ["--episodes", asked.episodes]
    return ["burn", asked.title, *languages, *episodes, "--out", "FOLDER", "--changed", "--register"]


def _findings(asked: _Asked) -> list[str]:
    if asked.group.code == BUYER_ERRORS:
        return ["profiles", "findings", asked.title, "--profile", asked.profile, "--languages", asked.column[0]]
    columns = ["--languages", asked.column[0], *asked.column[1:]] if asked.group.language else []
    return ["findings", "list", asked.title, *columns, "--episodes", asked.episodes, "--severity", "error"]


def _metadata(asked: _Asked) -> list[str]:
    if asked.group.code in ("delivery.episodes_missing", "delivery.promise_broken"):
        return ["metadata", "set", asked.title, "--promised", "N"]
    if not asked.group.languages:
        return ["metadata", "set", asked.title]
    return ["metadata", "words", asked.title, asked.group.languages[0], f"--{asked.group.facts.get('field', 'name')}", "TEXT"]


COMMANDS: Mapping[Mend, Callable[[_Asked], list[str]]] = {
    Mend.OPEN: _open,
    Mend.APPROVE: _approve,
    Mend.IMPORT: lambda asked: ["import", "FOLDER"],
    Mend.DRAFT: lambda asked: ["draft", "run", asked.title, "--languages", asked.group.language, "--episodes", asked.episodes],
    Mend.BURN: _burn,
    Mend.SCREEN: lambda asked: ["screening", "status", asked.title],
    Mend.FINDINGS: _findings,
    Mend.LET_THROUGH: lambda asked: ["deliver", asked.title, *asked.receiver, "--out", "FOLDER", "--allow-findings"],
    Mend.RELINK: lambda asked: ["media", "relink", asked.title, "FOLDER"],
    Mend.VERSIONS: lambda asked: ["media", "list", asked.title],
    Mend.CHECK_MEDIA: lambda asked: ["media", "check", asked.title],
    Mend.METADATA: _metadata,
    Mend.COVER: lambda asked: ["cover", "set", asked.title, "PICTURE"],
    Mend.RIGHTS: lambda asked: ["rights", "list", asked.title],
    Mend.COMPLIANCE: lambda asked: ["compliance", "list", asked.title],
    Mend.EPISODE_LABELS: lambda asked: ["episode-labels", "list", asked.title],
    Mend.ARTWORK: lambda asked: ["artwork", "list", asked.title],
    Mend.SEASONS: lambda asked: ["seasons", "list", asked.title],
    Mend.PROFILE: lambda asked: ["profiles", "show", asked.profile],
}


def mending_commands(group: RefusalGroup, title: str, profile: str, receiver: Sequence[str] = ("--to", "BUYER")) -> list[str]:
    """Return the commands that mend a cause, the likeliest first; what a person has to fill in stands in capitals."""
    return [shlex.join(["crossreel", *COMMANDS[mend](_Asked(title, profile, group, receiver))]) for mend in group.mends]


def group_json(group: RefusalGroup, title: str, profile: str, receiver: Sequence[str] = ("--to", "BUYER")) -> dict[str, object]:
    """Return a cause as JSON, with what it says and what mends it."""
    return {
        "code": group.code,
        "languages": list(group.languages),
        "episodes": list(group.episodes),
        "refusals": len(group.refusals),
        "facts": {name: fact for name, fact in group.facts.items() if isinstance(fact, str | int | float | bool | list)},
        "words": group_words(group),
        "mends": [mend.value for mend in group.mends],
        "commands": mending_commands(group, title, profile, receiver),
    }
