"""Metrics by scikit-learn and SciPy, and losses by PyTorch, torchvision and Keras, of small arrays with awkward cases."""

import os
import warnings

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
import torch.nn.functional as F
from scipy import special, stats
from sklearn import metrics
from torchvision.ops import sigmoid_focal_loss

from backbones import ROOT, write

# What is not defined is NaN with a warning, or 0, which the tests know better than scikit-learn's averages.
warnings.filterwarnings("ignore")


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


RANKINGS = {
    "apart": ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]),
    "perfect": ([-2.0, -1.0, 0.5, 3.0, 4.0], [0, 0, 1, 1, 1]),
    "reversed": ([3.0, 2.0, 1.0, -1.0], [0, 0, 1, 1]),
    "ties": ([0.5, 0.5, 0.5, 0.2, 0.2, 0.9, 0.9, 0.1], [1, 0, 1, 1, 0, 0, 1, 0]),
    "constant": ([0.3] * 6, [1, 0, 0, 1, 0, 0]),
    "one positive": ([0.9, 0.8, 0.7, 0.6], [0, 0, 1, 0]),
    "only positives": ([0.2, 0.4, 0.3], [1, 1, 1]),
    "only negatives": ([0.2, 0.4, 0.3], [0, 0, 0]),
    "one example": ([0.7], [1]),
    "both zeros": ([0.0, -0.0, 1.0, -1.0], [1, 0, 1, 0]),
    "infinite": ([np.finfo(np.float32).max, -np.finfo(np.float32).max, 1e-45, -1e-45, 0.0], [1, 0, 0, 1, 1]),
}


def ranking(scores, labels):
    scores, labels = np.array(scores, np.float32), np.array(labels)
    both, some = len(set(labels)) == 2, labels.any()
    precision, recall, _ = metrics.precision_recall_curve(labels, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-300)
    return {
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "rocAuc": number(metrics.roc_auc_score(labels, scores)) if both else None,
        "averagePrecision": number(metrics.average_precision_score(labels, scores)) if some else None,
        "bestF1": number(f1.max()) if some else None,
    }


# Label 3 never occurs and is never predicted, label 4 is always there, label 5 is predicted but never occurs.
LOGITS = [
    [2.0, -1.0, 0.5, -3.0, 1.0, 0.2],
    [-0.5, 0.7, 0.5, -2.0, 2.0, -1.0],
    [1.5, 1.5, -0.25, -1.0, 0.1, -0.3],
    [-2.0, -0.1, -0.25, -4.0, -0.5, 0.4],
    [0.3, 2.5, 1.25, -0.7, 3.0, -2.0],
    [-1.0, 0.0, -1.5, -2.5, 0.6, -0.9],
    [0.3, -1.2, 0.0, -0.2, 1.1, 0.1],
]
LABELS = [
    [1, 0, 1, 0, 1, 0],
    [1, 1, 0, 0, 1, 0],
    [0, 1, 1, 0, 1, 0],
    [0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 1, 0],
    [0, 1, 0, 0, 1, 0],
    [0, 0, 0, 0, 1, 0],
]
THRESHOLDS = [0.5, 0.5, 0.6, 0.5, 0.3, 0.5]


def multi_label(thresholds):
    logits, labels = np.array(LOGITS, np.float32), np.array(LABELS)
    predicted = (special.expit(logits.astype(np.float64)) >= thresholds).astype(int)
    # Labels that neither occur nor are predicted have no F1; NaN leaves them out of the mean.
    macro = metrics.f1_score(labels, predicted, average="macro", zero_division=np.nan)
    p, r, f, support = metrics.precision_recall_fscore_support(labels, predicted, zero_division=0)
    columns = range(labels.shape[1])
    occurs, both = labels.any(0), labels.any(0) & ~labels.all(0)
    return {
        "logits": logits.tolist(),
        "labels": [np.flatnonzero(row).tolist() for row in labels],
        "thresholds": list(thresholds),
        "loss": F.binary_cross_entropy_with_logits(
            torch.from_numpy(logits).double(), torch.from_numpy(labels).double()
        ).item(),
        "scores": {
            "micro_f1": float(metrics.f1_score(labels, predicted, average="micro")),
            "macro_f1": float(macro),
            "mean_average_precision": float(
                metrics.average_precision_score(labels[:, occurs], logits[:, occurs], average="macro")
            ),
            "roc_auc": float(metrics.roc_auc_score(labels[:, both], logits[:, both], average="macro")),
            "exact_match": float(metrics.accuracy_score(labels, predicted)),
        },
        "perLabel": [
            {
                "precision": float(p[i]),
                "recall": float(r[i]),
                "f1": float(f[i]),
                "support": int(support[i]),
                "averagePrecision": (
                    float(metrics.average_precision_score(labels[:, i], logits[:, i])) if occurs[i] else None
                ),
                "rocAuc": float(metrics.roc_auc_score(labels[:, i], logits[:, i])) if both[i] else None,
            }
            for i in columns
        ],
    }


