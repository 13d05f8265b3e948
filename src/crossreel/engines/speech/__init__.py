"""Engines that find where somebody speaks: one file each, with one `ENGINE`."""
