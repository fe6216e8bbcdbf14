"""What OParl asks of the ledger: objects of a kind with their times, page by page.

Always as anybody may read it: an object of OParl is a function of public entries alone, so that
nothing in it, not even a time, tells of what is not public.
"""
