"""Keras: training steps of `keras.applications.MobileNetV2` on a batch that stays the same.

After https://keras.io/guides/transfer_learning/, which calls the base with `training=False` to keep batch-norm
statistics. In a functional model, Keras 3.15's `fit` overrides that, so that the statistics are updated all the same;
in a subclassed model it holds.
"""

import argparse
from pathlib import Path
import sys
import time

import keras
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from report import report

parser = argparse.ArgumentParser()
for name in ["steps", "batch", "size", "classes"]:
    parser.add_argument(f"--{name}", type=int, required=True)
parser.add_argument("--batch-norm", choices=["frozen", "train"], required=True)
args = parser.parse_args()

keras.utils.set_random_seed(1)
shape = (args.size, args.size, 3)
base = keras.applications.MobileNetV2(input_shape=shape, weights=None, include_top=False, pooling="avg")


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.base, self.head = base, keras.layers.Dense(args.classes)

    def call(self, images, training=None):
        return self.head(self.base(images, training=training and args.batch_norm == "train"))


def statistics() -> np.ndarray:
    layers = [layer for layer in base.layers if isinstance(layer, keras.layers.BatchNormalization)]
    return np.concatenate([np.ravel(v) for layer in layers for v in (layer.moving_mean, layer.moving_variance)])


model = Classifier()
model.compile(
    optimizer=keras.optimizers.Adam(1e-4), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))

x = np.random.default_rng(1).uniform(-1, 1, (args.batch, *shape)).astype(np.float32)
y = np.arange(args.batch) % args.classes

before = statistics()
for _ in range(2):
    model.train_on_batch(x, y)
start = time.perf_counter()
for _ in range(args.steps):
    loss = float(model.train_on_batch(x, y))
value = args.batch * args.steps / (time.perf_counter() - start)
assert np.array_equal(statistics(), before) == (args.batch_norm == "frozen")
report(value, ["keras", "tensorflow-cpu"], loss=loss, note=f"loss {loss:.2f}")
