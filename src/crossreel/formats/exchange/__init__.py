"""Files that carry memories and terms between desks: TMX and TBX."""
