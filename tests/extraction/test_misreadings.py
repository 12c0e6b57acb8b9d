"""Wordings that were once misread, a class each: what an English reader sees at once and a rule must be told."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.settings import Settings

ENGLISH = packs(Settings().seeds / "languages")["en"]

CLAIMS = {
    "North Korea troops: what we know North Korea has sent 3,000 soldiers to Russia, the Pentagon said.": [
        "troop_deployment KP>RU officially_asserted"
    ],
    "Britain sanctioned two Iranian firms, David Lammy said on X. Iran condemned the move.": ["designation GB> confirmed_by_parties"],
    "North Korea will send 1,000 sappers and 5,000 military builders to Russia, Sergei Shoigu said.": [
        "labour_export KP>RU planned",
        "troop_deployment KP>RU planned",
        "troop_deployment KP>RU planned",
    ],
    "Zelensky said Iran had sent missiles to Russia.\nTwo European diplomats, speaking on condition of anonymity, said that Iran had sent "
    "launchers to Russia.": ["arms_transfer IR>RU alleged", "arms_transfer IR>RU officially_asserted"],
    '"We are seeing evidence that there are North Korean troops in Russia," US Defense Secretary Lloyd Austin said.': [
        "troop_deployment KP>RU officially_asserted"
    ],
    "Russia had lost 4,000 North Korean soldiers in Kursk, Zelensky said.": ["troop_deployment KP>RU officially_asserted"],
    "A missile that hit Kyiv in April was a North Korean-made KN-23, Ukraine's spy agency said.": ["arms_transfer KP>RU assessed"],
    "US forces seized Iranian-made missile components bound for the Houthis, Central Command said.": [
        "arms_transfer IR>YE officially_asserted"
    ],
    "Companies in China, Iran and Belarus have supplied Russia with drones.": ["arms_transfer BY,CN,IR>RU reported"],
    "Asked whether Iran had sent missiles to Russia, Abbas Araghchi said Tehran had not done so.": ["arms_transfer IR>RU denied"],
    "Iran has sent missiles to Russia, France, Germany and the UK said.": ["arms_transfer IR>RU officially_asserted"],
    "Thousands of North Koreans work in Russian shipyards, a Seoul think tank said.": ["labour_export KP>RU assessed"],
    "Russia offered and then gave Iran Verba launchers, an arms dealer claimed.": ["arms_transfer RU>IR alleged"],
    "Russia remains the biggest supplier of warplanes to Myanmar's junta.": ["arms_transfer RU>MM reported"],
    "Six of every ten shells Russia fires are North Korean.": ["arms_transfer KP>RU reported"],
    "Lukashenko said the first Oreshnik missiles had arrived in Belarus.": ["arms_transfer RU>BY confirmed_by_parties"],
    "A further 6,000 North Koreans, among them 1,000 sappers, will travel to Kursk, Sergei Shoigu announced.": [
        "troop_deployment KP>RU planned"
    ],
    "Mali sent 60 pilots to Russia for training.": ["military_training RU>ML reported"],
    "Sergei Ryabkov said there had been no transfer of nuclear technology to North Korea.": ["technology_transfer RU>KP denied"],
    "Money from Moscow for drones may well be paying for new Iranian missiles, Antony Blinken said.": [
        "missile_funding RU>IR possible_concern"
    ],
    "China's foreign ministry denied having sold air defence batteries to Iran.": ["arms_transfer CN>IR denied"],
}
NOTHING = [
    "Poland sent 500 soldiers to the border with Belarus.",
    "Warsaw is to send another 1,000 troops to the Belarusian border.",
    "In the film, North Korea sends thousands of soldiers to Russia.",
    "The hero of John Smith's book smuggles Iranian missiles to Russia.",
    "Washington warned Beijing against supplying Russia with weapons.",
    "China said it was not aware of North Korean troop deployments to Russia.",
    "Russian and Belarusian troops held joint exercises near Brest.",
    "What they are doing there is left to be seen, and nobody saw North Korean soldiers.",
]


def said(text: str) -> list[str]:
    found = read(None, text, date(2025, 6, 10), ENGLISH)
    return sorted(f"{claim.kind} {','.join(sorted(claim.actors))}>{','.join(sorted(claim.recipients))} {claim.status}" for claim in found)


@pytest.mark.parametrize(("text", "wanted"), CLAIMS.items(), ids=range(len(CLAIMS)))
def test_read_as_meant(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_claimed(text: str) -> None:
    assert said(text) == []


def test_two_months_are_one_period() -> None:
    claim = read(None, "North Korea sent 3,000 soldiers to Russia in January and February.", date(2025, 6, 10), ENGLISH)[0]
    assert (claim.event_start, claim.event_end) == (date(2025, 1, 1), date(2025, 2, 28))
