"""Metadata formats, one file of tests each."""
