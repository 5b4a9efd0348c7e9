"""How good predicted labels are, as TLP measures it."""

import numpy as np


def average_precision(scores: np.ndarray, there: np.ndarray) -> float:
    """The sum over distinct scores, falling, of precision times the recall that it adds, as scikit-learn has it."""
    order = np.argsort(-scores, kind="stable")
    scores, hits = scores[order], np.cumsum(there[order])
    last = np.append(scores[1:] != scores[:-1], True)
    hits, predicted = hits[last], np.flatnonzero(last) + 1
    return float(np.sum(np.diff(hits, prepend=0) * hits / predicted) / hits[-1])


def best_threshold(scores: np.ndarray, there: np.ndarray) -> float:
    """The score with the highest F1; a label that nothing has is never predicted."""
    order = np.argsort(-scores, kind="stable")
    scores, hits = scores[order], np.cumsum(there[order])
    last = np.append(scores[1:] != scores[:-1], True)
    f1 = 2 * hits[last] / (np.flatnonzero(last) + 1 + there.sum())
    return float(scores[last][f1.argmax()]) if there.any() else np.inf


def measure(logits: np.ndarray, there: np.ndarray, thresholds: np.ndarray) -> dict[str, float]:
    """`[N,labels]` each; thresholds are logits, by label. Labels that nothing has are left out of the mAP."""
    known = [label for label in range(there.shape[1]) if there[:, label].any()]
    predicted = logits >= thresholds
    hits, both = (predicted & there).sum(0), predicted.sum(0) + there.sum(0)
    judged = both > 0
    return {
        "mean_average_precision": float(
            np.mean([average_precision(logits[:, label], there[:, label]) for label in known])),
        "micro_f1": float(2 * hits.sum() / both.sum()),
        "macro_f1": float(np.mean(2 * hits[judged] / both[judged])),
    }
