"""An outcome for people at a terminal."""
