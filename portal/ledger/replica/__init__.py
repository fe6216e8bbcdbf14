"""A replica: what anybody may read of another ledger, fetched by its change feed and proved.

It knows the other ledger by its address alone and needs no database of the portal.
"""
