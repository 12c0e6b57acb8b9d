"""Pages that are no article: walls, checks, errors, front pages. Judged by what they say and how little else they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from flows.sources.page.head import Head, is_front
from flows.sources.page.jsonld import Linked
from flows.sources.page.refusal import NotAPage, Why
from flows.sources.page.tree import shown_text
from schemas.addresses import host_of

_SAID: tuple[tuple[Why, str, int, str], ...] = (
    (
        "bot-check",
        "asks whether the reader is a person",
        1_500,
        r"just a moment\.\.\.|checking (?:your browser|if the site connection is secure)|attention required! \| cloudflare|verify(?:ing)? (?:that )?you(?: are|'re) (?:a |not a )?(?:human|robot)|"
        r"are you a robot|i am not a robot|i'm not a robot|unusual (?:traffic|activity) from your|pardon our interruption|press (?:&|and) hold|ddos protection by|complete the (?:security check|captcha)|"
        r"enable javascript and cookies to continue|incapsula incident|request unsuccessful|access (?:to this page has been |is )?denied[\s\S]{0,300}(?:reference|permission|security)|"
        r"you have been blocked|sorry, you have been blocked|potwierdź,? że (?:nie jesteś robotem|jesteś człowiekiem)|nie jestem robotem|подтвердите, что (?:вы не робот|запросы)|підтвердьте, що ви не робот|проверка браузера",
    ),
    (
        "script",
        "asks for JavaScript to be switched on",
        600,
        r"(?:please |you need to )?(?:enable|turn on|activate) javascript|javascript (?:is|seems to be|must be) (?:disabled|required|not enabled|enabled|turned off)|requires javascript|without javascript|"
        r"włącz(?:yć)? (?:obsługę )?javascript|wymaga (?:włączonej obsługi |obsługi )?javascript|включите javascript|увімкніть javascript|bitte (?:aktivieren sie )?javascript|activer javascript|activez javascript",
    ),
    (
        "not-found",
        "says that the page is not there",
        1_200,
        r"^\W*404\b|\b404\W{0,3}$|\b404[\s\S]{0,40}(?:not found|error|nie znaleziono|не найден|не знайден)|page (?:you (?:requested|were looking for|are looking for)[\s\S]{0,60}|(?:is |was )?)(?:not found|can(?:no|')t be found|could not be found|no longer (?:exists|available)|does ?n[o']t exist)|"
        r"(?:article|story|content) (?:is )?no longer available|sorry, (?:this page|we can't find|we couldn't find)|(?:nie znaleziono|nie ma takiej) stron|strona (?:o podanym adresie )?nie (?:istnieje|została (?:odnaleziona|znaleziona))|podana strona nie istnieje|"
        r"страниц[аы] не (?:найдена|существует|знайдена)|сторінк[аиу] не (?:знайдено|знайдена|існує)|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|stránka nenalezena|페이지를 찾을 수 없",
    ),
    (
        "error",
        "says that the server failed",
        800,
        r"(?:50[0234]|5xx)\b[\s\S]{0,30}(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)|internal server error|service (?:is )?temporarily unavailable|database (?:connection )?error|error establishing a database|"
        r"(?:we'?re|site is|currently) (?:down for|under) (?:scheduled )?maintenance|przerwa techniczna|trwają prace (?:techniczne|serwisowe)|технические работы|технічні роботи",
    ),
    (
        "login",
        "asks to sign in",
        700,
        r"(?:please )?(?:log|sign) ?in (?:to (?:continue|view|read|access|your account)|with|or (?:register|sign up|create))|forgot(?:ten)? (?:your )?password|you must be logged in|zaloguj się,? (?:aby|żeby|by)|zaloguj się lub|nie pamiętasz hasła|"
        r"войдите,? чтобы|авторизуйтесь|увійдіть,? щоб|bitte (?:melden sie sich an|einloggen)|passwort vergessen|connectez-vous pour|mot de passe oublié",
    ),
    (
        "consent",
        "a cookie wall",
        2_500,
        r"we (?:and our (?:\d+ )?partners|value your privacy)|(?:we|this (?:web)?site) uses? cookies|before you continue|your privacy (?:choices|matters)|accept (?:all )?(?:cookies|and continue)|manage (?:your )?(?:consent|privacy|preferences|cookies)|"
        r"szanujemy (?:twoją|państwa) prywatność|(?:ta )?strona (?:używa|korzysta z|wykorzystuje) (?:plik(?:i|ów) )?cookie|pliki cookies|zaufan(?:i|ych) partner|przejdź do serwisu|zgod[aęy] na przetwarzanie|przetwarzani[ae] (?:twoich |państwa )?danych osobowych|"
        r"мы используем (?:файлы )?cookie|ми використовуємо (?:файли )?cookie|wir verwenden cookies|mit werbung (?:und cookies )?weiterlesen|zustimmen und weiter|nous utilisons des cookies|accepter et continuer|utilizamos cookies|aceptar y continuar|souhlas(?:ím)? s cookies",
    ),
)
_WORDS = tuple((why, message, most, re.compile(pattern, re.MULTILINE)) for why, message, most, pattern in _SAID)
# Patterns are in lower case and so is what they are matched with: four times as fast as matching without regard to case.
# What a paywall says where it stands instead of the rest of the article.
_PAYWALL = re.compile(
    r"(?:to (?:read|continue reading|keep reading|read on)[^.\n]{0,60}|already )(?:subscri|a subscriber|sign in|log in|register)|subscribe (?:now )?to (?:continue|read|keep|unlock|get full)|(?:this|the) (?:article|content|story|post) is (?:for|available (?:only )?(?:to|for)|reserved for|exclusive to) (?:paid |paying |our )?(?:subscribers|members|premium)|"
    r"(?:unlock|get) (?:full|unlimited|this) (?:access|article|story)|continue reading (?:with|by)|become a (?:paid )?(?:subscriber|member) to (?:read|continue|unlock)|this post is for paid subscribers|you(?:'ve| have) (?:reached|read) your[^.\n]{0,30}(?:limit|free articles)|"
    r"aby (?:czytać|przeczytać|kontynuować)[^.\n]{0,60}(?:subskry|wykup|zaloguj|prenumer|kup)|(?:pozostało|dalsza część)[^.\n]{0,80}(?:subskry|prenumerat|dostęp|płatn|wykup)|treś(?:ć|ci) (?:jest )?(?:dostępn[aey] )?(?:tylko |wyłącznie )?dla (?:subskrybentów|prenumeratorów|zalogowanych)|kup (?:dostęp|prenumeratę|subskrypcję)|wykup (?:dostęp|subskrypcję|prenumeratę)|masz już (?:prenumeratę|subskrypcję)|artykuł dostępny (?:tylko )?(?:w|dla) (?:prenumerac|subskryb)|"
    r"(?:чтобы|щоб) (?:читать|прочитать|читати|прочитати)[^.\n]{0,60}(?:подпи|підпи|оформ)|(?:доступно|доступен) (?:только|тільки|лише) (?:для )?(?:подписчик|підписник|по подписке|передплатник)|"
    r"(?:weiterlesen|lesen sie weiter) mit|jetzt (?:abonnieren|freischalten|weiterlesen)|dieser artikel ist (?:nur )?für abonnenten|réservé aux abonnés|cet article est réservé|il vous reste \d+ ?% de cet article|abonnez-vous pour|suscríbete para|contenido exclusivo para suscriptores|有料会員限定|会員限定",
)
_ABOUT_THE_SITE = re.compile(
    r"about(?: us)?|contact(?: us)?|privacy (?:policy|notice)|cookies? policy|terms (?:of (?:use|service)|(?:and|&) conditions)|advertise with us|"
    r"impressum|datenschutz(?:erklärung)?|mentions légales|o nas|kontakt|redakcja|regulamin(?: serwisu)?|polityka (?:prywatności|cookies)|"
    r"о нас|контакты|политика конфиденциальности|про нас|контакти"
)
_STUB, _SHORT_STUB = 2_500, 600
_DENSE = 350  # characters of a wall for each time that it says so
_REFRESH = re.compile(r"^\s*(\d+)[^;]{0,5};\s*url\s*=\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
_SCRIPT_LEADS = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=\s*[\"'][^\"']{1,500}[\"']|location\.(?:replace|assign)\(\s*[\"']",
    re.IGNORECASE,
)
_LITTLE, _SHORTEST, _SHORTEST_CALLED_ARTICLE = 400, 90, 30
_CODE = frozenset({"script", "style", "noscript", "template"})
_SOON = 10  # seconds
_LISTED, _LISTED_SHARE, _TEASERS = 5, 0.3, 4
_HEADLINE, _TEASER, _SMALL = 15, 40, 12  # characters of a headline and of the words below it; elements of a few words
_NOT_LETTERS = re.compile(r"[\W_]+")


def refuse_redirect(tree: Any, head: Head, linked: Linked) -> None:
    """Refuses a page that only leads elsewhere, by meta element or script.

    Raises:
        NotAPage: ``redirect``.
    """
    body = tree.find("body")
    shown = 0
    for element in () if body is None else body.iter():
        shown += len((element.text or "").strip()) if element.tag not in _CODE else 0
        shown += len((element.tail or "").strip())
        if shown >= _LITTLE:
            return
    refresh = head.meta.get("refresh")
    found = _REFRESH.match(refresh) if refresh else None
    leads = not linked.articles and any(_SCRIPT_LEADS.search((script.text or "")[:5_000]) for script in tree.iter("script"))
    if leads or (found and int(found.group(1)) <= _SOON):
        raise NotAPage("redirect", f"only leads to {found.group(2)[:200]}" if found else "only leads elsewhere, by script")


def refuse_wall(text: str, whole: str, name: str | None, called: bool, free: bool) -> None:
    """Refuses what was found as text but is a wall, an error, the beginning of an article, or too little to be one.

    Args:
        text: the article as extracted.
        whole: all that the page shows, in its order.
        name: its title.
        called: whether the page says of itself that it is an article.
        free: whether its JSON-LD says that anyone may read it.

    Raises:
        NotAPage: with ``why`` and what the page says.
    """
    shortest = _SHORTEST_CALLED_ARTICLE if called else _SHORTEST
    small, heading = text.lower(), (name or "").lower()
    said = f"{heading}\n{small if len(text) >= shortest else whole[:5_000].lower()}"
    for why, message, most, pattern in _WORDS:
        if len(text) > (min(most, _LITTLE) if called else most) or not (found := pattern.search(said)):
            continue
        # A real article may mention cookies or an error; a wall speaks of nothing else.
        if len(text) < _LITTLE or pattern.search(heading) or len(pattern.findall(small)) * _DENSE >= len(text):
            raise NotAPage(why, f"{message}: {_around(said, found)!r}")
    if len(text) < _STUB:
        behind = whole.rfind(text[-40:].rsplit("\n", 1)[-1]) if text else -1
        rest = whole[behind : behind + 600] if behind >= 0 and free else whole
        if found := _PAYWALL.search(small[-600:]) or _PAYWALL.search(rest.lower()):
            raise NotAPage("paywall", f"only the beginning of an article, then: {found.group()[:120]!r}")
        if not free and len(text) < _SHORT_STUB:
            raise NotAPage("paywall", f"only the beginning of an article ({len(text)} characters), and JSON-LD says that it is not free")
    if len(text) < shortest:
        raise NotAPage("no-text", f"only {len(text)} characters of text: {text[:80]!r}" if text else "no article text in the page")


def refuse_index(tree: Any, text: str, name: str | None, linked: Linked, called: bool, url: str | None) -> None:
    """Refuses front pages, section pages and lists: what was found as text are linked headlines, or the beginnings of several articles.

    Raises:
        NotAPage: ``index``.
    """
    at_front = url is not None and is_front(url)
    if called and len(linked.articles) < _LISTED and not at_front:
        return
    if linked.is_list and not linked.articles:
        raise NotAPage("index", "a list of pages, as it says itself in JSON-LD")
    links = {_key(shown_text(link)) for link in tree.iter("a")}
    if at_front and len(links) > _LISTED:
        raise NotAPage("index", "a front page")
    lines = text.split("\n")
    listed = sum(1 for line in lines if len(line) > 15 and _key(line.removeprefix("- ")) in links)
    if listed >= _LISTED and listed >= _LISTED_SHARE * len(lines):
        raise NotAPage("index", f"a list: {listed} of its {len(lines)} lines are links to other pages")
    begun = sum(1 for article in tree.iter("article") if _is_begun_in(article, text))
    if _ABOUT_THE_SITE.fullmatch((name or "").strip().casefold()):
        raise NotAPage("index", f"a page about the site: {name!r}")
    if begun >= _TEASERS:
        raise NotAPage("index", f"a front or section page: it shows the beginnings of {begun} articles")
    teased, length = _teased(tree, text, url)
    if teased >= _LISTED and 2 * length >= len(text):
        raise NotAPage("index", f"a list: {teased} linked headlines with a few words about each")
    if not text and len(links) > _LISTED * _TEASERS:
        raise NotAPage("index", f"{len(links)} links and no running text")


def _is_begun_in(article: Any, text: str) -> bool:
    headed = any(heading.find(".//a") is not None for tag in ("h2", "h3", "h4") for heading in article.iter(tag))
    longest = max((shown_text(paragraph) for paragraph in article.iter("p")), key=len, default="")
    return headed and len(longest) > 40 and longest[:60] in text


def _teased(tree: Any, text: str, url: str | None) -> tuple[int, int]:
    """Links of the site that stand alone, as headlines do, with words below them that were taken for text: how many, and how long those are."""
    own = host_of(url)
    teasers: set[str] = set()
    looked_at: set[Any] = set()
    for link in tree.iter("a"):
        above, href = link.getparent(), link.get("href") or "#"
        if above is None or href.startswith("#") or (href.startswith("http") and host_of(href) != own):
            continue
        if (above.text or "").strip() or (link.tail or "").strip() or len(shown_text(link)) < _HEADLINE:
            continue
        found = (words for words in _below(link, looked_at) if len(words) > _TEASER and words[:_TEASER] in text)
        teasers.update(islice(found, 1))
    return len(teasers), sum(map(len, teasers))


def _below(link: Any, looked_at: set[Any]) -> Iterator[str]:
    """What stands in a link below its heading, and after it and the elements around it, each place once."""
    if len(link):
        yield from (shown_text(part) for part in link.iter("p", "div", "span"))
    for element in (link, *islice(link.iterancestors(), 2)):
        if element in looked_at:
            return
        looked_at.add(element)
        for after in islice(element.itersiblings(), 2):
            if sum(1 for _ in islice(after.iter(), _SMALL)) < _SMALL:
                yield shown_text(after)
        yield (element.tail or "").strip()


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 20) : found.end() + 60].split())[:160]
