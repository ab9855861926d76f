"""True reports drawn from a seed, and errors planted into them."""
