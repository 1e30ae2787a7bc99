"""Identities: a UUID inside the house, a short random public id in addresses."""

import secrets
import uuid

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 10


def new_id() -> str:
    """Return a fresh UUID (version 4) as 32 lower-case hex digits."""
    return uuid.uuid4().hex


def new_public_id() -> str:
    """Return ten random letters of Crockford's base 32 (50 bits), in lower case.

    They are not sequential, since a sequence would tell readers that an embargoed story exists.
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def subject(kind: str, identity: str) -> str:
    """Return the ledger's name of a thing, such as `story:2f…`: all its editions share it."""
    return f"{kind}:{identity}"
