"""Keras on the solar cells: a dense layer on features extracted by hand once, then the top of the base under `fit`.

After https://keras.io/guides/transfer_learning/: the "more lightweight workflow" which that guide describes, then
"Fine-tuning" of a part of the base, at a low rate and with frozen batch-norm.
"""

import argparse
import csv
from pathlib import Path
import sys
import time

import keras
from keras import layers
import numpy as np
import tensorflow as tf

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from lite0_keras import lite0, load_imagenet
from numbers_predicted import scores
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--head-epochs", type=int, required=True)
parser.add_argument("--tune-epochs", type=int, required=True)
parser.add_argument("--size", type=int, required=True)
args = parser.parse_args()

keras.utils.set_random_seed(1)
base = lite0(args.size)
load_imagenet(base)
base.trainable = False


def read(path, probability):
    """PNG to `[size,size,3]`, 0 to 255, by Pillow's bicubic filter, which is ours."""
    image = tf.io.decode_png(tf.io.read_file(path), channels=3)
    image = tf.image.resize(image, (args.size, args.size), "bicubic", antialias=True)
    return tf.clip_by_value(tf.round(image), 0, 255), probability


def split(name: str, rows: list[dict[str, str]]):
    own = [row for row in rows if row["split"] == name]
    paths = [str(args.data / row["path"]) for row in own]
    data = tf.data.Dataset.from_tensor_slices((paths, np.array([row["probability"] for row in own], np.float32)))
    if name == "train":
        data = data.shuffle(len(own), seed=1)
    return data.map(read, num_parallel_calls=-1).batch(32).prefetch(-1)


class Regressor(keras.Model):
    """In a functional model, Keras 3.15's `fit` overrides `training=False`; in a subclassed model it holds."""

    def __init__(self, head):
        super().__init__()
        self.scale, self.base, self.head = layers.Rescaling(1 / 128, offset=-127 / 128), base, head

    def features(self, images):
        return keras.ops.mean(self.base(self.scale(images), training=False), axis=(1, 2))

    def call(self, images, training=None):
        return self.head(self.features(images), training=training)


def compile_and_fit(model, train, validation, epochs: int, optimizer, **more) -> list[float]:
    """The validation loss of each epoch; the best weights are kept."""
    model.compile(optimizer=optimizer, loss=keras.losses.MeanSquaredError())
    best = keras.callbacks.EarlyStopping("val_loss", patience=epochs, restore_best_weights=True)
    history = model.fit(*train, epochs=epochs, validation_data=validation, callbacks=[best], verbose=0, **more)
    return history.history["val_loss"]


start = time.perf_counter()
with open(args.data / "labels.csv", newline="") as table:
    rows = list(csv.DictReader(table))
sets = {name: split(name, rows) for name in ["train", "validation", "test"]}
head = keras.Sequential([keras.Input((1280,)), layers.Dropout(0.2), layers.Dense(1)])
model = Regressor(head)


images = keras.Input((args.size, args.size, 3))
extractor = keras.Model(images, model.features(images))


def extract(name: str):
    features, targets = zip(*[(extractor.predict_on_batch(x), y) for x, y in sets[name]])
    return np.concatenate(features), np.concatenate(targets)


features = {name: extract(name) for name in sets}
head_losses = compile_and_fit(
    head, features["train"], features["validation"], args.head_epochs, keras.optimizers.Adam(1e-3), batch_size=32)
head_seconds = time.perf_counter() - start
test = features["test"]
of_head = scores(test[1], head.predict(test[0], verbose=0))

start = time.perf_counter()
base.trainable = True
for layer in base.layers:
    if layer.name == "_blocks.11._expand_conv":
        break
    layer.trainable = False
tune_losses = compile_and_fit(
    model, [sets["train"]], sets["validation"], args.tune_epochs, keras.optimizers.AdamW(1e-4, weight_decay=0.01))
of_all = scores(test[1], model.predict(sets["test"], verbose=0))
tune_seconds = time.perf_counter() - start

report(
    head_seconds + tune_seconds,
    ["keras", "tensorflow-cpu"],
    headSeconds=head_seconds,
    tuneSeconds=tune_seconds,
    validationLosses=[*head_losses, *tune_losses],
    testOfHead=of_head,
    test=of_all,
)
