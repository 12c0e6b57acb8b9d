"""Layouts modelled on how publishers' systems mark up their pages; each makes a whole page of any story."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html import escape

from tests.pages.stories import Story

Layout = Callable[[Story], str]
LAYOUTS: list[Layout] = []
NO_DATE: set[str] = set()  # layouts that do not tell the day anywhere

_TAGS = {"p": "p", "h": "h2", "q": "blockquote", "li": "li"}


def _layout(render: Layout) -> Layout:
    LAYOUTS.append(render)
    return render


def _page(s: Story, head: str, body: str, *, title: str | None = None, attributes: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{s.language}"><head><meta charset="utf-8"><title>{escape(title or s.title)}</title>{head}</head>'
        f"<body{attributes}>{body}</body></html>"
    )


def _og(s: Story, kind: str = "article") -> str:
    return (
        f'<meta property="og:type" content="{kind}"><meta property="og:title" content="{escape(s.title)}">'
        f'<meta property="og:site_name" content="{escape(s.site)}"><meta property="og:url" content="{s.url}"><link rel="canonical" href="{s.url}">'
    )


def _published(s: Story) -> str:
    return f'<meta property="article:published_time" content="{s.stamp}">'


def _ld(s: Story, **more: object) -> str:
    article = {
        "@context": "https://schema.org", "@type": "NewsArticle", "dateModified": f"{s.day.year + 1}-01-01T10:00:00{s.offset}",
        "mainEntityOfPage": {"@type": "WebPage", "@id": s.url}, "headline": s.title, "datePublished": s.stamp,
        "author": [{"@type": "Person", "name": s.author}], "publisher": {"@type": "Organization", "name": s.site}, "inLanguage": s.language,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps({**article, **more}, ensure_ascii=False)}</script>'


def _paragraphs(s: Story, between: str = "", lead: bool = True) -> str:
    parts = [f"<p>{escape(s.lead)}</p>"] if lead else []
    for number, (kind, text) in enumerate(s.body):
        parts.append(f"<{_TAGS[kind]}>{escape(text)}</{_TAGS[kind]}>")
        if number == 1:
            parts.append(between)
    return "\n".join(parts)


def _nav(s: Story) -> str:
    return f'<nav><a href="/">{escape(s.site)}</a> <a href="/a">Sport</a> <a href="/b">Kultura</a> <a href="/c">Auto</a></nav>'


def _cards(s: Story, cls: str) -> str:
    cards = "".join(f'<div class="card"><a href="/x{n}"><h3>{escape(s.related)} {n}</h3></a><time>{s.later}</time></div>' for n in range(3))
    return f'<div class="{cls}"><h2>{escape(s.also)}</h2>{cards}</div>'


def _also(s: Story) -> str:
    return f'<p><strong>{escape(s.also)}</strong> <a href="/other">{escape(s.related)}</a></p>'


def _cookie(s: Story) -> str:
    return f'<div id="cookie-banner" class="cookie-notice"><p>{escape(s.cookies)}</p><button>OK</button></div>'


def _footer(s: Story) -> str:
    return f'<footer class="site-footer"><p>{escape(s.footer)}</p><a href="/rss">RSS</a></footer>'


def _comments(s: Story) -> str:
    return f'<section id="comments" class="comments-area"><ol class="comment-list"><li class="comment"><div>{escape(s.comment)}</div></li><li class="comment"><div>{escape(s.comment)} 2</div></li></ol></section>'


def _bio(s: Story) -> str:
    return f'<div class="author-box"><img src="a.jpg"><p>{escape(s.bio)}</p></div>'


def _share() -> str:
    return '<div class="share-bar"><a href="#">Facebook</a><a href="#">X</a><a href="#">WhatsApp</a></div>'


def _caption(s: Story) -> str:
    return f'<figure><img src="f.jpg"><figcaption>Fot. Agencja / {escape(s.site)}</figcaption></figure>'


@_layout
def wordpress_classic(s: Story) -> str:
    body = f"""{_cookie(s)}<div id="page"><header id="masthead"><p class="site-title">{escape(s.site)}</p></header>{_nav(s)}
    <div id="primary"><main><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{escape(s.title)}</h1>
    <div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{s.stamp}">{s.printed}</time>
    <time class="updated" datetime="{s.day.year + 1}-01-01">{s.later}</time></span> <span class="byline"><a href="/au">{escape(s.author)}</a></span></div></header>
    <div class="entry-content">{_paragraphs(s, _also(s))}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>X</a></li></ul></div>
    <div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><a href="/q">{escape(s.related)}</a></div></div></article>{_comments(s)}</main></div>
    <aside id="secondary"><section class="widget"><h2>Recent</h2><ul><li><a href="/1">{escape(s.related)}</a> {s.later}</li></ul></section></aside>{_footer(s)}</div>"""
    return _page(s, '<meta name="generator" content="WordPress 5.9">', body, title=f"{s.title} – {s.site}")


@_layout
def wordpress_blocks(s: Story) -> str:
    yoast = json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": s.url + "#article", "headline": s.title, "datePublished": s.stamp, "dateModified": s.stamp, "author": {"name": s.author}},
        {"@type": "WebPage", "@id": s.url, "url": s.url, "name": f"{s.title} - {s.site}", "datePublished": s.stamp},
        {"@type": "WebSite", "name": s.site}]}, ensure_ascii=False)  # fmt: skip
    body = f"""<header class="wp-block-template-part">{_nav(s)}</header><main class="wp-block-group"><h1 class="wp-block-post-title">{escape(s.title)}</h1>
    <div class="entry-content wp-block-post-content is-layout-flow">{_caption(s)}{_paragraphs(s, '<figure class="wp-block-embed"><div>https://x.com/a</div></figure>')}</div>
    {_bio(s)}<div class="wp-block-query">{_cards(s, "wp-block-post-template")}</div></main>{_footer(s)}"""
    return _page(
        s, _og(s) + f'<script type="application/ld+json" class="yoast-schema-graph">{yoast}</script>', body, title=f"{s.title} - {s.site}"
    )


@_layout
def drupal(s: Story) -> str:
    body = f"""<div class="dialog-off-canvas-main-canvas"><div class="region region-header">{_nav(s)}</div><main role="main"><div class="region region-content">
    <h1 class="page-header"><span class="field field--name-title">{escape(s.title)}</span></h1><article class="node node--type-article"><div class="node__meta"><time datetime="{s.stamp}">{s.printed}</time></div>
    <div class="field field--name-field-lead">{escape(s.lead)}</div><div class="clearfix text-formatted field field--name-body field__item">{_paragraphs(s, lead=False)}</div>
    <div class="field field--name-field-tags"><a href="/t1">Tag</a><a href="/t2">Tag</a></div></article></div></main><div class="region region-sidebar">{_cards(s, "view view-latest-news")}</div></div>{_footer(s)}"""
    return _page(s, '<meta name="Generator" content="Drupal 10">', body, title=f"{s.title} | {s.site}")


@_layout
def arc_fusion(s: Story) -> str:
    body = f"""<div id="fusion-app">{_nav(s)}<section class="ts-page"><h1 class="headline">{escape(s.title)}</h1><h2 class="subheadline">{escape(s.lead)}</h2>
    <div class="byline">By <a>{escape(s.author)}</a> {s.printed}</div><article class="article-body-wrapper">{_paragraphs(s, f'<div class="ad-container"><span>{s.advert}</span></div>', lead=False)}
    <div class="interstitial-link"><a href="/z">[ {escape(s.related)} ]</a></div></article>{_share()}<div class="outbrain">{escape(s.related)}</div></section></div>{_footer(s)}"""
    return _page(s, _og(s) + _ld(s), body, title=f"{s.title} | {s.site}")


@_layout
def blogger(s: Story) -> str:
    text = "<br /><br />".join([escape(s.lead), *(escape(text) for _, text in s.body)])
    body = f"""<div class="content-outer"><div class="main"><div class="date-outer"><h2 class="date-header"><span>{s.printed}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{escape(s.title)}</h3>
    <div class="post-body entry-content" id="post-body-1">{text}</div><div class="post-footer"><span class="post-author">{escape(s.author)}</span> <abbr class="published" title="{s.stamp}">09:15</abbr></div></div></div>{_comments(s)}</div>
    <div class="sidebar"><h2>Archive</h2><ul><li><a href="/2020/01">January 2020</a></li></ul></div></div>"""
    return _page(s, "", body, title=f"{s.site}: {s.title}")


@_layout
def next_data(s: Story) -> str:
    state = json.dumps({"props": {"pageProps": {"article": {"title": s.title, "related": [s.related] * 5}}}}, ensure_ascii=False)
    body = f"""<div id="__next"><div class="css-1a2b">{_nav(s)}</div><main class="css-9z"><div class="css-3c"><h1 class="css-h1">{escape(s.title)}</h1><div class="css-5d"><p class="css-p">{escape(s.lead)}</p></div>
    <div class="css-6e"><time datetime="{s.stamp}">{s.printed}</time></div></div><div class="css-7f">{"".join(f'<div class="css-8g"><p class="css-p">{escape(text)}</p></div>' for _, text in s.body)}</div></main>{_cards(s, "css-related")}{_footer(s)}</div>
    <script id="__NEXT_DATA__" type="application/json">{state}</script>"""
    return _page(s, _og(s), body, title=f"{s.title} | {s.site}")


@_layout
def amp(s: Story) -> str:
    body = f"""<amp-consent id="c"><div>{escape(s.cookies)}</div></amp-consent><header><amp-img src="l.png"></amp-img></header><article><h1>{escape(s.title)}</h1><time datetime="{s.stamp}">{s.printed}</time>
    <div class="amp-wp-article-content">{_paragraphs(s, '<amp-ad width="300"></amp-ad>')}</div></article><amp-sidebar id="s"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>{_footer(s)}"""
    return _page(s, f'<link rel="canonical" href="{s.url}">' + _ld(s), body)


@_layout
def agency_plain(s: Story) -> str:
    """Ukrinform, Interfax: the date above, read-also lines between the paragraphs, the name at the end."""
    body = f"""{_nav(s)}<div class="newsHeader"><h1 class="newsTitle">{escape(s.title)}</h1></div><aside class="newsPicture"><figure><img src="1.jpg"></figure></aside><div class="newsDate"><time datetime="{s.stamp}">{s.printed} 09:15</time></div>
    <div class="newsText"><div class="newsHeading">{escape(s.lead)}</div><div>{_paragraphs(s, f'<section class="read">{escape(s.also)} <a href="/o">{escape(s.related)}</a></section>', lead=False)}</div></div>
    <aside class="tags"><a>tag</a></aside>{_cards(s, "othersList")}{_footer(s)}"""
    return _page(s, _og(s), body, title=f"{s.title} - {s.site}")


@_layout
def portal_boxes(s: Story) -> str:
    """Polish portals: a bold lead, boxes of related pieces and advertising inside the text, divs for paragraphs."""
    box = f"""<div class="related-box inline"><div class="label">{escape(s.also)}</div><ul><li><a href="/1">{escape(s.related)}</a></li><li><a href="/2">{escape(s.related)} 2</a></li></ul></div>
    <div class="adPlaceholder"><small>{s.advert}</small></div>"""
    body = f"""{_cookie(s)}<div class="mainPageLayout">{_nav(s)}<div class="articleHeader"><h1 class="mainTitle">{escape(s.title)}</h1><div class="authDesc"><span class="name">{escape(s.author)}</span><span class="datePublished">{s.printed}, 09:15</span></div></div>
    <div class="articleDetail"><p class="lead hyphenate" id="lead"><strong>{escape(s.lead)}</strong></p>{"".join(f'<p class="hyphenate">{escape(text)}</p>' + (box if n in (0, 3) else "") for n, (_, text) in enumerate(s.body))}</div>
    <div class="socialMediaWidget">{_share()}</div>{_cards(s, "recommendations")}</div>{_footer(s)}"""
    return _page(s, _og(s) + _ld(s), body, title=f"{s.title} - {s.site}")


@_layout
def portal_divs(s: Story) -> str:
    body = f"""{_nav(s)}<div class="article"><h1 class="article-title">{escape(s.title)}</h1><div class="article-date" itemprop="datePublished" content="{s.stamp}">{s.printed}</div><div class="article-body" itemprop="articleBody">
    {"".join(f"<div>{escape(text)}</div>" for text in (s.lead, *(t for _, t in s.body)))}</div>{_share()}<div class="embed-related">{_also(s)}</div></div>{_comments(s)}{_footer(s)}"""
    return _page(s, _og(s, "website"), body, title=f"{s.title} | {s.site}")


@_layout
def radio_free(s: Story) -> str:
    body = f"""<div class="hdr-container">{_nav(s)}</div><div id="content"><div class="body-container"><div class="hdr-container"><div class="category"><a>World</a></div><h1 class="title pg-title">{escape(s.title)}</h1></div>
    <div class="publishing-details"><div class="published"><span class="date"><time pubdate="pubdate" datetime="{s.stamp}">{s.printed}</time></span></div></div><div class="intro intro--bold"><p>{escape(s.lead)}</p></div>
    <div id="article-content" class="content-floated-wrap fb-quotable"><div class="wsw">{_paragraphs(s, f'<div class="wsw__embed wsw__embed--small"><div class="media-block also-read"><a href="/r"><span class="label">{escape(s.also)}</span><h4>{escape(s.related)}</h4></a></div></div>', lead=False)}</div></div></div></div>{_footer(s)}"""
    return _page(s, _og(s) + _ld(s), body)


@_layout
def yonhap(s: Story) -> str:
    body = f"""<div class="header">{_nav(s)}</div><main><article class="story-news article"><div class="title-article01"><h1 class="tit">{escape(s.title)}</h1><p class="update-time">All News 09:15 {s.printed}</p></div>
    <div class="comp-box">{_paragraphs(s)}<p>reporter@{s.host}</p><p>(END)</p></div><div class="keyword-zone"><a>#Keyword</a></div></article>{_cards(s, "related-zone")}</main>{_footer(s)}"""
    return _page(s, _og(s), body, title=f"{s.title} | {s.site}")


