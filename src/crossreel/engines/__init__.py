"""Engines: what finds speech, reads pictures, hears and translates, here or on a server."""
