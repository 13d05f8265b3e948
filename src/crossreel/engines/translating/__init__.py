"""Engines that put lines into another language: one file each, with one `ENGINE`."""
