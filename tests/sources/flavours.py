"""Feeds of every flavour, as the tests serve them: the same two articles each time."""

from __future__ import annotations

import json

FULL = " ".join(
    f"Pjongjang wysłał do Rosji {number} tysięcy żołnierzy, podała w czwartek południowokoreańska agencja wywiadowcza."
    for number in range(1, 9)
)
TEASER = "Nowe dane wywiadu Seulu o żołnierzach z północy."
DATE = "Thu, 24 Oct 2024 09:30:00 +0200"
ISO = "2024-10-24T09:30:00+02:00"


def rss(
    base: str, *, body: str = FULL, first: int = 1, items: int = 2, date: str = DATE, extra: str = "", encoding: str = "utf-8"
) -> bytes:
    """RSS 2.0 with full texts in ``content:encoded``; without a ``body``, summaries only."""
    entries = "".join(
        f"""<item><title>Wiadomość {number} &amp; więcej</title><link>{base}/a/{number}?utm_source=rss</link><guid isPermaLink="false">g{number}</guid>
        <pubDate>{date}</pubDate><description>{TEASER}</description>{extra}
        {f"<content:encoded><![CDATA[<p>{body} ({number})</p><script>alert(1)</script>]]></content:encoded>" if body else ""}</item>"""
        for number in range(first, first + items)
    )
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kurier</title><link>{base}</link><language>pl-PL</language>{entries}</channel></rss>'
    ).encode(encoding)


def rdf(base: str) -> bytes:
    """RSS 1.0."""
    entries = "".join(
        f'<item rdf:about="{base}/a/{number}"><title>Wiadomość {number}</title><link>{base}/a/{number}</link><dc:date>{ISO}</dc:date>'
        f"<content:encoded><![CDATA[<p>{FULL} ({number})</p>]]></content:encoded></item>"
        for number in (1, 2)
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f'<channel rdf:about="{base}"><title>DW</title><link>{base}</link><dc:language>pl</dc:language></channel>{entries}</rdf:RDF>'
    ).encode()


def atom(base: str) -> bytes:
    """Atom with xhtml content."""
    entries = "".join(
        f'<entry><id>tag:{number}</id><title type="html">Wiadomość &lt;b&gt;{number}&lt;/b&gt;</title><link rel="alternate" href="/a/{number}"/>'
        f"<published>{ISO}</published><updated>2024-11-01T00:00:00Z</updated>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FULL} ({number})</p></div></content></entry>'
        for number in (1, 2)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl"><title>MOD</title><id>{base}</id>{entries}</feed>'.encode()


def json_feed(base: str) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {
            "id": f"{number}",
            "url": f"{base}/a/{number}",
            "title": f"Wiadomość {number}",
            "content_html": f"<p>{FULL} ({number})</p>",
            "date_published": ISO,
        }
        for number in (1, 2)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Kurier", "language": "pl", "items": items}).encode()


def sitemap(base: str, numbers: tuple[int, ...] = (1, 2)) -> bytes:
    """A news sitemap."""
    entries = "".join(
        f"<url><loc>{base}/a/{number}</loc><news:news><news:publication><news:name>Kurier</news:name><news:language>pl</news:language></news:publication>"
        f"<news:publication_date>{ISO}</news:publication_date><news:title>Wiadomość {number}</news:title></news:news></url>"
        for number in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    ).encode()


def page(number: int, *, text: str = FULL, date: str = ISO) -> bytes:
    """A web page with an article."""
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in f"{text} Strona {number}".split(". "))
    return f"""<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Wiadomość {number} – Kurier</title>
<meta property="og:title" content="Wiadomość {number}"><meta property="article:published_time" content="{date}"></head>
<body><nav><a href="/">Start</a></nav><article><h1>Wiadomość {number}</h1>{paragraphs}</article><footer>© Kurier</footer></body></html>""".encode()
