"""How good predicted numbers are, as TLP measures it."""

import numpy as np


def ranks(values: np.ndarray) -> np.ndarray:
    """From 0; equal numbers share the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[inverse]


def scores(actual, predicted) -> dict[str, float]:
    """MAE, RMSE, R2 and Spearman's rank correlation."""
    a, p = (np.ravel(x).astype(np.float64) for x in (actual, predicted))
    squared = np.mean((p - a) ** 2)
    return {
        "mae": float(np.mean(np.abs(p - a))),
        "rmse": float(np.sqrt(squared)),
        "r2": float(1 - squared / np.var(a)),
        "spearman": float(np.corrcoef(ranks(a), ranks(p))[0, 1]),
    }
