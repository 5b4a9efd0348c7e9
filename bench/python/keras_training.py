"""Keras: training steps of a backbone under a pool and a dense layer on a batch that stays the same.

After https://keras.io/guides/transfer_learning/, which calls the base with `training=False` to keep batch-norm
statistics. In a functional model, Keras 3.15's `fit` overrides that, so that the statistics are updated all the same;
in a subclassed model it holds.
"""

import time

import keras
import numpy as np

from keras_models import features
from report import report
from step_arguments import step_arguments

args = step_arguments().parse_args()

base = features(args.model, args.size)
norms = [layer for layer in base.layers if isinstance(layer, keras.layers.BatchNormalization)]


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.base, self.head = base, keras.layers.Dense(args.classes)

    def call(self, images, training=None):
        values = self.base(images, training=training and args.batch_norm == "train")
        maps = len(values.shape) == 4
        return self.head(keras.ops.mean(values, axis=(1, 2)) if maps else values[:, 0])


def statistics() -> list[np.ndarray]:
    return [np.ravel(v) for layer in norms for v in (layer.moving_mean, layer.moving_variance)]


model = Classifier()
model.compile(
    optimizer=keras.optimizers.Adam(args.rate), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))

x = np.random.default_rng(1).uniform(-1, 1, (args.batch, args.size, args.size, 3)).astype(np.float32)
y = np.arange(args.batch) % args.classes

before = statistics()
for _ in range(2):
    model.train_on_batch(x, y)
start = time.perf_counter()
for _ in range(args.steps):
    loss = float(model.train_on_batch(x, y))
value = args.batch * args.steps / (time.perf_counter() - start)
kept = all(np.array_equal(a, b) for a, b in zip(statistics(), before))
assert not norms or kept == (args.batch_norm == "frozen")
report(value, ["keras", "tensorflow-cpu"], loss=loss, note=f"loss {loss:.2f}")
