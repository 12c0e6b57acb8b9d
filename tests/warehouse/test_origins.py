"""Whose word a fact rests on: forty relays are one origin, editions of a publisher are one. Sixty articles, counted by hand."""

from __future__ import annotations

from typing import Any

from tests.warehouse.claims import Desk, article, says

_DAY = "2025-04-26"


def _sixty() -> list[dict[str, Any]]:
    kcna = says("confirmed_by_parties", "KCNA", speaker_role="state_media", speaker_country="KP", confirmed_by="actor")
    relays = [
        article(f"relay-{n}", _DAY, kcna | {"relayed_by": ["Reuters"] if n % 2 else []}, publisher=f"outlet{n}.example") for n in range(40)
    ]
    # The agency's own page says it in its own voice: the same house.
    own = [article("kcna-own", _DAY, says("reported"), publisher="KCNA Watch", origin_group="kcna")]
    editions = [article(f"edition-{n}", _DAY, says("reported"), publisher=f"Gazette ({n})", origin_group="gazette") for n in ("EN", "PL")]
    # A wire copy has its original's house; somebody unnamed whom Yonhap met is Yonhap's.
    copies = [
        article(f"copy-{n}", _DAY, says("reported"), publisher=f"copy{n}.example", origin_group="gazette", copy_of="x") for n in range(5)
    ]
    anonymous = says("alleged", "unnamed sources (a source)", speaker_role="unnamed_source", relayed_by=["Yonhap News Agency"])
    yonhap = [article(f"yonhap-{n}", _DAY, anonymous, publisher=f"other{n}.example") for n in range(4)]
    yonhap.append(article("yonhap-own", _DAY, says("reported"), publisher="Yonhap (EN)", origin_group="yonhap"))
    officials = [
        article(f"nis-{n}", _DAY, says("assessed", "NIS", speaker_role="intelligence", speaker_country="KR"), publisher=f"seoul{n}.example")
        for n in range(3)
    ]
    officials.append(article("pentagon", _DAY, says("officially_asserted", "Pentagon", speaker_country="US"), publisher="seoul0.example"))
    alone = [article(f"alone-{n}", _DAY, says("reported"), publisher=f"alone{n}.example") for n in range(2)]
    denial = [article("denial", _DAY, says("denied", "Dmitry Peskov", speaker_country="RU"), publisher="denial.example")]
    return [*relays, *own, *editions, *copies, *yonhap, *officials, *alone, *denial]


def test_sixty_articles_by_hand() -> None:
    articles = _sixty()
    assert len(articles) == 60
    desk = Desk()
    desk.load(articles)
    (fact,) = desk.named("SELECT * FROM facts")
    origins = dict(desk.rows("SELECT origin, claims FROM fact_origins"))
    assert origins == {"kcna": 41, "gazette": 7, "yonhap": 5, "nis": 3, "pentagon": 1, "alone0.example": 1, "alone1.example": 1}
    assert (fact["independent_origins"], fact["claim_count"], fact["denial_count"]) == (7, 59, 1)
    # 40 outlets, KCNA Watch, two editions, 5 copies, 4 others and Yonhap, 3 of Seoul (the Pentagon is in one of them), 2 alone
    assert fact["publisher_count"] == 58


def test_forty_articles_relaying_one_agency_are_one_origin_of_one_state() -> None:
    desk = Desk()
    desk.load(_sixty()[:40])
    assert desk.rows("SELECT independent_origins, claim_count, publisher_count FROM facts") == [(1, 40, 40)]


def test_one_text_at_forty_addresses_is_one_claim_of_forty_publishers() -> None:
    desk = Desk()
    desk.load([article("wire", _DAY, says("reported"), publisher=[f"outlet{n}.example" for n in range(40)], origin_group="agency")])
    assert desk.rows("SELECT independent_origins, claim_count, publisher_count FROM facts") == [(1, 1, 40)]


def test_a_publisher_that_shows_a_known_text_later_is_counted() -> None:
    desk = Desk()
    first = article("wire", _DAY, says("reported"), publisher="a.example", origin_group="agency")
    desk.load([first])
    desk.load([first | {"publishers": ["b.example"]}])
    assert desk.rows("SELECT independent_origins, claim_count, publisher_count FROM facts") == [(1, 1, 2)]