@_layout
def table_and_font(s: Story) -> str:
    """KCNA and other old sites: tables for the layout, font elements, br between the paragraphs, no headings."""
    text = "<br><br>".join(escape(text) for text in (s.lead, *(t for _, t in s.body)))
    body = f"""<table width="100%"><tr><td><a href="/">{escape(s.site)}</a></td><td><a href="/n">News</a></td></tr></table><table><tr><td class="menu" width="150"><a href="/1">Home</a><br><a href="/2">Photo</a></td>
    <td class="cont"><font size="4"><b>{escape(s.title)}</b></font><br><font size="1">{s.day:%Y.%m.%d}</font><br><br><font size="3">{text}</font></td></tr></table><center><font size="1">{escape(s.footer)}</font></center>"""
    return _page(s, "", body)


@_layout
def tass(s: Story) -> str:
    body = f"""<header>{_nav(s)}</header><main><article class="NewsHeader"><div class="PublishedMark_date"><span>{s.printed}, 09:15</span></div><h1 class="Title">{escape(s.title)}</h1><div class="NewsHeader_lead">{escape(s.lead)}</div></article>
    <article>{"".join(f'<p class="Paragraph_paragraph__9WAFK">{escape(text)}</p>' for _, text in s.body)}</article><div class="Tags_list"><a>tag</a></div></main>{_cards(s, "RelatedNews")}{_footer(s)}"""
    return _page(s, _og(s), body, title=f"{s.title} - {s.site}")


