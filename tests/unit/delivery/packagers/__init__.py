"""Packagers, one file of tests each."""
