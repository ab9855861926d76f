"""One run: inputs, options, audit, outcome."""
