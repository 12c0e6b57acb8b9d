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
    # how many they are
    "Liczba żołnierzy KRLD w Rosji sięga 15 tys., ocenia NIS.": "troop_deployment KP>RU assessed",
    "Północnokoreański kontyngent w obwodzie kurskim liczy 12 tys. żołnierzy.": "troop_deployment KP>RU reported",
    # who hires stands first, who is hired behind the verb
    "Firmy budowlane z Władywostoku zatrudniają Koreańczyków z KRLD.": "labour_export KP>RU reported",
    "Rosja zatrudnia północnokoreańskich robotników na budowach.": "labour_export KP>RU reported",
    # who stands behind a theft
    "Za włamaniem do giełdy kryptowalut stoją hakerzy z KRLD.": "cyber_theft KP> reported",
    "Kradzież bitcoinów z giełdy DMM była dziełem północnokoreańskich hakerów, oceniła firma Elliptic.": "cyber_theft KP> assessed",
    # what somebody leaves unsaid cancels nothing of what he said
    "Rzecznik irańskiej armii powiedział, że Iran kupił od Rosji myśliwce Su-35, nie ujawnił jednak, ile.": "arms_transfer RU>IR confirmed_by_parties",
    # worried about what has happened, not that it may
    "Ministrowie G7 wyrażają głębokie zaniepokojenie rozmieszczeniem tysięcy żołnierzy KRLD w Rosji.": "troop_deployment KP>RU officially_asserted",
    # the attribution that closes a paragraph's first two sentences owns both; a medium only passes on
    "Rosyjscy podoficerowie uczą Koreańczyków z Północy obsługi dronów. Kurs trwa trzy tygodnie – podała Służba Bezpieczeństwa Ukrainy.": "military_training RU>KP assessed",
    "Korea Północna potajemnie zaopatruje Rosję w pociski. Transporty są maskowane – ujawnił John Kirby.": "arms_transfer KP>RU officially_asserted",
    "Korea Północna wysłała Rosji pociski. Transporty są maskowane – podał dziennik „The Times”.": "arms_transfer KP>RU reported",
    # teaching how to make a thing is know-how
    "Rosjanie uczą Koreańczyków z Północy wytwarzania dronów.": "technology_transfer RU>KP reported",
    "Irańscy inżynierowie szkolą Rosjan w produkcji dronów.": "technology_transfer IR>RU reported",
}
NOTHING = [
    "Do Moskwy zjeżdżają zagraniczni goście na obchody 9 maja.",
    "Nie ujawniono, czy Iran kupił od Rosji myśliwce.",
    "Za włamaniem do giełdy kryptowalut stoją polscy licealiści.",
]


@pytest.mark.parametrize(("text", "wanted"), CLAIMS.items(), ids=range(len(CLAIMS)))
def test_read_as_meant(text: str, wanted: str) -> None:
    (claim,) = read(None, text, date(2025, 6, 10), POLISH)
    assert f"{claim.kind} {','.join(claim.actors)}>{','.join(claim.recipients)} {claim.status}" == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_claimed(text: str) -> None:
    assert not read(None, text, date(2025, 6, 10), POLISH)
