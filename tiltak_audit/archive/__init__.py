"""Many reports in one go: found, put together by release, and shared out among processes."""
