"""Ordinary Polish wordings, a class each."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.settings import Settings

POLISH = packs(Settings().seeds / "languages")["pl"]

CLAIMS = {
    "Do Kurska wjechał nocą pociąg z tysiącem północnokoreańskich wojskowych.": "troop_deployment KP>RU reported",
    "W Agadezie wylądował samolot z setką rosyjskich żołnierzy.": "troop_deployment RU>NE reported",
    "Wiosną do obwodu kurskiego przybędzie kolejna zmiana północnokoreańskich saperów.": "troop_deployment KP>RU planned",
    "Rosyjskie firmy zatrudniają robotników z KRLD.": "labour_export KP>RU reported",
    "Rakieta, która spadła na Charków, pochodziła z Korei Północnej.": "arms_transfer KP>RU reported",
    "Iran kupił od Rosji myśliwce Su-35, powiedział rzecznik armii Iranu, nie ujawnił jednak ich liczby.": "arms_transfer RU>IR confirmed_by_parties",
}


@pytest.mark.parametrize(("text", "wanted"), CLAIMS.items(), ids=range(len(CLAIMS)))
def test_read_as_meant(text: str, wanted: str) -> None:
    (claim,) = read(None, text, date(2025, 6, 10), POLISH)
    assert f"{claim.kind} {','.join(claim.actors)}>{','.join(claim.recipients)} {claim.status}" == wanted
