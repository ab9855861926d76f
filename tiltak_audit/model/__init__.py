"""What a report holds: frozen records, tuples inside."""
