"""A whole meeting in one PDF: dropped, split, mended, laid on the agenda."""
