"""Reading tables of cells: what their columns mean, what their rows say. Workbooks, texts in columns and documents share this."""