@_layout
def treasury(s: Story) -> str:
    body = f"""<div class="usa-banner"><p>An official website</p></div><div id="block-search"><form><input></form></div>{_nav(s)}<main><section id="block-content"><article class="entity--type-node"><h2 class="uswds-page-title">{escape(s.title)}</h2>
    <div class="field field--name-field-news-publication-date"><time datetime="{s.day}T13:15:00Z" class="datetime">{s.printed}</time></div><div class="field--name-field-news-body">{_paragraphs(s)}<p class="text-align-center">###</p></div></article></section></main>
    <aside>{_cards(s, "view-latest-news")}</aside>{_footer(s)}"""
    return _page(s, '<meta property="og:type" content="website">', body, title=f"{s.title} | {s.site}")


@_layout
def justice(s: Story) -> str:
    body = f"""<header>{_nav(s)}</header><div class="breadcrumb"><a href="/">Home</a> / <a href="/n">News</a></div><div class="node-press-release"><div class="pr-label">Press Release</div><h1 id="page-title">{escape(s.title)}</h1>
    <div class="node-date"><time datetime="{s.stamp}">{s.printed}</time></div><div class="node-body">{_paragraphs(s)}</div><div class="field__updated">{s.updated} {s.later}</div></div>{_share()}{_footer(s)}"""
    return _page(
        s,
        f'<meta name="dcterms.issued" content="{s.day}"><meta name="dcterms.modified" content="2030-01-01">',
        body,
        title=f"{s.site} | {s.title} | Portal",
    )


