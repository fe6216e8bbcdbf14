"""Taking in another system's records: OParl 1.0 and 1.1, live, from a folder or an archive.

`oparl.py` is the face. `sources/` reads, `stated.py` looks at one object, `staging.py` keeps what
was read, `mapping/` says what it is here, `writing.py` publishes it in acts.
"""
