"""Engines that read a line of text in a picture: one file each, with one `ENGINE`."""
