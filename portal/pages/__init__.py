"""Wagtail pages: home, news, information."""
