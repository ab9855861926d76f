"""What developers run, beside make."""
