"""A screening report as a file: a page, pages of paper, a workbook or JSON, in the language of the reader."""
