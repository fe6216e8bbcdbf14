"""The page that asks who one wants to be: plain, and plainly not a real e-ID."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from deploy.demo_eid.people import PEOPLE, Invented

STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
.invented { border: 2px solid; padding: .75rem 1rem; margin: 1.5rem 0; }
.invented p { margin: 0; }
form { display: grid; gap: .75rem; }
button { font: inherit; text-align: left; padding: .75rem 1rem; min-height: 3rem; cursor: pointer;
  color: inherit; background: none; border: 1px solid; border-radius: 4px; }
button strong, button span { display: block; }
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid; outline-offset: 3px; }
"""
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'"
)


def chooser(asked: Mapping[str, str]) -> str:
    """Everybody invented, each a button; the request goes along unseen."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    people = "".join(map(_button, PEOPLE.values()))
    return _page(
        "Vem vill du vara?",
        f'<form method="post" action="/authorize">{hidden}{people}'
        '<button name="who" value=""><strong>Avbryt</strong></button></form>',
    )


def refusal(why: str) -> str:
    """What was wrong with the request, in OAuth's word."""
    return _page("Det går inte", f"<p>Begäran var inte rätt: {escape(why)}.</p>")


def _button(who: Invented) -> str:
    return (
        f'<button name="who" value="{escape(who.key)}"><strong>{escape(who.name)}</strong>'
        f"<span>{escape(who.about)}</span></button>"
    )


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} – demolegitimation</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{title}</h1>"
        '<div class="invented"><p><strong>Demolegitimation.</strong> Ingen riktig e-legitimation: '
        "personerna är påhittade och finns bara i demostaden.</p>"
        '<p lang="en">Not a real e-ID: these people are invented.</p></div>'
        f"{content}</main></body></html>"
    )
