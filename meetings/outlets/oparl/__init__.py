"""OParl 1.1: the record in the one form that council information is exchanged in (docs/oparl.md).

Every answer is what anybody may read, whoever asks, and a function of the ledger.
"""
