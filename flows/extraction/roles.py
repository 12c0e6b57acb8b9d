"""Frames of a sentence: each trigger with its thing and its parties; kinds with parties of their own have their rules here."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.discourse import Discourse
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from flows.extraction.parse import Parse
from flows.extraction.parties import possessed, subject_of, transfer, with_prep
from flows.extraction.slots import is_target
from flows.extraction.view import Frame, View, some
from schemas.kinds import EVOKED, WATCHED


def frames(parse: Parse, discourse: Discourse) -> list[Frame]:
    """All frames of a sentence, in the order of their triggers."""
    heads = {nominal.head for nominal in parse.nominals if nominal.type != "pronoun"}
    found: list[Frame] = []
    for at, mention in enumerate(parse.mentions):
        if mention.types & {"verb", "noun"} and (at not in heads or "noun" in mention.types):
            found.extend(_read(parse, at, mention, discourse))
        elif (mention.is_word("be") and _presence(parse, at)) or (mention.is_word("have") and _keeps(parse, at)):
            found.extend(_about_things(View(parse, at, _PRESENCE, f.PRESENT, discourse)))
        if mention.is_word("be"):
            found.extend(_identified(parse, at, discourse))
    found.extend(_denied_things(parse, discourse, found))
    taken = {(nominal.head, frame.kind) for frame in found if not frame.noun for nominal in frame.themes if nominal in parse.nominals}
    return [frame for frame in found if not frame.noun or (frame.at, frame.kind) not in taken]


def _denied_things(parse: Parse, discourse: Discourse, found: list[Frame]) -> list[Frame]:
    """ "uznał doniesienia o irańskiej broni dla Huti za bezpodstawne": what is denied is a thing with its two parties, and no verb."""
    if not parse.pack.has_cases or not any(mention.has("cue", "deny") for mention in parse.mentions):
        return []
    used = {id(nominal) for frame in found for nominal in frame.themes}
    made = []
    for nominal in parse.nominals:
        sense = nominal.theme("troops", "arms", "technology")
        if sense is None or nominal.inside is not None or "about" not in nominal.prep or id(nominal) in used or not nominal.countries:
            continue
        view = View(parse, nominal.head, parse.pack.bare_transfer, 0, discourse)
        frame = view.new_frame(EVOKED["send", sense.k], [nominal])
        others = [
            other
            for other in view.window()
            if other.left > nominal.last and view.own_codes(other) and other.prep & {"for", "to", "in", "alongside"}
        ]
        frame.actors = nominal.countries
        frame.recipients = tuple(code for code in view.codes(others[0]) if code not in frame.actors) if others else ()
        frame.rules.append("parties:denied-thing")
        frame.noun = frame.denied = True
        made.append(frame)
    return made


_MANY = 10  # "the two men" are no soldiers for being two
_PRESENCE = Sense({"t": "verb", "k": "serve", "themes": ["troops"]})


def _presence(parse: Parse, at: int) -> bool:
    """ "11,000 soldiers are in Kursk", "there are 10,000 troops in Russia": being somewhere is serving there."""
    free = [nominal for nominal in parse.nominals if nominal.inside is None]
    people = next((nominal for nominal in free if nominal.last < at and at - nominal.last <= 3 and nominal.theme("troops")), None)
    if people is None and at and parse.mentions[at - 1].is_word("here"):
        people = next((nominal for nominal in free if at < nominal.left <= at + 2 and nominal.theme("troops")), None)
    if people is None or people.prep:
        return False
    after = max(people.last, at)
    where = next((nominal for nominal in free if nominal.left > after), None)
    if where is None or where.left - after > 4:
        return False
    if not (where.pronoun == "here" or (where.prep & {"in", "alongside"} and where.countries)):
        return False
    between = parse.mentions[after + 1 : where.left]
    return not any(mention.mark or mention.types & {"verb", "act", "cue"} for mention in between if not mention.has("cue", "possible"))


_USED = Sense({"t": "verb", "k": "use", "themes": ["arms"]})


def _identified(parse: Parse, at: int, discourse: Discourse) -> list[Frame]:
    """ "The missile that hit Kyiv was a North Korean KN-23", "the debris was from an Iranian drone": what was used tells who gave it."""
    if parse.pack.has_cases:
        return []
    free = [nominal for nominal in parse.nominals if nominal.inside is None]
    thing = next((nominal for nominal in free if at < nominal.left <= at + 3), None)
    if thing is None or thing.theme("arms") is None or thing.quantity is not None or thing.prep - {"from", "of"} or thing.plural:
        return []
    maker = thing.countries if thing.owned in ("adjective", "possessive", "from", "genitive") else ()
    maker = maker or tuple(sense.maker for sense in thing.themes if sense.maker)[:1]
    clause = parse.clauses[parse.clause_of(at)]
    before = [nominal for nominal in free if nominal.last < at and nominal.head in clause and not nominal.prep]
    subject = before[0] if before else None
    if not maker or maker[0] not in WATCHED or subject is None or subject.countries:
        return []
    if subject.theme("arms") is None and not any(
        mention.is_word("evidence") for mention in parse.mentions[subject.first : subject.last + 1]
    ):
        return []
    frame = View(parse, at, _USED, f.PAST, discourse).new_frame("arms_transfer", [thing])
    struck = any("UA" in nominal.countries for nominal in free)
    frame.actors, frame.recipients = maker[:1], ("UA",) if struck else ()
    frame.rules.append("actor:identified")
    return [frame]


def _keeps(parse: Parse, at: int) -> bool:
    """ "Russia has had soldiers in Mali": having people somewhere is their serving there."""
    if parse.pack.has_cases:
        return False
    free = [nominal for nominal in parse.nominals if nominal.inside is None]
    people = next((nominal for nominal in free if nominal.left == at + 1), None)
    if people is None or people.prep or people.theme("troops") is None:
        return False
    where = next((nominal for nominal in free if nominal.left == people.last + 1), None)
    return where is not None and bool(where.prep & {"in"}) and bool(where.countries)


def _read(parse: Parse, at: int, mention: Mention, discourse: Discourse) -> list[Frame]:
    """The frames of one trigger: the first of its meanings that finds its thing and a party; several where things of several kinds are listed."""
    readings: list[list[Frame]] = []
    auxiliary = mention.is_word("be") and (any(_participle(other) for other in parse.mentions[at + 1 : at + 3]) or not _placed(parse, at))
    senses = mention.senses
    if mention.has("verb", "join") and any(nominal.theme("listing") and nominal.prep & {"to", "in"} for nominal in parse.nominals):
        senses = sorted(senses, key=lambda pair: pair[0].k != "join")  # "na listę trafiło pięciu Irańczyków" is no journey
    for sense, bits in senses:
        if sense.t in ("verb", "noun") and not (auxiliary and sense.k == "serve" and parse.pack.has_cases):
            view = View(parse, at, sense, bits, discourse)
            found = _training(view) if view.frame in ("train", "undergo") else _about_things(view)
            if found and all(frame.actors or frame.recipients for frame in found):
                if view.frame == "employ" and any(other.k == "finance" for other, _ in mention.senses):
                    readings.append(found)  # "zarabiają na program rakietowy" is finance where a programme is named
                    continue
                return found
            readings.append(found)
    return next((found for found in readings if found), [])


def _placed(parse: Parse, at: int) -> bool:
    """ "są w Kursku", but not "liczba żołnierzy nie jest znana": being serves only where it is said where, or beside whom."""
    clause = parse.clauses[parse.clause_of(at)]
    return any(
        nominal.pronoun == "here" or (nominal.prep & {"in", "alongside"} and (nominal.countries or nominal.pronoun))
        for nominal in parse.nominals
        if nominal.head in clause
    )


def _participle(mention: Mention) -> bool:
    """ "są | szkoleni": the verb is the participle, not the being."""
    return bool((mention.bits("verb") | mention.bits("act")) & f.PASSIVE) and not mention.types & {"theme", "prep"}


def _about_things(view: View) -> list[Frame]:
    classes = view.classes()
    if view.sense.only_passive and not view.passive:
        return []
    if view.frame == "help" and "technology" in classes and not view.noun and not view.things(classes):
        return _helps_make(view)
    if not classes or (view.frame == "help" and _money_helps(view)):
        return []
    if view.frame == "help" and not view.noun and _paid_for(view):
        programmes = [nominal for nominal in view.things(("programme",)) if nominal.theme("programme")]
        return [_with_parties(view, view.new_frame("missile_funding", programmes))] if programmes else []
    if view.frame == "make" and not view.passive and not view.attributive:
        return []  # who makes a thing hands nothing over; what is made somewhere may be found elsewhere
    themes = view.things(classes)
    if view.bits & f.GERUND and not view.noun and not view.cases and view.frame == "send" and _only_carries(view):
        return []
    if not themes and view.frame == "steal" and any(number.currency and number.first in view.clause for number in view.parse.numbers):
        return [_with_parties(view, view.new_frame("cyber_theft", []))]  # stole some $800 million
    if view.frame == "count" and (view.loose_number() is None or not themes):
        return []
    if not themes and view.sense.implies in classes:
        return [_with_parties(view, view.new_frame(EVOKED[view.frame, view.sense.implies], []))]
    kinds: dict[str, list[Nominal]] = {}
    stated = {_kind(view, nominal, classes) for nominal in themes if not nominal.negated}
    themes = [nominal for nominal in themes if not nominal.negated or _kind(view, nominal, classes) not in stated]  # "rakiety, a nie drony"
    for nominal in themes:
        kind = _kind(view, nominal, classes)
        if kind:
            kinds.setdefault(kind, []).append(nominal)
        sense = nominal.theme(*classes)
        besides = EVOKED.get((view.frame, sense.also)) if sense is not None and sense.also and view.frame in ("send", "move") else None
        if besides and besides != kind:
            kinds.setdefault(besides, []).append(nominal)  # builders in uniform are workers too
    found = [_with_parties(view, view.new_frame(kind, part)) for kind, members in kinds.items() for part in _counted_apart(members)]
    found = [frame for frame in found if frame.kind != "designation" or view.cases or view.frame != "impose" or _names_target(view)]
    found = [listed for frame in found for listed in (_listed_apart(view, frame) if frame.kind == "designation" else [frame])]
    return found if view.frame != "make" else [frame for frame in found if frame.actors]


def _names_target(view: View) -> bool:
    """ "a day after London announced penalties": measures against nobody in the sentence list nobody."""
    return any(
        nominal.left > view.at
        and (nominal.theme("targets") is not None or ((nominal.countries or nominal.person) and not nominal.theme("measures")))
        for nominal in view.free
    ) or any(nominal.last < view.at and nominal.theme("targets") is not None for nominal in view.free)


def _listed_apart(view: View, frame: Frame) -> list[Frame]:
    """Persons and firms that are counted apart are listed apart (rule 32)."""
    counted = [nominal for nominal in view.free if nominal.quantity is not None and is_target(nominal) and nominal.head in view.clause]
    units = {sense.unit for nominal in counted for sense in nominal.themes if sense.k == "targets"}
    units |= {"persons" for nominal in counted if nominal.type == "country"}
    if len(counted) < 2 or len(units) < 2 or counted[1].left - counted[0].last > 4:
        return [frame]
    return [replace(frame, themes=[*frame.themes, nominal], rules=list(frame.rules), span=list(frame.span)) for nominal in counted[:2]]


def _helps_make(view: View) -> list[Frame]:
    """ "helped the North improve the accuracy of its missiles", "is helping Russia build drones": what is made better is the matter."""
    arms = [nominal for nominal in view.free if nominal.head > view.at and nominal.head in view.clause and nominal.theme("arms")]
    if not arms or not any(
        mention.has("verb", "make") or mention.has("verb", "help") or "act" in mention.types
        for mention in view.mentions[view.at + 1 : arms[0].head]
    ):
        return []
    return [_know_how(view, arms[0])]


def _counted_apart(members: list[Nominal]) -> list[list[Nominal]]:
    """Things with numbers of their own are claims of their own (rule 32)."""
    if sum(nominal.quantity is not None for nominal in members) < 2:
        return [members]
    parts: list[list[Nominal]] = []
    for nominal in members:
        if nominal.quantity is not None or not parts:
            parts.append([nominal])
        else:
            parts[-1].append(nominal)
    return parts


def _only_carries(view: View) -> bool:
    """ "aircraft carrying such weapons": a participle on a thing says nothing of who gets it, unless it says to whom."""
    before = next((nominal for nominal in view.free if nominal.last == view.at - 1), None)
    if before is None:
        previous = view.mentions[view.at - 1] if view.at else None
        if previous is None or previous.senses or previous.mark:
            return False
    elif before.is_agent or not (before.themes or before.type == "site"):
        return False
    return not any(nominal.prep & {"to", "from"} and view.own_codes(nominal) for nominal in view.window() if nominal.head > view.at)


def _paid_for(view: View) -> bool:
    """ "za te pensje budowała program": what somebody does with money is paid with it."""
    return any("other" in nominal.prep and nominal.theme("money") for nominal in view.window())


def _money_helps(view: View) -> bool:
    """ "wages support the programme" is finance, not technical help."""
    paid = any(nominal.theme("programme") for nominal in view.window() if nominal.head > view.at)
    return paid and any(
        nominal.last < view.at and not nominal.prep and nominal.theme("money", "workers", "loot") for nominal in view.window()
    )


def _kind(view: View, nominal: Nominal, classes: tuple[str, ...]) -> str:
    sense = nominal.theme(*classes)
    if view.frame in ("use", "seize") and not nominal.countries:
        maker = next((sense.maker for sense in (nominal.content or nominal).themes if sense.maker), "")
        if not maker:
            return ""
        nominal.countries, nominal.owned = (maker,), "maker"
    if sense is None:
        people = "labour_export" if view.frame == "employ" else "troop_deployment"
        return people if nominal.type == "country" else view.discourse.theme_kind if nominal.container else ""
    if view.frame in ("move", "return") and sense.item == "warships":
        return ""  # a warship that calls at a port has not been handed over
    if sense.serving and view.frame not in ("serve", "harm"):
        return ""
    number = nominal.quantity
    many = number is not None and (view.cases or (number.low or number.high or 0) >= _MANY)
    stated = nominal.countries or many or nominal.possessor or nominal.such or nominal.topic or _travels(view, nominal)
    owned = sense.k if sense.k in classes else sense.also
    if sense.weak and owned == "troops" and not nominal.countries and view.discourse.theme_kind == "labour_export" and view.cases:
        owned = "workers" if (view.frame, "workers") in EVOKED else owned  # "50 tys. ludzi", where the story is about workers
    return EVOKED[view.frame, owned] if not sense.weak or stated else ""


def _travels(view: View, nominal: Nominal) -> bool:
    """ "do Rosji dosłano z Północy ludzi": people sent from one state to another are the ones meant."""
    if view.frame not in ("send", "move") or not view.cases:
        return False
    parties = [other for other in view.window() if other is not nominal and view.own_codes(other)]
    return any("from" in other.prep for other in parties) and any("to" in other.prep for other in parties)


def _with_parties(view: View, frame: Frame) -> Frame:
    match frame.kind:
        case "missile_funding":
            _funding(view, frame)
        case "violation_finding":
            _violation(view, frame)
        case "designation":
            _designation(view, frame)
        case "cyber_theft":
            _theft(view, frame)
        case _:
            transfer(view, frame)
    return frame


_EARNING = ("cyber_theft", "labour_export")


def _funding(view: View, frame: Frame) -> None:
    """The programme's owner gets the money; wages and loot come from the owner itself, trade from its partner (rule 31)."""
    programme = frame.themes[0] if frame.themes else None
    moneys = [
        nominal
        for nominal in view.free
        if nominal.theme("money", "workers", "loot") is not None and nominal is not programme and nominal.head in view.clause
    ]
    money = min(moneys, key=_how_vague, default=None)
    subject, how = subject_of(view, frame)
    owner = programme.countries if programme is not None else ()
    if not owner:
        dative = next(
            (
                nominal
                for nominal in view.window()
                if not nominal.prep and nominal.cases & f.DAT and not nominal.cases & f.NOM and view.party_like(nominal, frame)
            ),
            None,
        )
        owner = view.codes(dative)
    if not owner and programme is not None and (programme.possessor or view.frame == "help"):
        owner = view.codes(subject) or (money.countries if money is not None else ())
    frame.recipients = (owner or some(view.discourse.regime()))[:1]
    source = money.theme("money", "workers", "loot") if money is not None else None
    if source is not None and (source.k != "money" or source.item == "own revenue"):
        payer, name = frame.recipients, "own-revenue"
    elif source is not None and source.item == "trade":
        stated = tuple(code for code in (money.countries if money else ()) if code not in frame.recipients) or _buyers(view, frame)
        payer, name = stated or some(view.discourse.partner(frame.recipients[0] if frame.recipients else "", WATCHED)), "trade"
        frame.inferred = True
    else:
        codes = tuple(code for code in view.codes(subject) if code not in ("UN", "EU"))
        codes = codes if how != "earlier-clause" or not view.cases else tuple(code for code in codes if code in WATCHED)
        payer, name = tuple(code for code in codes if code not in frame.recipients) or (frame.recipients if codes else ()), how
    if not payer and money is not None and money.countries:
        payer, name = money.countries, "money-owner"
    if not payer and frame.recipients and any(view.discourse.scenario.get(kind, ((), ()))[0] == frame.recipients for kind in _EARNING):
        payer, name = frame.recipients, "own-revenue-told"  # the money that was stolen or earned in the story
    frame.actors = payer[:1]
    frame.rules += [f"actor:{name}", "recipient:programme"]


