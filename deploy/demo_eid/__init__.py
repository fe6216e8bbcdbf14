"""An OpenID provider of invented people, which `make run` starts beside the demo city.

Small on purpose: it speaks the profile that docs/e-id.md asks of a real one (code flow, PKCE S256,
nonce, private_key_jwt, signed ID token, `acr`), and whoever comes chooses who to be.
"""
