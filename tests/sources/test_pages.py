"""Pages at their worst: encodings, walls, stubs, lists, bombs; and which of several dates and titles counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from flows.sources.pages import NotAPage, Page, read_page

_POLISH = "Źródła podają, że żołnierze zostali wysłani koleją, a ćwiczenia już się skończyły; świadkowie widzieli też ciężarówki. "
_RUSSIAN = "По словам очевидцев, эшелоны прибыли ночью, а разгрузка продолжалась до утра; официального подтверждения пока нет. "
_KOREAN = "관계자는 선박 두 척이 지난주 항구를 떠났으며 화물의 행방은 아직 확인되지 않았다고 밝혔다. "
_CHINESE = "知情人士表示，货物已于上周运抵港口，有关部门正在核实收货方的身份。"
_CZECH = "Podle svědků přijely nákladní vlaky v noci a vykládka trvala až do rána; úřady zatím nic nepotvrdily. "


def _article(text: str, head: str = "", body: str = "", lang: str = "pl") -> str:
    paragraphs = "".join(f"<p>{number}. {text * 2}</p>" for number in range(4))
    return f'<html lang="{lang}"><head>{head}</head><body><article><h1>Tytuł artykułu o pociągach</h1>{body}{paragraphs}</article></body></html>'


def _read(html: str, **given: object) -> Page:
    return read_page(html.encode(), **given)  # type: ignore[arg-type]


def _ld(fields: str) -> str:
    return f'<script type="application/ld+json">{fields}</script>'


@pytest.mark.parametrize(
    ("text", "encoding", "label", "lang"),
    [
        (_POLISH, "cp1250", "windows-1250", "pl"),
        (_POLISH, "iso8859-2", "iso-8859-2", "pl"),
        (_CZECH, "cp1250", "windows-1250", "cs"),
        (_RUSSIAN, "cp1251", "windows-1251", "ru"),
        (_RUSSIAN, "koi8-r", "koi8-r", "ru"),
        (_KOREAN, "euc-kr", "euc-kr", "ko"),
        (_CHINESE, "gb18030", "gb2312", "zh"),
        (_POLISH, "utf-8", "utf-8", "pl"),
        (_POLISH, "utf-16", "", "pl"),
    ],
)
@pytest.mark.parametrize("where", ["header", "meta", "prolog", "nowhere", "wrongly"])
def test_encodings(text: str, encoding: str, label: str, lang: str, where: str) -> None:
    meta = {"meta": label, "wrongly": "iso-8859-1"}.get(where)
    prolog = f'<?xml version="1.0" encoding="{label}"?>' if where == "prolog" and label else ""
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    html = prolog + _article(text, head, lang=lang).replace("Tytuł artykułu o pociągach", text[:30])
    page = read_page(html.encode(encoding), charset=label if where == "header" and label else None)
    assert text.strip() in page.text


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("empty", ""),
        ("empty", "Hello world"),
        ("not-html", "%PDF-1.4 <x> <y> <z> " + "".join(chr(number % 32) for number in range(60)) + _POLISH * 5),
        ("not-html", '{"error": "no such page", "status": 404, "path": "/news/article-17", "took": 3}'),
        ("cut-off", _article(_POLISH)[:-300]),
        ("bot-check", "<html><head><title>Just a moment...</title></head><body><div id='cf'>Checking your browser before accessing example.com. DDoS protection by Cloudflare</div></body></html>"),
        ("bot-check", "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have permission to access this page on this server.<p>Reference #18.2d351ab8</p></body></html>"),
        ("script", "<html><head><title>Wiadomości</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'>Please enable JavaScript to view this page.</div></body></html>"),
        ("consent", f"<html><head><title>Zanim przejdziesz dalej</title></head><body><div><h1>Szanujemy Twoją prywatność</h1>{'<p>Ta strona używa plików cookie i podobnych technologii, aby wyświetlać treści dopasowane do zainteresowań, a zaufani partnerzy mierzą ich oglądalność.</p>' * 4}</div></body></html>"),
        ("consent", "<html><head><title>Before you continue</title></head><body><main><p>We and our 842 partners store and access information on a device, such as unique identifiers in cookies, to process personal data and show you content that fits your interests.</p></main></body></html>"),
        ("login", "<html><head><title>Zaloguj się</title></head><body><form><p>Zaloguj się, aby przeczytać artykuł. Nie pamiętasz hasła? Załóż konto w naszym serwisie, zajmie to chwilę.</p><input></form></body></html>"),
        ("not-found", "<html><head><title>404 - Nie znaleziono strony</title></head><body><h1>Strona nie istnieje</h1><p>Podana strona nie istnieje lub została przeniesiona. Przejdź na stronę główną albo skorzystaj z wyszukiwarki.</p></body></html>"),
        ("error", "<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>"),
        ("redirect", '<html><head><meta http-equiv="refresh" content="0; url=https://example.com/new"></head><body><a href="https://example.com/new">Click here to be forwarded</a></body></html>'),
        ("redirect", '<html><head><script>window.location.href = "https://example.com/consent?back=1";</script></head><body><p>Loading, one moment please</p></body></html>'),
        ("paywall", f"<html><head><title>Tekst</title></head><body><article><h1>Tekst o pociągach i statkach</h1><p>{_POLISH * 3}</p><div class='offer'>Aby czytać dalej, wykup subskrypcję. Masz już prenumeratę? Zaloguj się</div></article></body></html>"),
        ("paywall", f"<html><head><title>Story</title></head><body><article><h1>A story about trains and ships</h1><p>{'The trains came at night and left at dawn, witnesses said. ' * 5}</p><p>To continue reading this article, subscribe now.</p></article></body></html>"),
        ("paywall", _article(_POLISH, _ld('{"@type": "NewsArticle", "headline": "Tytuł artykułu o pociągach", "isAccessibleForFree": false}')).replace(f"<p>1. {_POLISH * 2}</p><p>2. {_POLISH * 2}</p><p>3. {_POLISH * 2}</p>", "")),
        ("index", "<html><head><title>Świat</title></head><body><main>" + "".join(f"<article><h2><a href='/{n}'>Nagłówek numer {n} o wydarzeniach na świecie</a></h2><p>Zapowiedź {n}: {_POLISH}</p></article>" for n in range(9)) + "</main></body></html>"),
        ("index", "<html><head><title>Archiwum</title></head><body><ul>" + "".join(f"<li><a href='/{n}'>Nagłówek numer {n} o wydarzeniach na świecie i w kraju</a></li>" for n in range(40)) + "</ul></body></html>"),
        ("index", "<html><head><title>Szukaj</title></head><body><h1>Wyniki</h1>" + "".join(f"<div><a href='/{n}'>Nagłówek numer {n} o wydarzeniach</a><p>{n}. {_POLISH}</p></div>" for n in range(9)) + "</body></html>"),
        ("index", _article("We are an independent newsroom that works from six offices. ").replace("Tytuł artykułu o pociągach", "About us")),
        ("no-text", "<html><head><title>Wideo</title></head><body><h1>Wideo</h1><video src='a.mp4'></video><p>Zobacz film</p></body></html>"),
        ("too-much", "<html><body>" + "<div>" * 20_000 + f"<p>{_POLISH}</p></body></html>"),
        ("too-much", "<html><body>" + "<b>x</b>" * 150_000 + "</body></html>"),
        ("too-much", "<html><body>" + "<p>x</p>" * 45_000 + "</body></html>"),
        ("too-much", "<html><body><div " + " ".join(f"a{n}=1" for n in range(50_000)) + f"><p>{_POLISH}</p></div></body></html>"),
        ("too-much", "<html><body><div " + " ".join(f'a{n}="<"' for n in range(50_000)) + f"><p>{_POLISH}</p></div></body></html>"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_class(why: str, html: str) -> None:
    with pytest.raises(NotAPage) as refused:
        read_page(html.encode())
    assert refused.value.why == why, refused.value
    assert str(refused.value)


@pytest.mark.parametrize(
    "html",
    [
        _article(_POLISH, body="<p>Ta strona używa plików cookie.</p>"),
        _article(_POLISH, body="<p>Serwis podał, że błąd 404 pojawił się na stronie ministerstwa, a logowanie nie działało.</p>"),
        _article(_POLISH, _ld('{"@type": "NewsArticle", "headline": "Tytuł artykułu o pociągach", "isAccessibleForFree": false}')),
        '<html><head><meta property="og:type" content="article"></head><body><article><h1>Depesza z ostatniej chwili</h1><p>Pjongjang wystrzelił pocisk, podał sztab w Seulu.</p></article></body></html>',
    ],
)
def test_articles_that_look_like_walls_are_kept(html: str) -> None:
    assert len(_read(html).text) > 40


def test_large_attributes_cost_no_time() -> None:
    html = _article(_POLISH, body=f'<div class="{"a " * 500_000}"><img src="data:image/png;base64,{"A" * 500_000}"></div>')
    assert _POLISH.strip() in _read(html).text


@pytest.mark.parametrize(
    ("head", "body", "url", "expected", "basis"),
    [
        (_ld('{"@type": "NewsArticle", "dateModified": "2025-02-02", "datePublished": "2024-05-03T23:30:00-04:00"}'), "", None, date(2024, 5, 3), "json-ld"),
        (_ld('{"@graph": [{"@type": ["WebPage"], "datePublished": "2020-01-01"}, {"@type": ["Article", "NewsArticle"], "datePublished": "2024-05-03"}]}'), "", None, date(2024, 5, 3), "json-ld"),
        (_ld('[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "datePublished": "3 maja 2024, 10:00"}]'), "", None, date(2024, 5, 3), "json-ld"),
        (_ld('{"@type": "NewsArticle", "datePublished": "2024-05-03T10:00:00+02:00",}'), "", None, date(2024, 5, 3), "json-ld"),
        ('<meta property="article:modified_time" content="2025-01-01"><meta property="article:published_time" content="2024-05-03T01:00:00+0200">', "", None, date(2024, 5, 3), "meta"),
        ('<meta property="article:published_time" content="2024-05-02T22:30:00Z">', "", "https://a.example/2024/05/03/x", date(2024, 5, 3), "meta"),
        ('<meta property="article:published_time" content="2024-05-02T22:30:00Z">', "", None, date(2024, 5, 2), "meta"),
        ('<meta name="DC.date.issued" content="Fri, 03 May 2024 10:00:00 +0200">', "", None, date(2024, 5, 3), "meta"),
        ("", '<time class="updated" datetime="2025-01-01">1 stycznia 2025</time><time datetime="2024-05-03">3 maja</time>', None, date(2024, 5, 3), "time"),
        ("", "<p>Aktualizacja: 4 maja 2024</p><p>Opublikowano: 3 maja 2024</p>", None, date(2024, 5, 3), "text"),
        ("", "<span>03.05.2024, 10:15</span>", None, date(2024, 5, 3), "text"),
        ("", "", "https://a.example/world/2024/may/03/trains", date(2024, 5, 3), "url"),
        ("", "", "https://a.example/view/AEN20240503000100315", date(2024, 5, 3), "url"),
        ("", "", "https://a.example/2024/05/trains", None, None),
        ("", "<p>Po wojnie, 3 maja 1946 roku, w mieście odbyły się demonstracje, które władze stłumiły.</p>", None, None, None),
        ('<meta property="article:published_time" content="2031-05-03">', "", None, None, None),
        ('<meta http-equiv="date" content="2025-05-03"><meta name="firstPublished" content="2024-05-03">', "", None, date(2024, 5, 3), "meta"),
        ('<script>window.data = {"modifiedAt": "2025-01-01T10:00:00", "publishedAt": "2024-05-03T10:00:00"}</script>', "", None, date(2024, 5, 3), "meta"),
        ('<script id="__NEXT_DATA__">{"article": {"firstPublishedDate": 1714723200000}}</script>', "", None, date(2024, 5, 3), "meta"),
        ('<meta name="last-modified" content="2024-05-09">', "", None, None, None),
        ('<meta itemprop="dateCreated" content="2025-05-09T10:00:00+02:00">', "<p>03.05.2024, 19:16</p>", None, date(2024, 5, 3), "text"),
        ("", '<span data-timestamp="1714723200">3 w</span>', None, date(2024, 5, 3), "time"),
        ("", "", "https://web.archive.org/web/20240503101500/https://a.example/trains", None, None),
        ("", "", "https://a.example/2024/WORLD/05/03/trains/index.html", date(2024, 5, 3), "url"),
        ("", "<p>Opublikowano: 3 maja 2024, aktualizacja: 4 maja 2024</p>", None, date(2024, 5, 3), "text"),
        ("", "<span>Anna Lis, 3.5.24</span>", None, date(2024, 5, 3), "text"),
        ("", "<span>3/5/2024</span>", None, date(2024, 5, 3), "text"),
        ("", "<p>Pyongyang, May 3, Juche 113 (2024)</p>", None, date(2024, 5, 3), "text"),
        (_ld('{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2024-05-04"}]}'), "", None, None, None),
        ("", f"<p>SEUL, 3 maja 2024 r. (KAI) – {_POLISH}</p>", None, date(2024, 5, 3), "text"),
        ("", f"<p>(03.05.2024) {_POLISH}</p>", None, date(2024, 5, 3), "text"),
        ("", f"{'<p>Akapit.</p>' * 150}<aside class='widget_info'><dl><dt>Data</dt><dd>03.05.2024</dd></dl></aside>", None, date(2024, 5, 3), "text"),
        ("", f"{'<p>Akapit.</p>' * 150}<div class='post-footer'>Artykuł opublikowano 3 maja 2024 o 14:48</div><ul class='comments'><li>Dodano 4 maja 2024</li></ul>", None, date(2024, 5, 3), "text"),
        ("", f"{'<p>Akapit.</p>' * 150}<p>Data publikacji: 03.05.2024</p><p>Data publikacji: 04.05.2024</p>", None, None, None),
    ],
)  # fmt: skip
def test_which_date_counts(head: str, body: str, url: str | None, expected: date | None, basis: str | None) -> None:
    page = _read(_article(_POLISH, head, body), url=url, fetched=date(2026, 1, 1))
    assert (page.published, page.published_basis) == (expected, basis)


@pytest.mark.parametrize(
    "above",
    ["<header><p>Piątek, 3 maja 2024</p></header>", "<div><p>Dziś jest 3 maja 2024</p></div>", "<div class='topbar'>3 maja 2024</div>"],
)
def test_the_day_of_the_visit_is_none(above: str) -> None:
    assert _read(_article(_POLISH).replace("<article>", f"{above}<article>")).published is None


@pytest.mark.parametrize(
    ("lang", "url", "other", "expected"),
    [
        ("en-US", None, "", date(2024, 3, 4)),
        ("en-GB", None, "", date(2024, 4, 3)),
        ("en", "https://a.example.uk/x", "", date(2024, 4, 3)),
        ("en", "https://state.example.gov/x", "", date(2024, 3, 4)),
        ("en", None, "<p class='sidebar'>3/25/2024</p>", date(2024, 3, 4)),
        ("en", None, "", None),
        ("fr", None, "", date(2024, 4, 3)),
    ],
)
def test_day_and_month_in_figures(lang: str, url: str | None, other: str, expected: date | None) -> None:
    page = _read(_article(_POLISH, body=f"<span>3/4/2024, 10:15</span>{'<p>Akapit.</p>' * 150}{other}", lang=lang), url=url)
    assert page.published == expected


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("pl", "3 maja 2024 r."), ("uk", "3 травня 2024"), ("ru", "3 мая 2024 г."), ("ko", "2024. 5. 3."), ("ko", "2024년 5월 3일"), ("cs", "3. 5. 2024"),
        ("cs", "3. května 2024"), ("de", "3. Mai 2024"), ("fr", "vendredi 3 mai 2024"), ("es", "3 de mayo de 2024"), ("hu", "2024. május 3."),
        ("lt", "2024 m. gegužės 3 d."), ("en", "May 3rd, 2024"), ("en", "3 May 2024"), ("zh", "2024年5月3日"), ("it", "3 maggio 2024"), ("tr", "3 Mayıs 2024"),
    ],
)  # fmt: skip
def test_dates_in_words(lang: str, written: str) -> None:
    assert _read(_article(_POLISH, body=f"<div>{written}</div>", lang=lang)).published == date(2024, 5, 3)


def test_the_moment_is_given_in_utc() -> None:
    page = _read(_article(_POLISH, '<meta property="article:published_time" content="2024-05-03T01:00:00+02:00">'))
    assert (page.published, page.published_at) == (date(2024, 5, 3), datetime(2024, 5, 2, 23, 0))


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        ("<title>Pociągi jadą na wschód | Kurier | Świat</title><meta property='og:site_name' content='Kurier'>", "Pociągi jadą na wschód", "Pociągi jadą na wschód"),
        ("<title>Kurier: Pociągi jadą na wschód</title>", "Pociągi jadą na wschód", "Pociągi jadą na wschód"),
        ("<title>Pociągi jadą na wschód - Kurier.pl</title>", "", "Pociągi jadą na wschód"),
        ("<title>Seul - stolica szpiegów - Kurier</title><meta property='og:site_name' content='Kurier'>", "", "Seul - stolica szpiegów"),
        ("<title>Kim: &quot;nigdy&quot; – mówi</title><meta property='og:title' content='Kim: &quot;nigdy&quot; – mówi'>", "Kim: &quot;nigdy&quot; – mówi", 'Kim: "nigdy" – mówi'),
        ("<title>x</title><meta property='og:title' content='Pociągi jadą na wschód i nikt nie wie, dokąd...'>", "Pociągi jadą na wschód i nikt nie wie, dokąd zmierzają", "Pociągi jadą na wschód i nikt nie wie, dokąd zmierzają"),
    ],
)  # fmt: skip
def test_titles(head: str, heading: str, expected: str) -> None:
    html = _article(_POLISH, head).replace("<h1>Tytuł artykułu o pociągach</h1>", f"<h1>{heading}</h1>" if heading else "")
    assert _read(html, url="https://www.kurier.pl/a/1").title == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Pociągi jadą na wschód » SciBlog - Blogi naukowe</title><meta property='og:site_name' content='SciBlog'>", "<h1>Blogi</h1>", "Pociągi jadą na wschód"),
        ("<title>Pociągi jadą na wschód</title>", "<h1>Pociągi jadą na wschód<span class='lead'>Dokąd, nie wie nikt</span></h1>", "Pociągi jadą na wschód"),
        ("<title>Kurier Wschodni - Pociągi jadą na wschód, nikt nie wie dokąd</title>", "<b>Kurier Wschodni</b><b>Pociągi jadą na wschód, nikt nie wie dokąd</b>", "Pociągi jadą na wschód, nikt nie wie dokąd"),
        ("<title>Pociągi jadą na wschód - Kraj - Kurier</title><meta name='twitter:title' content='Pociągi jadą na wschód'>", "<h1>Pociągi jadą na wschódKurier</h1>", "Pociągi jadą na wschód"),
        ("<title>Kurier: Pociągi jadą na wschód</title><meta property='og:title' content='Pociągi jadą na wschód'>", "<h2 class='title'>Kurier</h2>", "Pociągi jadą na wschód"),
        ("<title>Pociągi jadą na wschód | Polska Agencja</title>", "", "Pociągi jadą na wschód"),
        ("<title>Pociągi jadą na wschód - Gazeta Wschodnia</title>", "<h1>Gazeta Wschodnia</h1><h2>Pociągi jadą na wschód</h2>", "Pociągi jadą na wschód"),
        ("<title>Kim &amp;quot;nigdy&amp;quot; nie odda broni</title>", "", 'Kim "nigdy" nie odda broni'),
        ("<title>Pociągi na wschód › Gazeta Wschodnia Lublin</title>", "<h1><a href='/'>Gazeta Wschodnia Lublin</a></h1>", "Pociągi na wschód"),
        ("<title>Gazeta | Pociągi jadą na wschód</title>", "<h1>Verbraucherportal</h1>", "Pociągi jadą na wschód"),
        ("<title>Kolej: pociągi na wschód</title>", "<h1>Kolej : pociągi na wschód</h1>", "Kolej: pociągi na wschód"),
        ("<title>Kurier</title><meta property='og:title' content='Pociągi jadą na wschód'>", "<h1>POCIĄGI JADĄ NA WSCHÓD</h1>", "Pociągi jadą na wschód"),
    ],
)  # fmt: skip
def test_titles_beside_other_words(head: str, body: str, expected: str) -> None:
    html = _article(_POLISH, head).replace("<h1>Tytuł artykułu o pociągach</h1>", body)
    assert _read(html, url="https://gazeta.example/a/1").title == expected


def test_paragraphs_are_those_of_the_page_not_of_its_source() -> None:
    body = "Zdanie, które w źródle\n   zajmuje dwa wiersze, jest jednym.<h2>Śródtytuł</h2>Po nim zdanie bez własnego elementu w źródle strony.<ul><li>Pierwszy punkt listy</li><li>Drugi punkt listy</li></ul>"
    lines = _read(_article(_POLISH).replace("</article>", f"<p>Akapit.</p>{body}</article>")).text.split("\n")
    assert lines[-5:] == [
        "Zdanie, które w źródle zajmuje dwa wiersze, jest jednym.",
        "Śródtytuł",
        "Po nim zdanie bez własnego elementu w źródle strony.",
        "- Pierwszy punkt listy",
        "- Drugi punkt listy",
    ]


def test_the_rest_of_an_article_behind_a_button_is_kept() -> None:
    hidden = f"<div id='read-more-content'>{''.join(f'<p>Dalej {number}. {_POLISH}</p>' for number in range(6))}</div>"
    assert "Dalej 5." in _read(_article(_POLISH).replace("</article>", f"{hidden}</article>")).text


def test_what_json_ld_says() -> None:
    fields = '{"@type": "NewsArticle", "headline": "Tytuł", "author": [{"name": "Ewa Lis"}, "Jan Kot"], "publisher": {"name": "Kurier"}, "mainEntityOfPage": "https://k.example/a"}'
    page = _read(_article(_POLISH, _ld(fields) + '<link rel="canonical" href="/a?x=1#top">'), url="https://k.example/b")
    assert (page.authors, page.publisher, page.url) == (("Ewa Lis", "Jan Kot"), "Kurier", "https://k.example/a?x=1")


def test_half_a_character_in_json_ld_does_no_harm() -> None:
    page = _read(
        _article(_POLISH, _ld('{"@type": "NewsArticle", "headline": "Tytu\\u0142 \\ud83d", "author": "Jan \\udc00"}')).replace(
            "<h1>Tytuł artykułu o pociągach</h1>", ""
        )
    )
    assert str((page.title, page.authors)).encode()


def test_broken_json_ld_is_noted() -> None:
    page = _read(_article(_POLISH, _ld('{"@type": "NewsArticle", "headline": "Tytuł "artykułu"", "datePublished": "2024-05-03"')))
    assert page.published == date(2024, 5, 3)
    assert page.notes and "JSON-LD" in page.notes[0]


def test_a_broken_byte_does_not_change_the_encoding_of_the_others() -> None:
    html = _article(_POLISH, body="<p>Bajt: BYTE.</p>").encode().replace(b"BYTE", b"\xff")
    assert _POLISH.strip() in read_page(html).text


def test_a_month_is_no_day() -> None:
    assert _read(_article(_POLISH, body="<div class='date'>2024-05-33</div><span>2024-05</span>")).published is None


def test_the_publisher_is_not_the_host_that_a_canonical_link_claims() -> None:
    page = _read(_article(_POLISH, '<link rel="canonical" href="https://www.reuters.com/scoop">'), url="https://kurier.example/a")
    assert page.publisher == "kurier.example"


def test_a_language_that_the_letters_belie_is_not_believed() -> None:
    assert [_read(_article(_POLISH, lang=lang)).language for lang in ("en-US", "xx", "pl")] == [None, None, "pl"]
    assert [_read(_article(_RUSSIAN, lang="en")).language, _read(_article(_RUSSIAN, lang="ru")).language] == [None, "ru"]
