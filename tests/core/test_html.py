"""What people write comes out as the few tags that are allowed."""

import re
from html.parser import HTMLParser

import bleach
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.html import SCHEMES, TAGS, clean_html

LINK = 'rel="ugc nofollow"'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Hej <strong>där</strong></p>", "<p>Hej <strong>där</strong></p>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        (
            "Se https://goteborg.se/a?b=1",
            f'Se <a href="https://goteborg.se/a?b=1" {LINK}>https://goteborg.se/a?b=1</a>',
        ),
        ('<a href="mailto:a@b.se">post</a>', f'<a href="mailto:a@b.se" {LINK}>post</a>'),
        ('<a href="http://a.se" onclick="x()">a</a>', f'<a href="http://a.se" {LINK}>a</a>'),
        ("<h1>Stort</h1>", "Stort"),
        ('<p class="x" style="color:red" id="y">p</p>', "<p>p</p>"),
    ],
)
def test_what_is_kept(written: str, kept: str) -> None:
    assert clean_html(written) == kept


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><style><!--</style><img src onerror=alert(1)>-->",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'http://evil'</style>",
    "<form action=http://evil><input name=x><button>ok</button></form>",
    "<object data=x></object><embed src=x>",
    "<meta http-equiv=refresh content='0;url=http://evil'>",
    "<base href=http://evil>",
    "<p onmouseover='alert(1)'>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<<script>alert(1)//<</script>",
    "<p><![CDATA[<script>alert(1)</script>]]></p>",
    "http://a.se/\"onmouseover='alert(1)'",
    'http://a.se"><script>alert(1)</script>',
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@given(st.lists(st.sampled_from(["a", "å", ".", "-", "_", " ", "se", "org", "http://", "/x", "@"])))
def test_every_address_that_bleach_finds_becomes_a_link(pieces: list[str]) -> None:
    """It is not asked about text that cannot hold one."""
    text = "".join(pieces)
    found = bleach.linkify(text, callbacks=[], parse_email=False)
    assert clean_html(text).count("<a ") == nh3.clean(found).count("<a ")


class Harmless(HTMLParser):
    """Reads as a browser does: only allowed tags, and nothing on them but a link's address."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        given = dict(attrs)
        if tag == "a":
            assert given.pop("rel") == "ugc nofollow"
            assert scheme_of(given.pop("href", "") or "") in {"", *SCHEMES}
        assert given == {}

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def scheme_of(address: str) -> str:
    """The scheme as a browser finds it, past the spaces and line breaks that it leaves out."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", address).lower())
    return found[1] if found else ""


def check_harmless(html: str) -> None:
    parser = Harmless()
    parser.feed(html)
    parser.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_come_out_harmless(attack: str) -> None:
    check_harmless(clean_html(attack))


@pytest.mark.parametrize("attack", ATTACKS)
def test_cleaning_twice_is_cleaning_once(attack: str) -> None:
    once = clean_html(attack)
    assert clean_html(once) == once


@given(st.lists(st.sampled_from([*ATTACKS, "text", "<p>", "</p>", "<a href='", "'>", "&", "\x00"])))
def test_pieces_of_attacks_come_out_harmless(pieces: list[str]) -> None:
    check_harmless(clean_html("".join(pieces)))
