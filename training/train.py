"""Makes `unlist/replies/weights.bin` from the sentences in this folder. Needs PyTorch, which Unlist does not.

    pip install torch numpy && python training/train.py [--check]

Each line of a `*.tsv` is a kind (or `none`), a tab, and a sentence as a company might write it. `--check` only says how
well models made of four fifths of the sentences read the rest, language by language.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from unlist.replies.blend import DONE, OUTCOMES
from unlist.replies.claims import unguarded
from unlist.replies.language import language
from unlist.replies.learned import BITS, KINDS, WIDTH, pieces
from unlist.replies.sentences import sentence

HERE = Path(__file__).parent
OUT = HERE.parent / "unlist" / "replies" / "weights.bin"
NAMES = [kind.value if kind else "none" for kind in KINDS]
ROUNDS, BATCH, RATE = 8, 128, 0.005
"""How often every sentence is seen, how many at once, and how far a first step goes; chosen by --check."""
LOST, DROPPED, SMOOTHED = 0.2, 0.5, 0.05
"""Shares left out while learning: of the pieces of a sentence, of the numbers made of it, and of certainty."""
HEAT = 0.85
"""What the scores are divided by, so that what is 0.8 likely is right 8 times in 10; chosen by --check."""
FOLDS = 5


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


class Network(torch.nn.Module):
    """The model of `unlist.replies.learned`, as it learns."""

    def __init__(self) -> None:
        """Begin at random, the same way each time."""
        torch.manual_seed(0)
        super().__init__()
        self.rows = torch.nn.EmbeddingBag(1 << BITS, WIDTH, mode="sum")
        torch.nn.init.normal_(self.rows.weight, std=0.1)
        self.added = torch.nn.Parameter(torch.zeros(WIDTH))
        self.kinds = torch.nn.Linear(WIDTH, len(NAMES))

    def forward(self, found: list[np.ndarray]) -> torch.Tensor:
        """Return the scores of sentences, given as the numbers of their pieces."""
        sizes = np.array([len(one) for one in found])
        starts = torch.from_numpy(np.concatenate([[0], np.cumsum(sizes)[:-1]]))
        norm = torch.tensor(np.maximum(sizes, 1) ** -0.5, dtype=torch.float32)[:, None]
        numbers = torch.relu(self.rows(torch.from_numpy(np.concatenate(found)), starts) * norm + self.added)
        return self.kinds(functional.dropout(numbers, DROPPED, self.training))


def fit(found: list[np.ndarray], truth: np.ndarray) -> Network:
    """Return a model of the sentences."""
    model, chance = Network(), np.random.default_rng(0)
    steps = torch.optim.Adam(model.parameters(), lr=RATE)
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda round_: 1 - round_ / ROUNDS)
    model.train()
    for _ in range(ROUNDS):
        order = chance.permutation(len(found))
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            seen = [one[chance.random(len(one)) > LOST] for one in (found[number] for number in some)]
            scores = model(seen)
            loss = functional.cross_entropy(scores, torch.from_numpy(truth[some]), label_smoothing=SMOOTHED)
            steps.zero_grad()
            loss.backward()
            steps.step()
        slower.step()
    return model.eval()


def check(languages: list[str], found: list[np.ndarray], truth: np.ndarray, texts: list[str]) -> None:
    """Print how well held-out sentences are read, by language."""
    languages = np.array(languages)
    scores = np.zeros((len(truth), len(NAMES)))
    fold = np.random.default_rng(1).integers(0, FOLDS, len(truth))
    for number in range(FOLDS):
        model = fit([found[i] for i in np.flatnonzero(fold != number)], truth[fold != number])
        with torch.no_grad():
            scores[fold == number] = model([found[i] for i in np.flatnonzero(fold == number)]).numpy()
    for heat in (0.7, 0.8, 0.85, 0.9, 1.0):
        loss = functional.cross_entropy(torch.from_numpy(scores / heat), torch.from_numpy(truth))
        print(f"heat {heat}: {loss:.4f}")
    shares = torch.from_numpy(scores / HEAT).softmax(1).numpy()
    said, sure = shares.argmax(1), shares.max(1)
    for name in sorted(set(languages)):
        print(f"{name}: {np.mean((said == truth)[languages == name]):.3f} of {np.sum(languages == name)} right")
    alone, false = _outcomes(texts, truth, languages, shares)
    print(f"outcomes that the model alone believes: {alone}, of them {false} that say something else")
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        some = sure >= least
        print(f"at least {least}: {np.mean(some):.2f} of all, {np.mean((said == truth)[some]):.3f} of them right")


def _outcomes(texts: list[str], truth: np.ndarray, languages: np.ndarray, shares: np.ndarray) -> tuple[int, int]:
    """Return how many held-out sentences the model alone believes an outcome of, and how many of them are none."""
    alone = false = 0
    for text, kind, name, row in zip(texts, truth, languages, shares, strict=True):
        best = max(OUTCOMES, key=lambda one: row[KINDS.index(one)])
        if row[KINDS.index(best)] >= DONE[best] and unguarded(sentence(text), [language(name)]):
            alone += 1
            false += KINDS[kind] not in OUTCOMES
    return alone, false


def pack(model: Network) -> bytes:
    """Return the model as `unlist.replies.learned.unpack` reads it."""
    rows = model.rows.weight.detach().numpy()
    scale = float(np.abs(rows).max()) / 127
    quantized = np.clip(np.rint(rows / scale), -128, 127).astype(np.int16) + 128
    weights = model.kinds.weight.detach().numpy() / HEAT
    constants = model.kinds.bias.detach().numpy() / HEAT
    head = {
        "sentences": digest(),
        "scale": scale,
        "added": [round(float(one), 5) for one in model.added.detach()],
        "kinds": [[round(float(one), 5) for one in (*row, own)] for row, own in zip(weights, constants, strict=True)],
    }
    return zlib.compress(json.dumps(head).encode() + b"\n" + quantized.astype(np.uint8).tobytes(), 9)


def main() -> None:
    """Train, or check."""
    languages, kinds, texts = read()
    truth = np.array([NAMES.index(kind) for kind in kinds])
    found = [np.array(sorted(pieces(sentence(text)))) for text in texts]
    if "--check" in sys.argv:
        check(languages, found, truth, texts)
        return
    OUT.write_bytes(pack(fit(found, truth)))
    print(f"{len(texts)} sentences, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
