"""The disclosure audit: which stars can be worked out from what is printed."""
