"""Grammatical features of a word form, as bits: what a language's morphology says and the engine asks."""

from __future__ import annotations

NOM, GEN, DAT, ACC, INS, LOC, VOC = (1 << bit for bit in range(7))
SINGULAR, PLURAL = 1 << 7, 1 << 8
PAST, PRESENT, FUTURE, INFINITIVE, IMPERSONAL, CONDITIONAL = (1 << bit for bit in range(9, 15))
PASSIVE, ACTIVE, GERUND, ADVERBIAL, IMPERATIVE = (1 << bit for bit in range(15, 20))
CAPITAL, CAPITALS, INNER_CAPITAL = (1 << bit for bit in range(20, 23))
FIRST = 1 << 24  # we, I
REFLEXIVE = 1 << 23  # only with a reflexive word beside it

CASES = NOM | GEN | DAT | ACC | INS | LOC | VOC
FINITE = PAST | PRESENT | FUTURE | IMPERSONAL | CONDITIONAL
CASE_NAMES = {"nom": NOM, "gen": GEN, "dat": DAT, "acc": ACC, "ins": INS, "loc": LOC}
