"""Swedish and English analysis, shared by every engine and tested by itself.

`analyser(language)` gives the chain: normal form → tokens → shapes (stems, parts of compounds,
other spellings). What is indexed and what is asked for go through the same one.
"""
