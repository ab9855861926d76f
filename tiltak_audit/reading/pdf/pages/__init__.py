"""Words on pages to lines of text, by where they stand."""
