"""Likely label errors by cleanlab, of probabilities that a generator draws."""

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores

from backbones import ROOT, write


def case(examples, classes, wrong, sure, seed, given=None):
    """A share of the labels is wrong; the probabilities favour the true class by `sure` on the average."""
    random = np.random.default_rng(seed)
    true = random.integers(0, given or classes, examples)
    labels = np.where(random.random(examples) < wrong, random.integers(0, given or classes, examples), true)
    logits = random.standard_normal((examples, classes))
    logits[np.arange(examples), true] += sure * random.random(examples) * 2
    probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    probabilities = probabilities.round(4)
    probabilities[:, -1] = 1 - probabilities[:, :-1].sum(1)
    probabilities = np.clip(probabilities.round(4), 0, 1)
    off_diagonal = find_label_issues(labels, probabilities, filter_by="confident_learning")
    ranked = find_label_issues(
        labels, probabilities, filter_by="low_self_confidence", return_indices_ranked_by="self_confidence"
    )
    scores = {
        method: get_label_quality_scores(labels, probabilities, method=method).tolist()
        for method in ("normalized_margin", "self_confidence")
    }
    joint = compute_confident_joint(labels, probabilities, calibrate=False)
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "thresholds": get_confident_thresholds(labels, probabilities).tolist(),
        "joint": joint.tolist(),
        "confident": np.flatnonzero(off_diagonal).tolist(),
        "ranked": ranked.tolist(),
        "scores": scores,
    }


if __name__ == "__main__":
    write(
        ROOT / "packages/runtime/goldens/label-errors.json",
        {
            "three classes": case(80, 3, 0.2, 3, 1),
            "two classes, hardly sure": case(60, 2, 0.3, 1, 2),
            "ten classes, few errors": case(150, 10, 0.05, 5, 3),
            "a class that no example is given": case(50, 4, 0.2, 2, 4, given=3),
        },
    )