@_layout
def europa(s: Story) -> str:
    body = f"""<div class="cck-container">{escape(s.cookies)}</div><header class="ecl-site-header">{_nav(s)}</header><div class="ecl-page-header"><ul class="ecl-page-header__meta"><li>Press release</li><li>{s.printed}</li><li>Brussels</li></ul><h1 class="ecl-page-header__title">{escape(s.title)}</h1></div>
    <main class="ecl-container"><div class="ecl-editor">{_paragraphs(s)}</div><div class="ecl-related"><h2>{escape(s.also)}</h2><ul><li><a href="/d">{escape(s.related)}</a></li></ul></div></main>{_footer(s)}"""
    return _page(s, f'<meta name="date" content="{s.day:%d/%m/%Y}">' if s.day.day > 12 else f'<meta name="date" content="{s.day}">', body)


@_layout
def gov_portal(s: Story) -> str:
    """gov.pl: the date under the headline, the intro apart, metadata at the end."""
    body = f"""<div class="global-header">{_nav(s)}</div><main id="main-content"><article class="article-area__article" id="main-content"><h2>{escape(s.title)}</h2><p class="event-date">{s.day:%d.%m.%Y}</p><p class="intro">{escape(s.lead)}</p>
    <div class="editor-content"><div>{_paragraphs(s, lead=False)}</div></div><div class="metadata"><dl><dt>{escape(s.updated)}</dt><dd>{s.later}</dd></dl></div></article></main>{_footer(s)}"""
    return _page(s, '<meta property="og:type" content="website">', body, title=f"{s.title} - {s.site}")


