"""Heads that scikit-learn solves: logistic and ridge regression, of classes, labels and numbers."""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.utils.class_weight import compute_sample_weight


# Its usual solver stops a little before the optimum where features differ in scale; this one does not.
EXACT = dict(solver="newton-cholesky", tol=1e-12, max_iter=1000)


def data(seed, examples, width, outputs):
    """Features of very different scales, as those of networks are; classes that overlap; weights of 0.5 to 2."""
    random = np.random.default_rng(seed)
    labels = np.arange(examples) % outputs
    centers = random.normal(size=(outputs, width))
    scales = 10.0 ** np.linspace(-2, 2, width)
    features = (centers[labels] + 1.5 * random.normal(size=(examples, width))) * scales + 0.5
    weights = random.choice([0.5, 1.0, 2.0], size=examples)
    return np.float32(np.round(features, 4)), labels, weights


def case(x, y, weights, l2, coef, intercept, **more):
    return {
        "features": x.tolist(),
        "targets": np.asarray(y).tolist(),
        "weights": weights.tolist(),
        "l2": l2,
        # A kernel is [width, outputs].
        "kernel": np.atleast_2d(coef).T.tolist(),
        "bias": np.atleast_1d(intercept).tolist(),
        **more,
    }


def logistic(x, y, weights, l2):
    model = LogisticRegression(C=1 / l2, **EXACT).fit(x.astype(np.float64), y, weights)
    return model.coef_, model.intercept_


def classes(seed, examples, width, outputs, l2, balanced=False):
    x, labels, weights = data(seed, examples, width, outputs)
    if balanced:
        labels = np.where(np.arange(examples) % 5 == 0, 1, 0)
        weights = compute_sample_weight("balanced", labels)
    return case(x, labels, weights, l2, *logistic(x, labels, weights, l2))


def labels_case(l2):
    x, _, weights = data(7, 30, 4, 2)
    y = np.stack([(np.arange(30) * k + k) % 7 < 3 for k in (1, 2, 3)], axis=1).astype(int)
    solved = [logistic(x, y[:, k], weights, l2) for k in range(3)]
    coef = np.concatenate([c for c, _ in solved])
    return case(x, y, weights, l2, coef, np.concatenate([b for _, b in solved]))


def ridge(seed, examples, width, y, l2):
    x, labels, weights = data(seed, examples, width, 3)
    targets = np.eye(3)[labels] if y == "classes" else np.round(np.stack([x[:, 0] * 3 + labels, x.sum(1) / 9], 1), 4)
    model = Ridge(alpha=l2, solver="cholesky").fit(x.astype(np.float64), targets, weights)
    return case(x, targets, weights, l2, model.coef_, model.intercept_)


golden = {
    "reference": {"sklearn": sklearn.__version__},
    "logistic": {
        "two classes": classes(1, 24, 5, 2, 1.0),
        "three classes": classes(2, 45, 6, 3, 1.0),
        "weak": classes(3, 60, 4, 3, 0.01),
        "strong": classes(4, 24, 5, 4, 100.0),
        "fewer examples than features": classes(5, 8, 12, 2, 1.0),
        "balanced": classes(6, 25, 4, 2, 1.0, balanced=True),
    },
    "labels": labels_case(1.0),
    "ridge": {
        "classes": ridge(8, 30, 5, "classes", 1.0),
        "numbers": ridge(9, 150, 6, "numbers", 0.1),
        "fewer examples than features": ridge(10, 6, 9, "numbers", 1.0),
    },
}
path = Path(__file__).resolve().parents[2] / "packages" / "runtime" / "goldens" / "solvers.json"
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
