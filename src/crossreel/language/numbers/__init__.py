"""Reading the numbers of a text as values, in every language with a style guide."""