@_layout
def substack(s: Story) -> str:
    body = f"""<div class="main-menu">{_nav(s)}</div><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{escape(s.title)}</h1><h3 class="subtitle">{escape(s.lead)}</h3><div class="meta-EgzBVA">{s.printed}</div></div>
    <div class="available-content"><div class="body markup">{_paragraphs(s, '<div class="subscription-widget-wrap"><p>Thanks for reading! Subscribe for free to receive new posts.</p><input></div>', lead=False)}</div></div></article>{_comments(s)}</div>"""
    return _page(s, _og(s) + _ld(s), body, title=f"{s.title} - by {s.author}")


@_layout
def think_tank(s: Story) -> str:
    body = f"""<header>{_nav(s)}</header><div class="hero"><div class="hero__type">Commentary</div><h1 class="hero__title">{escape(s.title)}</h1><p class="hero__dek dek">{escape(s.lead)}</p><div class="hero__meta"><span>By {escape(s.author)}</span><span>{s.printed}</span></div></div>
    <div class="layout"><div class="layout__main wysiwyg">{_paragraphs(s, lead=False)}</div><aside>{_cards(s, "related-content")}</aside></div>{_bio(s)}{_footer(s)}"""
    return _page(s, _og(s), body, title=f"{s.title} | {s.site}")


