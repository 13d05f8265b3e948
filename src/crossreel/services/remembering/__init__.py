"""The translation memory: what approved lines of the catalog and pairs from outside have for the line at hand."""
