"""What stands against a delivery, in words."""

from crossreel.domain.delivery import Refusal
from crossreel.domain.errors import Told
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.i18n.messages import _, has_sentence, sentence
from crossreel.i18n.numbers import language_name


def refusal_words(refusal: Refusal) -> str:
    """Return what a refusal says, without its place."""
    return sentence(refusal.code, {"episode": refusal.episode, "language": refusal.language, **refusal.facts})


def refusal_line(refusal: Refusal) -> str:
    """Return a refusal as a line: where, and why."""
    words = refusal_words(refusal)
    if refusal.episode is None:
        return f"{language_name(refusal.language)}: {words}" if refusal.language else words
    if not refusal.language:
        return f"{_('Episode {episode}').format(episode=refusal.episode)}: {words}"
    return _("Episode {episode}, {language} ({tag}): {words}").format(
        episode=refusal.episode, language=language_name(refusal.language), tag=refusal.language, words=words
    )


def group_words(group: RefusalGroup) -> str:
    """Return a cause as one sentence, however many cells it is about."""
    if group.is_single:
        return refusal_line(group.refusals[0])
    code = f"{group.code}_group"
    if has_sentence(code):
        return sentence(code, group.facts)
    first = group.refusals[0]
    why = Told(first.code, {"episode": first.episode, "language": first.language, **first.facts})
    return sentence("delivery.several", {"why": why, "cells": len(group.refusals)})
