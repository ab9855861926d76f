"""The families of reports: a file each, and what reads them."""
