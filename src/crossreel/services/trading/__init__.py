"""What is recorded of buyers, rights and titles: written by hand, taken from workbooks."""
