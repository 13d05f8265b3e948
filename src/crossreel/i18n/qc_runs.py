"""What a kept QC run was asked for, in the language of the interface."""

from collections.abc import Collection, Mapping

from crossreel.domain.quality.run import QcRun
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence

MOST_NAMED = 2


def asked_words(run: QcRun, titles: Mapping[str, str], media_rules: Collection[str]) -> str:
    """Return, for example, "All subtitles", "Picture and sound" or "Line length · English".

    Args:
        run: the run.
        titles: what rules are called, in English, by id.
        media_rules: the ids of all rules of picture and sound.
    """
    parts = [_rules_words(run, titles, frozenset(media_rules))]
    parts += [numbers.listing([numbers.language_name(tag) for tag in run.languages])] if run.languages else []
    parts += [numbers.listing([numbers.role_name(role) for role in run.roles])] if run.roles else []
    if run.episode_ids:
        count = len(run.episode_ids)
        parts.append(_n("{count} episode", "{count} episodes", count).format(count=numbers.number(count)))
    return " · ".join(parts)


def _rules_words(run: QcRun, titles: Mapping[str, str], media_rules: frozenset[str]) -> str:
    if not run.rules:
        return _("All subtitles") if not (run.languages or run.roles or run.episode_ids) else _("Subtitles")
    if frozenset(run.rules) <= media_rules and len(run.rules) > MOST_NAMED:
        return sentence("qc.media", {})
    if len(run.rules) > MOST_NAMED:
        return _n("{count} rule", "{count} rules", len(run.rules)).format(count=numbers.number(len(run.rules)))
    return numbers.listing([_(titles.get(rule, rule)) for rule in run.rules])
