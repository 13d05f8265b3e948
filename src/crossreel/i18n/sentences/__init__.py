"""Sentences by area: each module has `SENTENCES`, code to English sentence marked with `N_`."""
