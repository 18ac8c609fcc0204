"""What a sentence says, as learned from thousands of sentences: a small network over pieces of words.

The pieces of a sentence are added up to a few dozen numbers, those below zero are cut off, and each kind weighs the
rest. The model is data (`weights.bin`, made by `training/train.py` from the sentences beside it). It is deterministic,
needs no library, and knows all languages at once. It says how likely each kind is for one sentence; what follows from
that is decided in `blend.py`.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import mul

from unlist.replies.sentences import Sentence
from unlist.words import ReplyKind

K = ReplyKind
KINDS: tuple[ReplyKind | None, ...] = (
    None, K.ACKNOWLEDGED, K.AUTHORIZATION_REQUESTED, K.AUTO_REPLY, K.CONFIRMATION_REQUIRED, K.DENIED, K.EXTENDED,
    K.FORM_REQUIRED, K.FULFILLED, K.IDENTITY_REQUESTED, K.INFORMATION_REQUESTED, K.NO_MATCH, K.OPTED_OUT,
    K.PARTLY_FULFILLED, K.QUESTION, K.REDIRECTED, K.UNRELATED,
)  # fmt: skip
"""The kinds that a sentence can say, in the order of the weights; None: it says none of them."""
BITS = 16
"""Pieces of words are told apart by so many bits of their checksum."""
SHORTEST, LONGEST = 2, 5
"""Letters of a piece, with the space before and after a word."""
WIDTH = 64
"""Numbers that a sentence is made into before the kinds weigh them."""
_LANE = 4
_COMMON = 16
"""Bytes of the longest word that is kept with its pieces."""
_HALF = 128
_SPREAD = struct.Struct(f"<{WIDTH}I")
_DIGITS = re.compile(r"\d+")
_FOLDED = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d"})


@dataclass(frozen=True)
class _Weights:
    """The model: a row of bytes a piece, which `scale` makes numbers; what is added to each; how kinds weigh them."""

    rows: bytes
    scale: float
    added: tuple[float, ...]
    kinds: tuple[tuple[float, ...], ...]
    """A row a kind: a weight for each number, and its own constant at the end."""


def pieces(sentence: Sentence) -> frozenset[int]:
    """Return the pieces of the words of a sentence, and its pairs of words, as numbers below two to the BITS."""
    words: list[str] = []
    found: list[frozenset[int]] = []
    for word in sentence.plain.split():
        folded, inside = _known(word) if len(word.encode()) <= _COMMON else _cut(word)
        words += folded
        found.append(inside)
    pairs = {_number(f"|{one[:6]} {other[:6]}") for one, other in itertools.pairwise(words)}
    if sentence.asks:
        pairs.add(_number("?Q"))
    return frozenset(pairs.union(*found))


def _number(piece: str) -> int:
    return zlib.crc32(piece.encode()) & ((1 << BITS) - 1)


def _cut(word: str) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return a word as the model sees it (a few characters become two words), and the numbers of its pieces."""
    folded = tuple(_DIGITS.sub("0", _folded(word)).split())
    return folded, frozenset(_number(piece) for one in folded for piece in _named(one))


_known = lru_cache(maxsize=8192)(_cut)
"""The same for words that come again and again; long ones do not, and would fill the memory."""


def _named(word: str) -> Iterator[str]:
    spaced = f" {word} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(spaced) - length + 1):
            yield spaced[start : start + length]
        if len(spaced) <= length:
            break


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def likely(sentence: Sentence) -> Mapping[ReplyKind | None, float]:
    """Return how likely each kind is; the numbers add up to one. None stands for no kind at all."""
    weights = _weights()
    found = pieces(sentence)
    total = sum(map(_LANES.__getitem__, found))
    norm = weights.scale / math.sqrt(len(found) or 1)
    middle = _HALF * len(found)
    sums = _SPREAD.unpack(total.to_bytes(_SPREAD.size, "little"))
    numbers = [max(0.0, (one - middle) * norm + more) for one, more in zip(sums, weights.added, strict=True)]
    scores = [sum(map(mul, numbers, row), row[-1]) for row in weights.kinds]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    whole = sum(shares)
    return {kind: share / whole for kind, share in zip(KINDS, shares, strict=True)}


class _Lanes(dict[int, int]):
    """The weights of a piece as one number with a lane for each, so that one addition adds them all."""

    def __missing__(self, piece: int) -> int:
        spread = bytearray(_SPREAD.size)
        spread[::_LANE] = _weights().rows[piece * WIDTH : (piece + 1) * WIDTH]
        self[piece] = int.from_bytes(spread, "little")
        return self[piece]


_LANES = _Lanes()


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    return unpack(files("unlist.replies").joinpath("weights.bin").read_bytes())


def unpack(data: bytes) -> _Weights:
    """Return the model that `training/train.py` packed: a line of JSON, then the rows, both compressed."""
    head, _, rows = zlib.decompress(data).partition(b"\n")
    known = json.loads(head)
    return _Weights(rows, known["scale"], tuple(known["added"]), tuple(map(tuple, known["kinds"])))
