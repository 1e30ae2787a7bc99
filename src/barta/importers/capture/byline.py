"""The byline: who a page says has written its story.

Kinds: `desk` (… ডেস্ক), `agency` (বাসস, … এজেন্সি, সূত্র: …), `role` (a correspondent without a name), `person`.
"""

import re
from dataclasses import dataclass, replace

from barta.importers.capture.lines import compose, fold, trim, undouble
from barta.importers.capture.names import (
    AGENCIES,
    AGENCY_ENDINGS,
    LOCAL_WORDS,
    MEDIA_WORDS,
    NAME_PARTS,
    PLACES,
    PROSE_WORDS,
    QUALIFIERS,
    ROLE_WORDS,
    TITLES,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """One name as printed; `kind` is desk, person, agency or role; `role` and `place` are "" if not said."""

    name: str
    kind: str
    role: str = ""
    place: str = ""

    def as_dict(self) -> dict[str, str]:
        """Give the JSON object: name and kind, and role and place only where they are said."""
        said = {"role": self.role, "place": self.place}
        return {"name": self.name, "kind": self.kind} | {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Reading:
    """A line read as a byline; `sure` when a word of it says so, not only its place on the page."""

    bylines: tuple[Byline, ...]
    sure: bool


# These are searched in the text as printed, so none of them may have a letter with two encodings.
_AUTHOR = re.compile(
    r"^(?:প্রতিবেদক|প্রতিবেদন|লেখক|লেখা|লিখেছেন|রিপোর্ট|রিপোর্টার|সংবাদদাতা|প্রতিনিধি|author|by|written by|byline)"
    r"\s*(?:[:ঃ]|[-–—]\s)\s*",
    re.IGNORECASE,
)
_WROTE = re.compile(r"^(?:লিখেছেন\s+|by\s+)|\s+লিখেছেন$", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:তথ্য\s?)?সূত্র\s*[:ঃ]\s*|^source\s*:\s*", re.IGNORECASE)
_FROM = re.compile(r"^(\S.*?)\s+থেকে(?:\s+(\S.*))?$")
_PEN = re.compile(r"^[^\w\u0980-\u09ff(]+")
_BRACKETED = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")
_STRONG = re.compile(r"\s+(?:ও|এবং|and|&|॥|।।)\s+|\s*[|/·•;&]\s*|\s+[–—]\s+")
_COMMA = re.compile(r"\s*,\s*|\s*[:ঃ]\s+")
_NO_NAME = PROSE_WORDS | ROLE_WORDS | MEDIA_WORDS | (QUALIFIERS - NAME_PARTS)
_EDGES = " \t\u00a0:ঃ|,;-–—·•।"
_NAME = re.compile(r"[\u0980-\u09e3\u09f0\u09f1A-Za-z.\-\u200c\u200d’' \u00a0]+")
_DESK = re.compile(
    r"(?:\S+[ \-]){0,4}(?:ডেস্ক|desk)(?: (?:রিপোর্ট|রিপোর্টার|নিউজ|সংবাদ|প্রতিবেদন|report|news))?"
    r"|বার্তা ?কক্ষ|নিউজরুম|(?:\S+ ){1,2}ব্যুরো"
)
_HOUSE = re.compile(r"(?!বিশেষ|তদন্ত|অনুসন্ধানী|ধারাবাহিক|সরেজমিন|গবেষণা)\S+(?: \S+)? (?:রিপোর্ট|প্রতিবেদন|report)")
# Endings of verbs and of the locative, by which a phrase is told from a name.
_INFLECTED = re.compile(compose(r"..(?:ে|তে|লেন|ছেন|ছিল|চ্ছে|গুলো|ায়)$"))
_GENITIVE = re.compile(r"..(?:ের|দের)$")
_PLACE_SHAPE = re.compile(
    compose(r"(?:পুর|গঞ্জ|নগর|গ্রাম|হাট|খালী|বাড়ি|বাড়ী|দহ|কাঠি|তলা|ডাঙ্গা|ডাঙা|চর|দিয়া|ঘাট|বাজার|উপজেলা|জেলা)$")
)
_DIRECTIONS = frozenset(map(fold, ("উত্তর", "দক্ষিণ", "পূর্ব", "পশ্চিম", "মধ্য", "সদর", "নতুন", "চর")))


def name_shaped(text: str) -> bool:
    """Whether a text could be a person's name: one to five words of letters, none of them a word of prose."""
    words = fold(text).split()
    if not 1 <= len(words) <= 5 or not _NAME.fullmatch(text) or len(text) > 60:
        return False
    if any(word in _NO_NAME for word in words):
        return False
    return not any(_INFLECTED.search(word) for word in words if word not in NAME_PARTS)


def known_name(text: str) -> bool:
    """Whether a word of the text stands in many Bangla names."""
    return any(word in NAME_PARTS for word in fold(text).split())


def read_byline(text: str) -> Reading | None:
    """Read a line as a byline; None when it cannot be one.

    Names are parted at ও, এবং, |, / and the like; at a comma where what follows is no role and no place.
    A role or place said at the line's end is said of every name before it that has none.
    """
    text = undouble(trim(_PEN.sub("", text, count=1)))
    if not text or len(text) > 160 or "।" in text.rstrip(_EDGES):
        return None
    rest = _SOURCE.sub("", text, count=1)
    if rest != text:
        return _sources(rest)
    rest = _AUTHOR.sub("", text, count=1)
    rest = rest if rest != text else _WROTE.sub("", text, count=1)
    labelled = rest != text
    people: list[Byline] = []
    for group in _groups(rest):
        if people and not people[-1].place and fold(trim(group.strip(_EDGES))) in PLACES:
            people[-1] = replace(people[-1], place=trim(group.strip(_EDGES)))
            continue
        read = _group(group, labelled)
        if read is None:
            return None
        people.extend(read)
    if not people:
        return None
    sure = labelled or any(one.kind != "person" or one.role for one in people)
    return Reading(tuple(_shared(people)), sure)


def _sources(text: str) -> Reading | None:
    names = [trim(part.strip(_EDGES)) for group in _STRONG.split(text) for part in _COMMA.split(group)]
    found = [Byline(name, "agency") for name in names if name]
    if not found or any(len(one.name.split()) > 5 for one in found):
        return None
    return Reading(tuple(found), sure=True)


def _groups(text: str) -> list[str]:
    """Part a byline at its strong separators, but keep `রংপুর ও দিনাজপুর প্রতিনিধি` whole."""
    parts = [part for part in _STRONG.split(text) if part.strip(_EDGES)]
    if len(parts) == 2 and fold(parts[0]) in PLACES and _role(parts[1]) is not None:
        return [text]
    return parts


def _group(text: str, labelled: bool) -> list[Byline] | None:
    """Read the names between two strong separators; None when one of them is no name."""
    people: list[Byline] = []
    for part in _COMMA.split(text):
        part = trim(part.strip(_EDGES))
        if not part:
            continue
        last = people[-1] if people else None
        sent = _FROM.match(part)
        part = sent[1] if last and sent and not sent[2] else part
        one = _institution(part) or _role(part, follows=last is not None)
        if last is None:
            one = one or _person(part, labelled)
            if one is None:
                return None
            people.append(one)
        elif one is not None and one.kind == "role" and last.kind == "person" and not last.role:
            people[-1] = replace(last, role=one.name, place=one.place or last.place)
        elif one is not None:
            people.append(one)
        elif last.kind == "role" and name_shaped(part) and known_name(part) and not _is_place(part):
            people[-1] = Byline(part, "person", role=last.name, place=last.place)
        elif _is_place(part) or (len(part.split()) == 1 and not last.place):
            people[-1] = replace(last, place=f"{last.place}, {part}" if last.place else part)
        elif name_shaped(part) and last.kind == "person":
            people.append(Byline(part, "person"))
        elif name_shaped(part) and not last.place:
            people[-1] = replace(last, place=part)
        else:
            return None
    return people


def is_agency(text: str) -> bool:
    """Whether a text names a news agency, a known one or one that calls itself so."""
    key = fold(text)
    named = any(key == ending or key.endswith(" " + ending) for ending in AGENCY_ENDINGS)
    return key in AGENCIES or (named and len(key.split()) <= 5)


def _institution(text: str) -> Byline | None:
    """Read a desk, a paper's own report, or an agency."""
    key = fold(text)
    if is_agency(text):
        return Byline(text, "agency")
    if (_DESK.fullmatch(key) or _HOUSE.fullmatch(key)) and not _phrase(key.split()[:-1]):
        return Byline(text, "desk")
    return None


def _phrase(words: list[str]) -> bool:
    """Whether words are inflected as in a sentence, and so are neither a desk's nor a place's name."""
    allowed = {"বিশেষ", "সংবাদ", "খবর", "নতুন", "ও"}
    return any(
        (word in PROSE_WORDS and word not in allowed) or _INFLECTED.search(word) or _GENITIVE.search(word)
        for word in words
    )


def _role(text: str, *, follows: bool = False) -> Byline | None:
    """Read a correspondent's title, with the place or the person that stands before or after it.

    `follows` is said of text after a name: there `শিক্ষক` is a role too, alone a headline's word.
    """
    words, keys = text.split(), fold(text).split()
    if len(words) != len(keys) or len(words) > 8:
        return None
    ends = [at for at, key in enumerate(keys) if key in ROLE_WORDS]
    if not ends:
        return None
    end = ends[-1]
    after = " ".join(words[end + 1 :])
    if after and name_shaped(after) and known_name(after) and not _is_place(after):
        return Byline(after, "person", role=" ".join(words[: end + 1]))
    if after and not _is_place(after):
        return None
    start = next((at for at, key in enumerate(keys[:end]) if key in QUALIFIERS), end)
    before = [word for word, key in zip(words[:end], keys[:end], strict=True) if key not in QUALIFIERS]
    title = " ".join(words[: end + 1])
    if not before:
        return Byline(title, "role", place=after) if keys[end] in TITLES or follows else None
    return _titled(
        " ".join(words[:start]), " ".join(before), title, " ".join(words[start : end + 1]), keys[end], after
    )


def _titled(lead: str, before: str, title: str, role: str, word: str, after: str) -> Byline | None:
    """Tell what stands before a title: a place, a person, or a person and a place."""
    unknown = word in LOCAL_WORDS and not known_name(before) and len(before.split()) <= 3
    if _is_place(before) or (unknown and not _phrase(fold(before).split())):
        return Byline(title, "role", place=after or before)
    if lead and known_name(lead) and name_shaped(lead) and not _is_place(lead.split()[-1]):
        return Byline(lead, "person", role=role, place=after)
    words = before.split()
    if len(words) >= 3 and _is_place(words[-1]) and name_shaped(" ".join(words[:-1])):
        name = " ".join(words[:-1])
        return Byline(name, "person", role=f"{words[-1]} {role}", place=words[-1])
    plain = len(words) <= 2 and word in TITLES and not _phrase(fold(before).split())
    return Byline(title, "role", place=after) if plain else None


def _person(text: str, labelled: bool) -> Byline | None:
    bracketed = _BRACKETED.match(text)
    if bracketed and name_shaped(bracketed[1]) and _is_place(bracketed[2]):
        return Byline(bracketed[1], "person", place=bracketed[2])
    sent = _FROM.match(text)
    if sent and sent[2] and name_shaped(sent[2]) and len(sent[1].split()) <= 3:
        return Byline(sent[2], "person", place=sent[1])
    if not name_shaped(text) or (len(text.split()) == 1 and not labelled):
        return None
    return Byline(text, "person")


def _is_place(text: str) -> bool:
    """Whether a text names a place: a known one, one shaped so, or one with its district in brackets."""
    key = fold(text)
    outer = re.sub(r"\s*\([^()]*\)\s*", " ", key).strip()
    if key in PLACES or outer in PLACES or outer != key:
        return True
    words = key.split()
    if all(word in PLACES or word in _DIRECTIONS or word == "ও" for word in words):
        return True
    return len(words) <= 3 and (words[0] in _DIRECTIONS or bool(_PLACE_SHAPE.search(words[-1])))


def _shared(people: list[Byline]) -> list[Byline]:
    """Give the last person's role and place to the persons before who have neither; say each name once."""
    last = people[-1]
    if last.kind == "person" and (last.role or last.place):
        bare = all(one.kind == "person" and not one.role and not one.place for one in people[:-1])
        if bare:
            people = [replace(one, role=last.role, place=last.place) for one in people[:-1]] + [last]
    once: dict[str, Byline] = {}
    for one in people:
        once.setdefault(fold(one.name), one)
    return list(once.values())
