"""Protection: which printed figures to hide besides, so that no star can be worked out."""
