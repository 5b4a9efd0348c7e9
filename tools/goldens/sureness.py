"""Scores by pytorch-ood and their thresholds by scikit-learn, split conformal intervals by MAPIE."""

import numpy as np
import torch
from mapie.metrics.regression import regression_coverage_score, regression_mean_width_score
from mapie.regression import SplitConformalRegressor
from pytorch_ood.detector import KNN, EnergyBased
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.metrics import roc_curve

from backbones import ROOT, write


def rejection(classes, spread, keep, seed):
    """The threshold is where the true positive rate first reaches the share, as for the usual FPR at 95%."""
    random = np.random.default_rng(seed)
    logits = (spread * random.standard_normal((60, classes))).round(3)
    scores = -EnergyBased.score(torch.from_numpy(logits)).numpy()
    strangers = -EnergyBased.score(torch.from_numpy(0.3 * logits)).numpy()
    truth = np.repeat([1, 0], 60)
    _, found, thresholds = roc_curve(truth, np.r_[scores, strangers], drop_intermediate=False)
    threshold = float(thresholds[np.argmax(found >= keep - 1e-12)])
    kept = scores >= threshold
    labels = np.where(random.random(60) < 0.7, logits.argmax(1), random.integers(0, classes, 60))
    right = labels == logits.argmax(1)
    return {
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "keep": keep,
        "scores": scores.tolist(),
        "threshold": threshold,
        "rejected": float(1 - kept.mean()),
        "kept_accuracy": float(right[kept].mean()),
    }


def nearest(known, width, k, seed):
    """The distance between vectors of length 1; one of the examples is a training example, and one has no length."""
    random = np.random.default_rng(seed)
    training = (random.standard_normal((known, width)) + 1).round(3).astype(np.float32)
    examples = (1.5 * random.standard_normal((20, width))).round(3).astype(np.float32)
    examples[0] = 2 * training[1]
    examples[1] = 0
    detector = KNN(None, k=k).fit_features(torch.from_numpy(training), torch.zeros(known, dtype=torch.long))
    return {
        "training": training.tolist(),
        "examples": examples.tolist(),
        "k": k,
        "distances": detector.predict_features(torch.from_numpy(examples)).numpy().tolist(),
    }


class AsGiven(RegressorMixin, BaseEstimator):
    """Predicts what it is given."""

    def fit(self, x, y):
        self.fitted_ = True
        return self

    def predict(self, x):
        return np.asarray(x)[:, 0]


def intervals(examples, level, seed):
    random = np.random.default_rng(seed)
    predicted = (10 * random.standard_normal(examples + 40)).round(3)
    actual = (predicted + random.standard_t(3, examples + 40)).round(3)
    x, validation = predicted[:, None], slice(0, examples)
    test = slice(examples, None)
    model = SplitConformalRegressor(
        AsGiven().fit(None, None), confidence_level=level, conformity_score="absolute", prefit=True
    ).conformalize(x[validation], actual[validation])
    _, found = model.predict_interval(x[test])
    low, high = found[:, 0, 0], found[:, 1, 0]
    half = (high - low) / 2
    assert np.ptp(half) < 1e-9
    return {
        "level": level,
        "validation": {"actual": actual[validation].tolist(), "predicted": predicted[validation].tolist()},
        "test": {"actual": actual[test].tolist(), "predicted": predicted[test].tolist()},
        "half_width": float(half[0]),
        "coverage": float(regression_coverage_score(actual[test], found)[0]),
        "width": float(regression_mean_width_score(found)[0]),
    }


if __name__ == "__main__":
    write(
        ROOT / "packages/runtime/goldens/sureness.json",
        {
            "rejection": {
                "three classes": rejection(3, 1.0, 0.95, 1),
                "two, far apart": rejection(2, 40.0, 0.9, 2),
                "ten, a third rejected": rejection(10, 3.0, 0.67, 3),
                "all kept": rejection(4, 2.0, 1.0, 4),
            },
            "nearest": {
                "the nearest": nearest(30, 6, 1, 1),
                "the fifth": nearest(30, 6, 5, 2),
                "the last": nearest(7, 3, 7, 3),
            },
            "intervals": {
                "90%": intervals(57, 0.9, 1),
                "95% of few": intervals(21, 0.95, 2),
                "80%": intervals(100, 0.8, 3),
                "half": intervals(33, 0.5, 4),
            },
        },
    )
