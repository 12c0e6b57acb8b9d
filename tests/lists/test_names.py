"""Names made comparable: equal across case, accents, scripts and punctuation, and never because they are merely alike."""

from __future__ import annotations

import pytest

from flows.lists.entry import is_imo
from flows.lists.names import bag, key, telling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KIM, Jong-un", "Kim Jong Un"),
        ("Łódź Żółw", "LODZ ZOLW"),
        ("Рособоронэкспорт", "Rosoboroneksport"),
        ("Торговая корпорация «Мирок»", "Torgovaya korporatsiya Mirok"),
        ("Сбербанк", "СБЕРБАНК"),
        ("O'Neil", "O’Neil"),
        ("Ｋｏｍｉｄ", "komid"),
        ("Mirok\u00a0 Trading", "mirok trading"),
    ],
)  # fmt: skip
def test_the_same_name_has_the_same_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Kim Jong Un", "Kim Jong Um"), ("Li Wei", "Wei Li"), ("Mirok Trading", "Mirok Trading LLC")])
def test_another_name_has_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_bag_forgets_order_and_legal_form() -> None:
    assert bag(key("Li Wei")) == bag(key("Wei Li"))
    assert bag(key("Mirok Trading Co., Ltd.")) == bag(key("Trading Mirok"))


def test_which_names_tell_who_is_meant() -> None:
    assert telling("jon chol su", "person")
    assert telling("rosoboronexport", "organisation")
    assert not telling("rgb", "organisation"), "acronyms are shared"
    assert not telling("jon", "person")
    assert not telling("mirae star", "vessel"), "ships change names; their number tells"
    assert not telling("", "organisation")


def test_ship_numbers_have_a_check_digit() -> None:
    assert is_imo("1234567")
    assert not is_imo("1234568")
    assert not is_imo("0000000")