@_layout
def live_blog(s: Story) -> str:
    entries = "".join(f'<div class="liveblog-entry"><p>{escape(text)}</p></div>' for _, text in s.body)
    body = f"""{_nav(s)}<main><h1>{escape(s.title)}</h1><p class="standfirst">{escape(s.lead)}</p><div class="liveblog">{entries}</div></main>{_footer(s)}"""
    live = _ld(
        s,
        **{
            "@type": "LiveBlogPosting",
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": s.related, "datePublished": f"{s.day.year + 1}-02-02"}],
        },
    )
    return _page(s, _og(s) + live, body)


@_layout
def gallery(s: Story) -> str:
    slides = "".join(
        f'<figure class="slide"><img src="{n}.jpg"><figcaption class="caption">{escape(s.site)} / {n}</figcaption></figure>'
        for n in range(6)
    )
    body = f"""{_nav(s)}<article><h1 itemprop="headline">{escape(s.title)}</h1><div class="gallery">{slides}</div><div itemprop="articleBody">{_paragraphs(s)}</div></article>{_footer(s)}"""
    return _page(s, _og(s) + _published(s), body)


@_layout
def newsletter(s: Story) -> str:
    rows = "".join(f'<tr><td style="padding:8px"><p>{escape(text)}</p></td></tr>' for text in (s.lead, *(t for _, t in s.body)))
    body = f'<table class="wrapper"><tr><td><h1>{escape(s.title)}</h1><p>{s.printed}</p></td></tr>{rows}<tr><td class="footer">{escape(s.footer)}</td></tr></table>'
    return _page(s, "", body)


@_layout
def date_in_url(s: Story) -> str:
    body = f"""{_nav(s)}<article><h1>{escape(s.title)}</h1>{_paragraphs(s, _also(s))}</article><div class="sidebar"><p>{s.later}</p>{_cards(s, "popular")}</div>{_footer(s)}"""
    return _page(s, f'<link rel="canonical" href="{s.dated_url}">', body, title=f"{s.title} :: {s.site}")


@_layout
def broken_json(s: Story) -> str:
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{s.title}", "datePublished": "{s.stamp}", "description": "He said "no" to it"}}</script>'
    return _page(
        s,
        ld,
        f"{_nav(s)}<article><h1>{escape(s.title)}</h1>{_paragraphs(s)}</article>{_cards(s, 'more-news')}{_footer(s)}",
        title=f"{s.site} | {s.title}",
    )


@_layout
def several_json(s: Story) -> str:
    other = _ld(
        s,
        headline=s.related,
        datePublished="2019-01-01T00:00:00Z",
        mainEntityOfPage=f"https://www.{s.host}/other",
        url=f"https://www.{s.host}/other",
    )
    return _page(s, _og(s) + other + _ld(s), f"{_nav(s)}<article><h1>{escape(s.title)}</h1>{_paragraphs(s)}</article>{_footer(s)}")


