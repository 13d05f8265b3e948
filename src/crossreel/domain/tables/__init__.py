"""Tables of cells as translators and agencies send them, and what their columns mean."""
