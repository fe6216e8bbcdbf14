"""A cache of anonymous pages in front of Django, exact because it is keyed by the log's head.

What an anonymous reader gets is a function of the address and of everything published so
far; and, where a page says *now*, of the minute. So a page made at one head may be given to
everyone until the head moves, and never after (CONTRACT, Times). The head is read before a
page is made: what is published meanwhile may be in the page, and is never missing from it.

A view whose answer depends on anything else says `no-store`.
"""
