"""The report on drafts, as a value and in every form it is written in."""
