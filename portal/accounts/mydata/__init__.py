"""My data: what the portal keeps about who is logged in, to read, take away and erase."""
