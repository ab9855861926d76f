"""An outcome as JSON, and its contract."""
