"""Engines that write down what is said: one file each, with one `ENGINE`."""
