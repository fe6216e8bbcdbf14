"""The portal as an app on a phone, and public meetings that are read there without a network."""
