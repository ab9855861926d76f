"""What a figure is about: dimensions, categories, regions."""
