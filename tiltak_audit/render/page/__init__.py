"""An outcome as one HTML page to review: no network, no library, nothing beside it."""
