"""PDFs to elements."""
