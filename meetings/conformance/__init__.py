"""Does a server keep OParl 1.1? Walks any server, or what a crawler left, and tells of deviations.

It knows nothing of our own server: what it says of ours it would say of any other.
"""
