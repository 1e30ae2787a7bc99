"""A small ledger of an invented paper, for the index that follows it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from barta import ledger, readership
from barta.edition import CURRENT, Ending, Paragraph, Section, Setting, Story, encode
from barta.edition.codec import kind_of
from barta.edition.identity import ALPHABET
from barta.ledger import Entry
from barta.press.sources import Sources

NOON = datetime(2031, 4, 14, 6, 0, tzinfo=UTC)


def ident(number):
    """Return the same id each time for the same story."""
    return blake2b(f"story {number}".encode(), digest_size=16).hexdigest()


def public_id(number):
    """Return the same public id each time."""
    digest = blake2b(f"public {number}".encode(), digest_size=10).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest)


def story(number, headline="ঘাটের খবর", *body, **changes):
    """Return a story whose body is paragraphs of inline HTML, or blocks."""
    blocks = tuple(Paragraph(html=one) if isinstance(one, str) else one for one in body)
    return Story(
        id=ident(number),
        public_id=public_id(number),
        headline=headline,
        section="0" * 32,
        published=NOON - timedelta(days=number),
        body=blocks,
        **changes,
    )


def ending(number, manner="withdraw"):
    """Return the ending of a story."""
    return Ending(id=ident(number), manner=manner, public_id=public_id(number))


def section():
    """Return the section of all stories."""
    return Section(id="0" * 32, slug="nodi", name="নদী")


def setting():
    """Return the paper's settings."""
    return Setting(name="দৈনিক নদীকূল", site_url="https://nodikul.example")


class Paper:
    """A home with a ledger, and what follows it."""

    def __init__(self, home):
        self.home = home
        self.folder = home / "search"
        self.ledger_url = f"sqlite://{home}/newsroom.sqlite3"
        with self.connected() as connection, ledger.transaction(connection):
            ledger.create(connection)
        with closing(readership.connect(f"sqlite://{home}/readership.sqlite3")) as connection:
            readership.create(connection)
        self.readership_url = f"sqlite://{home}/readership.sqlite3"
        self.sources = Sources(self.ledger_url, self.readership_url)

    def connected(self):
        """Return a connection to the ledger, to be used with `with`."""
        return closing(ledger.connect(self.ledger_url))

    def record(self, *payloads, occasion="publish"):
        """Append one record for each payload, in one transaction; return the last `seq`."""
        entries = []
        for payload in payloads:
            kind = kind_of(payload)
            name = "story" if kind == "ending" else kind
            data = encode(payload)
            subject = "setting:paper" if kind == "setting" else f"{name}:{payload.id}"
            entries.append(Entry(kind, subject, occasion, True, CURRENT[kind], data))
        with self.connected() as connection, ledger.transaction(connection):
            return ledger.append(connection, entries, at=NOON)[-1].seq

    def damage(self, seq):
        """Put bytes that are no payload in the place of a record's."""
        with self.connected() as connection, ledger.transaction(connection):
            connection.execute("DELETE FROM ledger_payload WHERE seq = ?", (seq,))
            connection.execute(
                "INSERT INTO ledger_payload (seq, salt, body) VALUES (?, zeroblob(16), zeroblob(9))", (seq,)
            )
