"""Sentences about speech: what was found, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "listening.found": N_("{count} stretches of speech found, {seconds} seconds in all"),
}