def _buyers(view: View, frame: Frame) -> tuple[str, ...]:
    """ "oil sales to China", "trade with Russia": who pays in a trade."""
    buyer = next(
        (nominal for nominal in view.window() if nominal.prep & {"to", "with"} and not nominal.themes and view.own_codes(nominal)), None
    )
    return tuple(code for code in view.codes(buyer) if code not in frame.recipients)


def _how_vague(nominal: Nominal) -> bool:
    """ "income from the arms deals": the deals say more about who pays than the income does."""
    sense = nominal.theme("money", "workers", "loot")
    return sense is not None and sense.k == "money" and sense.item not in ("own revenue", "trade")


def _violation(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    codes = tuple(code for code in view.codes(subject) if code not in ("UN", "EU"))
    if not set(codes) & set(WATCHED) and view.clause.opener == "relative":
        above = [nominal for nominal in view.free if nominal.last < view.clause.first and not nominal.prep and not nominal.themes]
        codes, how = tuple(code for nominal in above[-1:] for code in nominal.countries if code in WATCHED), "clause-above"
    direct = subject is not None and subject.head in view.clause and subject.type == "country"
    if not codes or (view.noun and not set(codes) & set(WATCHED) and not direct):
        parties = [
            nominal for nominal in view.free
            if nominal.last < view.at and nominal.head > view.barrier and nominal.countries and (nominal.themes or nominal.type == "country")
            and not (nominal.prep & {"to", "in"} and not view.cases)
        ]  # fmt: skip
        codes, how = tuple(dict.fromkeys(code for nominal in parties for code in nominal.countries if code in WATCHED)), "parties-before"
    if not codes:
        by = with_prep(view, frame, "by")
        codes, how = view.codes(by), "by"
    frame.actors = codes
    frame.rules.append(f"actor:{how}")


def _has_targets(view: View, subject: Nominal) -> bool:
    return any(nominal is not subject and nominal.head in view.clause and nominal.theme("targets") for nominal in view.free)


def _designation(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    if how == "subject-after" and subject is not None and subject.cases & f.ACC and not _has_targets(view, subject):
        subject, how = None, ""  # "wpiszą na listę linie Iran Air": whom, not who
    authority = (
        subject is not None
        and view.frame != "join"
        and (subject.type in ("country", "org", "organ", "office", "person") or bool(subject.pronoun))
    )
    codes = view.codes(subject) if authority else ()
    if not codes:
        listing = next((nominal for nominal in frame.themes if nominal.countries and nominal.theme("listing", "measures")), None)
        codes, how = (listing.countries, "list-owner") if listing is not None else ((), "")
    if not view.cases and subject is not None and subject.theme("targets") and subject.type in ("organ", "office", "theme"):
        codes = ()  # "one of the generals designated today"
    frame.actors, frame.actor = codes, subject
    frame.rules.append(f"actor:{how}")


def _theft(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    codes = tuple(code for code in view.codes(subject) if code in WATCHED)
    if not codes and not view.noun:  # "charged four North Koreans with stealing"
        charged = [
            nominal for nominal in view.window() if nominal.last < view.at and nominal.themes and set(nominal.countries) & set(WATCHED)
        ]
        codes, how = (charged[-1].countries, "charged") if charged else ((), how)
    if not codes:
        group = next((nominal for nominal in view.free if nominal.organ_role == "group" and nominal.countries), None)
        group = group or next(
            (
                nominal
                for nominal in view.free
                if nominal.head in view.clause and nominal.prep & {"in", "to", "by"} and set(view.own_codes(nominal)) & set(WATCHED)
            ),
            None,
        )  # "pinned the theft on", "linked the hack to"
        codes, how = view.codes(group), "group"
        if group is not None:
            frame.span.append(group.head)
    frame.actors = codes
    frame.rules.append(f"actor:{how}")


def _taught_to_make(view: View) -> list[Frame]:
    """ "is teaching Pyongyang to build drones", "taught Russians how to make missiles": know-how, not drill."""
    if view.cases or view.noun:
        return []
    making = next((at for at in range(view.at + 1, min(view.at + 9, view.clause.end)) if view.mentions[at].has("verb", "make")), -1)
    if making < 0 or view.mentions[making - 1].word != "to":
        return []
    arms = [nominal for nominal in view.free if nominal.head > making and nominal.head in view.clause and nominal.theme("arms")]
    return [_know_how(view, arms[0])] if arms and arms[0].left <= making + 2 else []


def _know_how(view: View, thing: Nominal) -> Frame:
    """The transfer of what one must know to make a thing."""
    sense = (thing.content or thing).theme("arms")
    frame = view.new_frame("technology_transfer", [thing])
    frame.item = f"{sense.item} technology" if sense is not None and sense.item else "military technology"
    return _with_parties(view, frame)


def _training(view: View) -> list[Frame]:
    """Somebody trains people, or people are trained somewhere; the host trains where nobody else is named."""
    if made := _taught_to_make(view):
        return made
    frame = view.new_frame("military_training", [])
    window = view.window()
    people = [nominal for nominal in window if not nominal.prep & {"other", "between", "against"} and _trainee_like(nominal, view.frame)]
    hanging = [view.antecedent] if view.antecedent is not None and view.antecedent.theme("troops") else []
    left = [nominal for nominal in people if nominal.last < view.at]
    right = [nominal for nominal in people if nominal.head > view.at]
    trainer: Nominal | None = None
    how = ""
    if view.frame == "undergo" and not view.noun:
        if not _names_training(view):
            return []
        trainees = left or hanging or [nominal for nominal in right if not nominal.prep]
    else:
        trainer, how = subject_of(view, frame)
        left = [nominal for nominal in left if view.cases or view.noun or not nominal.prep]
        trainees = ((left or hanging) if view.passive else right) or hanging or right
        if not trainees:
            trainees = [
                nominal for nominal in window if nominal.head > view.at and nominal.organ_role == "military" and view.own_codes(nominal)
            ][:1]
    if view.cases:
        trainees, trainer, how = _by_case(view, people, trainees, trainer, how)
    if not trainees and view.cases and view.frame == "train" and not view.noun:
        trainees = [nominal for nominal in right if not nominal.prep][:1] or [
            nominal for nominal in window if nominal.head > view.at and not nominal.prep and nominal.theme("troops")
        ][:1]
    if not trainees and view.noun and left and left[-1].theme("troops"):
        trainees, trainer = left[-1:], None  # "żołnierze rozpoczną kurs"
    if not trainees:
        taught = any(nominal.pronoun == "they" and not nominal.prep and 0 < nominal.head - view.at <= 2 for nominal in window)
        if taught and trainer is not None and trainer.theme("troops") and view.own_codes(trainer):
            frame.actors, frame.actor = view.codes(trainer), trainer  # "instructors are teaching them"
            frame.rules.append(f"actor:{how}")
            return [frame]
        return []
    trainee = trainees[-1] if view.passive else trainees[0]
    if trainer is trainee:
        trainer = next((nominal for nominal in left if nominal is not trainee), None)
    frame.themes = [trainee] if trainee.themes else []
    frame.recipients, frame.recipient = view.codes(trainee) or possessed(view, frame), trainee
    frame.span.append(trainee.head)
    host = next(
        (
            nominal
            for nominal in window
            if (nominal.prep & {"in", "by", "with", "to", "from"} or nominal.pronoun == "here")
            and nominal is not trainee
            and view.own_codes(nominal)
            and set(view.own_codes(nominal)) != set(frame.recipients)
        ),
        None,
    )
    if not frame.recipients and trainer is not None and host is not None and set(view.codes(host)) != set(view.codes(trainer)):
        frame.recipients, frame.recipient, host = view.codes(host), host, None  # "szkolą żołnierzy na Białorusi"
    for nominal, name in ((trainer, how), (host, "host")):
        codes = tuple(code for code in view.codes(nominal) if code not in frame.recipients)
        if codes:
            frame.actors, frame.actor = codes, nominal
            frame.rules.append(f"actor:{name}")
            break
    if not frame.recipients and host is not None and trainer is not None and set(view.own_codes(host)) != set(frame.actors):
        frame.recipients = view.own_codes(host)  # trainers abroad teach the people of the place
        frame.rules.append("recipient:host")
    return [frame]


def _by_case(
    view: View, people: list[Nominal], trainees: list[Nominal], trainer: Nominal | None, how: str
) -> tuple[list[Nominal], Nominal | None, str]:
    """Where endings tell: who is taught stands in the accusative, or behind "for"; who teaches in the nominative."""
    if view.noun:
        taught = [nominal for nominal in people if "for" in nominal.prep]
    elif view.frame == "train" and not view.passive:
        taught = [
            nominal
            for nominal in people
            if not nominal.prep and nominal.cases & (f.ACC | f.GEN) and not nominal.cases & f.NOM
            and not (nominal.quantity is not None and nominal.last < view.at)  # "stu instruktorów wyszkoli": a counted subject
        ]  # fmt: skip
    else:
        taught = []
    if not taught:
        return trainees, trainer, how
    teachers = [nominal for nominal in people if nominal not in taught and not nominal.prep and nominal.cases & f.NOM]
    if teachers and (trainer is None or trainer in taught):
        trainer, how = teachers[0], "teacher"
    return taught, trainer, how


def _trainee_like(nominal: Nominal, frame: str) -> bool:
    sense = nominal.theme("troops")
    if sense is None:
        form = nominal.sense.form if nominal.type == "country" and nominal.sense is not None else ""
        people = form == "people" or (frame == "train" and form == "adjective" and nominal.owned == "adjective")  # "rosyjskich kierowców"
        if frame == "train" and nominal.theme("targets") and nominal.owned == "adjective" and nominal.countries and not nominal.organ_role:
            return nominal.prep <= {"for"}
        return (people and nominal.prep <= {"for"}) or (nominal.type == "org" and nominal.organ_role == "group")
    return not sense.weak or bool(nominal.countries or nominal.quantity)


def _names_training(view: View) -> bool:
    """ "przechodzą szkolenie": a verb that means training only with its noun."""
    mention = view.mentions[view.at]
    if (
        len(mention.raw.split()) > 1
        or view.bits & f.REFLEXIVE
        or any(sense.t == "verb" and sense.k == "train" for sense, _ in mention.senses)
    ):
        return True
    return any(mention.has("noun", "train") for mention in view.mentions[view.at + 1 : view.at + 7])
