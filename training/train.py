"""Makes `unlist/replies/weights.bin` from the sentences in this folder. Needs scikit-learn, which Unlist does not.

    pip install scikit-learn && python training/train.py [--check]

Each line of a `*.tsv` is a kind (or `none`), a tab, and a sentence as a company might write it. `--check` only says how
well a model made of four fifths of the sentences reads the rest, language by language.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from unlist.replies.blend import DONE, OUTCOMES
from unlist.replies.claims import unguarded
from unlist.replies.language import language
from unlist.replies.learned import BITS, KINDS, pieces
from unlist.replies.sentences import sentence

HERE = Path(__file__).parent
OUT = HERE.parent / "unlist" / "replies" / "weights.bin"
STRENGTH = 20
"""The inverse of the regularization; chosen by --check."""
NAMES = [kind.value if kind else "none" for kind in KINDS]


def digest() -> str:
    """Return what the sentences are, as one hash: it stands in the model."""
    text = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.tsv")))
    return hashlib.sha256(text).hexdigest()


def read() -> tuple[list[str], list[str], list[str]]:
    """Return languages, kinds and sentences."""
    rows = [
        (path.stem, *line.partition("\t")[::2])
        for path in sorted(HERE.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(map(list, zip(*rows, strict=True)))


def matrix(texts: list[str]) -> csr_matrix:
    """Return the sentences as rows: their pieces of words, weighed by how many there are."""
    indices, pointers, values = [], [0], []
    for text in texts:
        found = sorted(pieces(sentence(text)))
        indices += found
        values += [len(found) ** -0.5] * len(found)
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(texts), 1 << BITS))


def fit(rows: csr_matrix, kinds: list[str]) -> LogisticRegression:
    """Return a model of the sentences."""
    return LogisticRegression(C=STRENGTH, max_iter=200).fit(rows, kinds)


def check(languages: list[str], rows: csr_matrix, kinds: list[str], texts: list[str]) -> None:
    """Print how well held-out sentences are read, by language."""
    truth, languages = np.array(kinds), np.array(languages)
    shares = np.zeros((len(truth), len(NAMES)))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(rows, truth):
        model = fit(rows[train], truth[train])
        order = [list(model.classes_).index(name) for name in NAMES]
        shares[test] = model.predict_proba(rows[test])[:, order]
    said, sure = np.array(NAMES)[shares.argmax(1)], shares.max(1)
    for name in sorted(set(languages)):
        print(f"{name}: {np.mean((said == truth)[languages == name]):.3f} of {np.sum(languages == name)} right")
    alone, false = _outcomes(texts, truth, languages, shares)
    print(f"outcomes that the model alone believes: {alone}, of them {false} that say something else")
    for least in (0.0, 0.5, 0.6, 0.7, 0.8):
        some = sure >= least
        print(f"at least {least}: {np.mean(some):.2f} of all, {np.mean((said == truth)[some]):.3f} of them right")


def _outcomes(texts: list[str], truth: np.ndarray, languages: np.ndarray, shares: np.ndarray) -> tuple[int, int]:
    """Return how many held-out sentences the model alone believes an outcome of, and how many of them are none."""
    alone = false = 0
    for text, kind, name, row in zip(texts, truth, languages, shares, strict=True):
        best = max(OUTCOMES, key=lambda one: row[KINDS.index(one)])
        if row[KINDS.index(best)] >= DONE[best] and unguarded(sentence(text), [language(name)]):
            alone += 1
            false += kind not in OUTCOMES
    return alone, false


def pack(model: LogisticRegression) -> bytes:
    """Return the model as `unlist.replies.learned.unpack` reads it."""
    order = [list(model.classes_).index(name) for name in NAMES]
    rows = model.coef_[order]
    scale = float(np.abs(rows).max()) / 127
    quantized = np.clip(np.rint(rows / scale), -128, 127).astype(np.int16) + 128
    head = {
        "sentences": digest(),
        "scale": scale,
        "kinds": [round(float(one), 5) for one in model.intercept_[order]],
    }
    return zlib.compress(json.dumps(head).encode() + b"\n" + quantized.T.astype(np.uint8).tobytes(), 9)


def main() -> None:
    """Train, or check."""
    languages, kinds, texts = read()
    rows = matrix(texts)
    if "--check" in sys.argv:
        check(languages, rows, kinds, texts)
        return
    OUT.write_bytes(pack(fit(rows, kinds)))
    print(f"{len(texts)} sentences, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
