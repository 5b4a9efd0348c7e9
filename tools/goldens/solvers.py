"""Heads that scikit-learn solves: logistic and ridge regression and discriminants, of classes, labels and numbers; temperatures by SciPy."""

import json
from pathlib import Path

import numpy as np
import sklearn
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.covariance import ledoit_wolf_shrinkage
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier
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


def balanced_ridge(l2):
    """Of classes as -1 and 1, as often as the weights of classes say."""
    x, labels, _ = data(11, 40, 5, 3)
    labels = np.where(np.arange(40) % 4 == 0, labels, 0)
    model = RidgeClassifier(alpha=l2, solver="cholesky", class_weight="balanced").fit(x.astype(np.float64), labels)
    weights = compute_sample_weight("balanced", labels)
    return case(x, np.eye(3)[labels], weights, l2, model.coef_, model.intercept_)


def labels_ridge(l2, positive):
    """One regression a label, in which an example that has the label counts `positive` times."""
    x, _, weights = data(12, 40, 5, 2)
    y = np.stack([(np.arange(40) * k + k) % 7 < 2 for k in (1, 2, 3)], axis=1).astype(int)
    models = [
        Ridge(alpha=l2, solver="cholesky").fit(x.astype(np.float64), y[:, k], weights * np.where(y[:, k], positive[k], 1))
        for k in range(3)
    ]
    coef, bias = [m.coef_ for m in models], [m.intercept_ for m in models]
    return case(x, y, weights, l2, coef, bias, positiveWeights=positive)


def discriminants(seed, examples, width, outputs, shrinkage):
    """scikit-learn shrinks each class's covariance by a share of its own; here all have one, so its share is given."""
    x, labels, _ = data(seed, examples, width, outputs)
    # Features that depend on each other, or there would be nothing to shrink.
    mixed = np.random.default_rng(seed).normal(size=(width, width)) * 10.0 ** np.linspace(0, -1.5, width)[:, None]
    x = np.float32(np.round((x / np.std(x, axis=0)) @ mixed, 4))
    means = np.stack([x[labels == k].mean(0, dtype=np.float64) for k in range(outputs)])
    inside = x - means[labels]
    spread = np.sqrt((inside**2).mean(0))
    share = ledoit_wolf_shrinkage(inside / spread, assume_centered=True) if shrinkage is None else shrinkage
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=share).fit(x / spread, labels)
    scores = {"coef": model.coef_ / spread, "bias": model.intercept_}
    weights = np.ones(examples)
    return case(x, labels, weights, 0, scores["coef"], scores["bias"], shrinkage=shrinkage, share=float(share))


def temperature(link, seed, examples, outputs, spread):
    """The scale of logits under which the targets are likeliest."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, outputs, examples)
    logits = np.float32(np.round(random.normal(size=(examples, outputs)) * spread + 1.2 * spread * np.eye(outputs)[labels], 5))
    targets = np.eye(outputs)[labels]

    def loss(log_scale):
        z = logits.astype(np.float64) * np.exp(log_scale)
        if link == "softmax":
            return -(targets * log_softmax(z, axis=1)).sum()
        return (np.logaddexp(0, z) - targets * z).sum()

    found = minimize_scalar(loss, bounds=(-12, 12), method="bounded", options={"xatol": 1e-12})
    return {"logits": logits.tolist(), "targets": targets.tolist(), "scale": float(np.exp(found.x))}


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
    "balanced": balanced_ridge(1.0),
    "labels that count more": labels_ridge(1.0, [1.0, 2.5, 4.0]),
    "lda": {
        "a tenth": discriminants(13, 40, 5, 3, 0.1),
        "two classes": discriminants(14, 40, 5, 2, 0.5),
        "by Ledoit and Wolf": discriminants(15, 45, 6, 3, None),
        "fewer examples than features": discriminants(16, 12, 16, 3, None),
    },
    "temperature": {
        "softmax": temperature("softmax", 17, 40, 3, 0.1),
        "softmax, too sure": temperature("softmax", 18, 40, 4, 30.0),
        "sigmoid": temperature("sigmoid", 19, 40, 3, 5.0),
    },
}
path = Path(__file__).resolve().parents[2] / "packages" / "runtime" / "goldens" / "solvers.json"
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
