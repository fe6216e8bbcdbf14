"""A short meeting of the invented Demonämnden, played for those who want to see it live."""
