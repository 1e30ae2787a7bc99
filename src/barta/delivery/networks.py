"""Readers' addresses: found behind proxies, and turned into hashes that nobody can turn back.

An address is its 4 or 16 bytes here, and gets no further: what is kept are keyed hashes, under a secret that
is thrown away with its day.
"""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from ipaddress import ip_network
from socket import AF_INET, AF_INET6, inet_pton
from typing import NamedTuple

LONGEST = 512
"""How much of an `X-Forwarded-For` is looked at, from its right end: at the left a client writes anything."""

NETWORK_BYTES = 8
VISITOR_BYTES = 12

_MAPPED = bytes(10) + b"\xff\xff"


class Proxies(NamedTuple):
    """A network of proxies that are trusted: how many bytes its addresses have, its own bits, and which."""

    size: int
    bits: int
    mask: int


def trusted(stated: str, note: Callable[[str], None]) -> tuple[Proxies, ...]:
    """Return the proxies that `BARTA_PROXIES` states: addresses or networks with commas between them.

    What is neither is left out, and `note` is told so: readers are served whatever stands there.
    """
    found = []
    for entry in filter(None, map(str.strip, stated.split(","))):
        try:
            network = ip_network(entry, strict=False)
        except ValueError:
            note(f"BARTA_PROXIES: {entry!r} is neither an address nor a network such as 10.0.0.0/8")
        else:
            size = network.max_prefixlen // 8
            found.append(Proxies(size, int(network.network_address), int(network.netmask)))
    return tuple(found)


def reader(remote: str, forwarded: str, proxies: Iterable[Proxies]) -> bytes | None:
    """Return a reader's address from REMOTE_ADDR and X-Forwarded-For; None if it cannot be known.

    It is the one that speaks to us or, if that is a trusted proxy, the rightmost in the header that is none.
    A proxy adds at the right, so that what the reader may have invented is never reached.
    """
    nearest = _address(remote)
    if nearest is None or not forwarded or not _within(nearest, proxies):
        return nearest
    for entry in reversed(forwarded[-LONGEST:].split(",")):
        further = _address(_without_port(entry.strip()))
        if further is None:
            # Behind what cannot be read nobody is to be believed.
            break
        nearest = further
        if not _within(nearest, proxies):
            break
    return nearest


def network_of(address: bytes) -> bytes:
    """Return an address's network: the /24 of IPv4, or the /48 that a household or office has of IPv6."""
    return address[:3] if len(address) == 4 else address[:6]


def network_hash(network: bytes, secret: bytes) -> bytes:
    """Return 8 bytes that stand for a network under the day's secret."""
    return blake2b(network, key=secret, digest_size=NETWORK_BYTES).digest()


def visitor_hash(address: bytes, agent: str, nonce: str, secret: bytes) -> bytes:
    """Return 12 bytes that stand for one tab of one browser under the day's secret."""
    # A header holds no line's end, and the address says how long it is: none can pass for a part of another.
    told = b"%c%b%b\n%b" % (len(address), address, agent.encode("utf-8", "surrogatepass"), nonce.encode())
    return blake2b(told, key=secret, digest_size=VISITOR_BYTES).digest()


def _address(text: str) -> bytes | None:
    try:
        if ":" not in text:
            return inet_pton(AF_INET, text)
        # A link's name behind `%` is no part of the address.
        address = inet_pton(AF_INET6, text.partition("%")[0])
    except (OSError, ValueError):
        return None
    return address[12:] if address.startswith(_MAPPED) else address


def _without_port(entry: str) -> str:
    """Return the address of `192.0.2.7:443` or `[2001:db8::7]:443`."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry


def _within(address: bytes, proxies: Iterable[Proxies]) -> bool:
    bits = int.from_bytes(address)
    return any(len(address) == size and bits & mask == own for size, own, mask in proxies)
