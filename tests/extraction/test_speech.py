"""Who speaks, and how firmly: one conduct, said in every way that a rule of attribution is about."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.claim import Reading
from schemas.settings import Settings

SEEDS = Settings().seeds / "languages"
NIS, MSMT = "National Intelligence Service (NIS)", "Multilateral Sanctions Monitoring Team (MSMT)"
SENT = {"en": "North Korea has sent 3,000 soldiers to Russia", "pl": "Korea Północna wysłała do Rosji 3 tys. żołnierzy"}


def last_claim(language: str, text: str) -> Reading:
    return read(None, text.replace("SENT", SENT[language]), date(2025, 5, 15), packs(SEEDS)[language])[-1]


SAID = [
    # the subject of the verb of saying, wherever its clause stands; who is told does not speak
    ("en", "SENT, Valery Gerasimov assured Vladimir Putin on Thursday.", "confirmed_by_parties", "Valery Gerasimov"),
    ("en", "North Korea, the NIS said, has sent 3,000 soldiers to Russia.", "assessed", NIS),
    ("en", "SENT, an official in Moscow told the agency.", "confirmed_by_parties", "official in Moscow"),
    ("en", "SENT, Lee Seong-kweun, a lawmaker who sits on the intelligence committee, told reporters.", "officially_asserted", "Lee Seong-kweun"),
    ("pl", "SENT, jak wyjaśnił kongresmenom adm. Samuel Paparo.", "officially_asserted", "Samuel Paparo"),
    ("pl", "SENT, powiedział cytowany przez agencję TASS rzecznik Kremla Dmitrij Pieskow.", "confirmed_by_parties", "Dmitry Peskov"),
    # whoever speaks for a body by name, it is the body: one origin, however it is called
    *[("en", f"SENT, {who} said on Monday.", "officially_asserted", "Pentagon") for who in ("the Pentagon", "a Pentagon spokesman", "the US Pentagon", "the Pentagon press secretary", "a spokesman for the Pentagon")],
    ("en", "SENT, an SBU spokesman said.", "assessed", "Security Service of Ukraine (SBU)"),
    ("en", "SENT, a senior Pentagon official said.", "officially_asserted", "senior Pentagon official"),
    # pronouns and bare nouns mean who spoke last, never the state whose conduct it is
    ("en", "The NIS briefed lawmakers on Tuesday. North Korea, it said, has sent 3,000 soldiers to Russia.", "assessed", NIS),
    ("en", "The MSMT published its second report on Monday. North Korea, they establish, has sent 3,000 soldiers to Russia.", "assessed", MSMT),
    ("pl", "Kyryło Budanow rozmawiał we wtorek z dziennikarzami. Korea Północna, dodał, wysłała do Rosji 3 tys. żołnierzy.", "assessed", "Kyrylo Budanov"),
    ("pl", "NIS ujawnił we wtorek nowe dane. Korea Północna, twierdzi wywiad, wysłała do Rosji 3 tys. żołnierzy.", "assessed", NIS),
    # nobody has to be on a list: his own words will do, and what they say about him
    ("en", "SENT, the consultancy Trznadel determined.", "assessed", "Trznadel"),
    ("en", "SENT, one of the captured men said.", "alleged", "one of the captured men"),
    ("en", "SENT, Michael Kofman of the Carnegie Endowment wrote.", "assessed", "Michael Kofman"),
    ("pl", "SENT – ustaliła firma doradcza Trznadel.", "assessed", "Trznadel"),
    ("pl", "SENT – pisze w analizie Anna Dyner z PISM.", "assessed", "Anna Dyner"),
    # sources without a verb of saying
    ("en", "SENT, by the count of South Korea's defence ministry.", "officially_asserted", "Ministry of Defence of South Korea"),
    ("en", "On the NIS's telling, North Korea has sent 3,000 soldiers to Russia.", "assessed", NIS),
    ("en", "To hear Budanov tell it, North Korea has sent 3,000 soldiers to Russia.", "assessed", "Kyrylo Budanov"),
    ("pl", "Agencja KCNA zacytowała Kim Dzong Una, według którego SENT.", "confirmed_by_parties", "Kim Jong Un"),
    # pictures and papers do not speak, who examined or made them does
    ("en", "As photographs examined by Conflict Armament Research show, North Korea has sent missiles to Russia.", "assessed", "Conflict Armament Research"),
    ("en", "A report published by the MSMT says North Korea sent 3,000 soldiers to Russia.", "assessed", MSMT),
    # who told the speaker owns the words
    ("en", "South Korean lawmakers, briefed by the NIS, said North Korea had sent 3,000 soldiers to Russia.", "assessed", NIS),
    ("pl", "Południowokoreańska posłanka, której NIS przekazał te dane, mówi, że SENT.", "assessed", NIS),
    # remarks on the whole sentence
    ("pl", "Korea Północna – co potwierdził w czwartek Kreml – wysłała do Rosji 3 tys. żołnierzy.", "confirmed_by_parties", "Kremlin"),
    # state media quote their own
    ("en", "RIA Novosti cited Marat Khusnullin, a deputy prime minister, as saying North Korea had sent 3,000 soldiers to Russia.", "confirmed_by_parties", "Marat Khusnullin"),
    # direct speech that goes on, or names its speaker only later, or once for an interview
    ("pl", "– Sprawa jest jasna – powiedział rzecznik Pentagonu Pat Ryder.\n\n– SENT.", "officially_asserted", "Pat Ryder"),
    ("pl", "ROZMOWA z Markiem Kowalskim, analitykiem Ośrodka Studiów Wschodnich\n\n– Sprawa jest jasna. SENT.", "assessed", "Markiem Kowalskim"),
    ("en", "Vladyslav Vlasiuk keeps a wing behind his desk.\n\nVLASIUK: It is simple. SENT.", "officially_asserted", "Vladyslav Vlasiuk"),
    # denials that point back
    ("en", "Kyiv says SENT. The Kremlin called the report false.", "denied", "Kremlin"),
    ("en", "Kyiv says SENT. Nothing of the kind has happened, Dmitry Peskov replied.", "denied", "Dmitry Peskov"),
    ("pl", "Kijów twierdzi, że SENT. Dmitrij Pieskow zaprzeczył tym doniesieniom.", "denied", "Dmitry Peskov"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "status", "speaker"), SAID)
def test_the_owner_of_the_words_is_found(language: str, text: str, status: str, speaker: str) -> None:
    claim = last_claim(language, text)
    assert (claim.status, claim.speaker, claim.actors, claim.recipients) == (status, speaker, ["KP"], ["RU"])


def test_the_medium_between_is_kept_as_relay() -> None:
    claim = last_claim("en", "Yonhap reported, citing the National Intelligence Service, that SENT.")
    assert (claim.speaker, claim.relayed_by) == (NIS, ["Yonhap News Agency"])


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv says SENT. The United Arab Emirates rejected the allegations.",  # not theirs to deny
        "Kyiv says SENT. The Kremlin denied reports that the president was ill.",
        "Kyiv says SENT. The Kremlin did not deny the report.",
        "Kyiv says SENT. The Kremlin declined to comment on the report.",
    ],
)
def test_only_parties_deny_what_was_said_before_and_only_that(text: str) -> None:
    assert last_claim("en", text).status == "officially_asserted"


def test_a_denial_that_says_what_it_denies_stands_for_the_one_that_only_points_back() -> None:
    text = "Kyiv says SENT. Russia's foreign ministry rejected the accusation. Spokeswoman Maria Zakharova said North Korea had sent no soldiers to Russia."
    claims = read(None, text.replace("SENT", SENT["en"]), date(2025, 5, 15), packs(SEEDS)["en"])
    assert [(claim.status, claim.speaker) for claim in claims] == [
        ("officially_asserted", "Government of Ukraine"),
        ("denied", "Maria Zakharova"),
    ]


def test_evidence_of_an_interrupted_clause_runs_to_its_end() -> None:
    assert last_claim("en", "North Korea, the NIS said, has sent 3,000 soldiers to Russia.").evidence.endswith("soldiers to Russia")
