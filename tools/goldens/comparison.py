"""Calibration errors by torchmetrics and NumPy, McNemar's exact test by statsmodels."""

import numpy as np
import torch
from scipy import special
from statsmodels.stats.contingency_tables import mcnemar
from torchmetrics.functional.classification import multiclass_calibration_error

from backbones import ROOT, write

BINS = 15


def by_numpy(logits, labels):
    """Guo et al. 2017, arXiv:1706.04599, equations 2 and 3: a bin holds its upper end."""
    probabilities = special.softmax(logits.astype(np.float64), axis=1)
    confidence, said = probabilities.max(1), probabilities.argmax(1)
    error, bins = 0.0, []
    for i in range(BINS):
        inside = (confidence > i / BINS) & (confidence <= (i + 1) / BINS)
        if inside.any():
            right = (said[inside] == labels[inside]).mean()
            error += inside.mean() * abs(right - confidence[inside].mean())
            bins.append([i, int(inside.sum()), float(confidence[inside].mean()), float(right)])
    return error, bins


def calibration(name, classes, spread, seed):
    random = np.random.default_rng(seed)
    logits = (spread * random.standard_normal((60, classes))).round(3).astype(np.float32)
    labels = np.where(random.random(60) < 0.6, logits.argmax(1), random.integers(0, classes, 60))
    error, bins = by_numpy(logits, labels)
    theirs = multiclass_calibration_error(
        torch.from_numpy(logits).double(), torch.from_numpy(labels), num_classes=classes, n_bins=BINS, norm="l1"
    ).item()
    # In single precision; no confidence here lies on the end of a bin, where both count otherwise.
    assert abs(error - theirs) < 1e-6, (name, error, theirs)
    return {"logits": logits.tolist(), "labels": labels.tolist(), "error": float(error), "bins": bins}


# Examples that only the one, and only the other of two classifiers has right.
PAIRS = [(0, 0), (1, 0), (3, 3), (10, 2), (2, 10), (25, 11), (180, 140), (1000, 1100)]


def test_of(ours, theirs):
    return float(mcnemar([[50, ours], [theirs, 40]], exact=True).pvalue)


if __name__ == "__main__":
    cases = {"three classes": (3, 1.0, 1), "two, very sure": (2, 8.0, 2), "ten, hardly sure": (10, 0.3, 3)}
    write(
        ROOT / "packages/runtime/goldens/comparison.json",
        {
            "calibration": {name: calibration(name, *case) for name, case in cases.items()},
            "mcnemar": [{"ours": a, "theirs": b, "p": test_of(a, b)} for a, b in PAIRS],
        },
    )
