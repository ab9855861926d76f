"""Table systems as τ-ARGUS has them, and what their readers can work out."""
