"""e-ID by OpenID Connect: code flow with PKCE and nonce, signed ID tokens, private_key_jwt.

Only what allauth lacks is here (law.md H2, H3); its flows log in, link and unlink.
"""