@_layout
def search_title(s: Story) -> str:
    """The title element is written for search engines, the headline for readers."""
    body = f"{_nav(s)}<h1 class='article__title'>{escape(s.title)}</h1><div class='article__content'>{_paragraphs(s, f'<p>{s.advert}</p>')}</div>{_footer(s)}"
    head = f'<meta property="og:title" content="{escape(s.related)}"><meta property="og:site_name" content="{escape(s.site)}">'
    return _page(s, head + _ld(s), body, title=f"{s.related} | {s.site}")


@_layout
def logo_heading(s: Story) -> str:
    """The site's name is the h1 and the headline an h2."""
    body = f"<header><h1 class='logo'><a href='/'>{escape(s.site)}</a></h1></header><div class='content'><h2 class='headline'>{escape(s.title)}</h2>{_paragraphs(s)}</div>{_footer(s)}"
    return _page(s, _og(s) + _published(s), body, title=f"{s.site} – {s.title}")


@_layout
def tweets(s: Story) -> str:
    tweet = '<blockquote class="twitter-tweet"><p lang="en">BREAKING something</p>&mdash; Someone (@some) <a href="https://twitter.com/x">May 1, 2019</a></blockquote>'
    return _page(
        s,
        _og(s) + _ld(s),
        f"{_nav(s)}<main><article><h1>{escape(s.title)}</h1><section class='article-section'>{_paragraphs(s, tweet)}</section></article></main>{_bio(s)}{_footer(s)}",
    )


@_layout
def utc_stamp(s: Story) -> str:
    """A stamp in UTC whose day is not the publisher's; the page shows the publisher's."""
    ahead = s.offset.startswith("+")
    stamp = f"{s.day + timedelta(days=-1 if ahead else 1)}T{'22:30' if ahead else '02:30'}:00Z"
    body = f"{_nav(s)}<article><h1>{escape(s.title)}</h1><div class='meta'><span class='date'>{s.printed}</span></div>{_paragraphs(s)}</article>{_footer(s)}"
    return _page(s, _og(s) + f'<meta property="article:published_time" content="{stamp}">', body)


@_layout
def bitrix(s: Story) -> str:
    body = f"""<div class="wrap">{_nav(s)}<div class="b-page__header"><h1>{escape(s.title)}</h1><span class="news-date-time">{s.day:%d.%m.%Y}</span></div><div class="news-detail">{"".join(f"<p style='text-align:justify'>{escape(text)}</p>" for text in (s.lead, *(t for _, t in s.body)))}
    <div style="clear:both"></div><p><a href="/list">← {escape(s.site)}</a></p></div></div>{_footer(s)}"""
    return _page(s, "", body, title=f"{s.title} / {s.site}")


@_layout
def joomla(s: Story) -> str:
    body = f"""<div id="all">{_nav(s)}<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="{s.language}"><div class="page-header"><h2 itemprop="headline">{escape(s.title)}</h2></div>
    <dl class="article-info muted"><dt>Details</dt><dd class="published"><time datetime="{s.stamp}" itemprop="datePublished">{s.printed}</time></dd></dl><div itemprop="articleBody">{_paragraphs(s)}</div><ul class="pager pagenav"><li class="previous"><a href="/p">Prev</a></li></ul></div></div>{_footer(s)}"""
    return _page(s, "", body, title=s.title)


@_layout
def body_in_json(s: Story) -> str:
    """The page is drawn by script; only JSON-LD holds the text."""
    text = "\n\n".join([s.lead, *(t for _, t in s.body)])
    return _page(
        s,
        _og(s) + _ld(s, articleBody=text),
        f'<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>{_footer(s)}',
    )


@_layout
def undated(s: Story) -> str:
    body = f'{_nav(s)}<article><h1>{escape(s.title)}</h1>{_paragraphs(s)}</article><div class="sidebar"><ul><li><a href="/1">{escape(s.related)}</a> <time datetime="2019-05-05">{s.later}</time></li></ul></div>{_footer(s)}'
    return _page(s, _og(s), body)


NO_DATE.add("undated")