CLASS_LOGITS = [
    [2.0, 0.5, -1.0],
    [0.1, 0.2, 0.3],
    [1.0, 1.0, 1.0],
    [-0.5, 2.5, 0.0],
    [0.7, 0.1, 3.0],
    [1.5, 1.4, -2.0],
    [0.0, 0.0, 0.0],
]
CLASSES = [0, 2, 1, 1, 2, 1, 0]


def one_vs_rest():
    logits, labels = np.array(CLASS_LOGITS, np.float32), np.array(CLASSES)
    three = special.softmax(logits.astype(np.float64), axis=1)
    two = special.softmax(logits[:, :2].astype(np.float64), axis=1)
    keep = labels < 2
    return {
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "rocAuc": float(metrics.roc_auc_score(labels, three, multi_class="ovr", average="macro")),
        "rocAucOfTwo": float(metrics.roc_auc_score(labels[keep], two[keep][:, 1])),
    }


REGRESSIONS = {
    "plain": ([3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]),
    "ties": ([1.0, 2.0, 2.0, 3.0, 3.0, 3.0], [1.1, 1.1, 2.5, 2.5, 3.5, 0.5]),
    "constant predictions": ([1.0, 2.0, 4.0], [2.0, 2.0, 2.0]),
    "constant targets": ([5.0, 5.0, 5.0], [4.0, 5.0, 6.5]),
    "one example": ([1.5], [2.0]),
    "large numbers": ([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4], [1e9, 1e9 + 256, 1e9 + 64, 1e9 + 128]),
}


def regression(actual, predicted):
    actual, predicted = np.array(actual), np.array(predicted, np.float32)
    varies = actual.min() < actual.max()
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "mae": float(metrics.mean_absolute_error(actual, predicted)),
        "rmse": float(metrics.root_mean_squared_error(actual, predicted)),
        "r2": float(metrics.r2_score(actual, predicted.astype(np.float64))) if varies else None,
        "spearman": number(stats.spearmanr(actual, predicted).statistic) if len(actual) > 1 else None,
    }


def losses():
    """A value for each example, in double precision."""
    logits, labels = torch.tensor(LOGITS).double(), torch.tensor(LABELS).double()
    class_logits, classes = torch.tensor(CLASS_LOGITS).double(), torch.tensor(CLASSES)
    one_hot = F.one_hot(classes, 3).double()
    keras.config.set_floatx("float64")
    focal = keras.losses.CategoricalFocalCrossentropy(alpha=0.25, gamma=2.0, from_logits=True, reduction=None)
    each = {"reduction": "none"}
    return {
        "sigmoidCrossEntropy": F.binary_cross_entropy_with_logits(logits, labels, **each).mean(1),
        "sigmoidFocal": sigmoid_focal_loss(logits, labels, alpha=0.25, gamma=2.0).mean(1),
        "softmaxCrossEntropy": F.cross_entropy(class_logits, classes, **each),
        "softmaxFocal": focal(one_hot, class_logits),
        "squaredError": F.mse_loss(logits, labels, **each).mean(1),
        "huber": F.huber_loss(logits, labels, delta=0.75, **each).mean(1),
    }


if __name__ == "__main__":
    write(
        ROOT / "packages/runtime/goldens/metrics.json",
        {
            "rankings": {name: ranking(*case) for name, case in RANKINGS.items()},
            "multiLabel": [multi_label([0.5] * 6), multi_label(THRESHOLDS)],
            "oneVsRest": one_vs_rest(),
            "regressions": {name: regression(*case) for name, case in REGRESSIONS.items()},
            "losses": {name: values.tolist() for name, values in losses().items()},
        },
    )
