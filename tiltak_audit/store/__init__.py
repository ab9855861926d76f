"""A store of observations: all editions of all reports as one database, by DuckDB."""
