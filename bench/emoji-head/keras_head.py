"""Keras on the emoji images: a frozen base under `fit`, or its features extracted by hand once.

After https://keras.io/guides/transfer_learning/: "The typical transfer-learning workflow" (`--features each-epoch`),
and "an alternative, more lightweight workflow" which that guide describes (`--features once`).
"""

import argparse
from pathlib import Path
import sys
import time

import keras
from keras import layers
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from keras_images import split
from keras_stopwatch import Stopwatch
from lite0_keras import lite0, load_imagenet
from report import report, seconds_left

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--features", choices=["each-epoch", "once"], required=True)
parser.add_argument("--epochs", type=int, required=True, help="that the figure is for")
parser.add_argument("--measured-epochs", type=int, required=True, help="that are run; the rest take as long as the later ones")
parser.add_argument("--size", type=int, default=128)
args = parser.parse_args()

keras.utils.set_random_seed(1)
base = lite0(args.size)
load_imagenet(base)
base.trainable = False


def head(x, classes: int):
    return layers.Dense(classes)(layers.Dropout(0.2)(x))


def compile_and_fit(model, train, validation, **more):
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"])
    best = keras.callbacks.EarlyStopping("val_accuracy", patience=args.epochs, restore_best_weights=True)
    watch = Stopwatch()
    history = model.fit(
        *train, epochs=args.measured_epochs, validation_data=validation, callbacks=[best, watch], verbose=0, **more)
    return history, watch.seconds


start = time.perf_counter()
sets = {name: split(args.data, name, args.size) for name in ["train", "validation", "test"]}
classes = len(sets["train"][0])
inputs = keras.Input((args.size, args.size, 3))
x = base(layers.Rescaling(1 / 128, offset=-127 / 128)(inputs), training=False)
pooled = layers.GlobalAveragePooling2D()(x)

if args.features == "each-epoch":
    model = keras.Model(inputs, head(pooled, classes))
    history, seconds = compile_and_fit(model, [sets["train"][1]], sets["validation"][1])
    _, test_accuracy = model.evaluate(sets["test"][1], verbose=0)
else:
    extractor = keras.Model(inputs, pooled)

    def extract(name: str):
        features, labels = zip(*[(extractor.predict_on_batch(x), y) for x, y in sets[name][1]])
        return np.concatenate(features), np.concatenate(labels)

    features = {name: extract(name) for name in sets}
    small_input = keras.Input((1280,))
    model = keras.Model(small_input, head(small_input, classes))
    history, seconds = compile_and_fit(model, features["train"], features["validation"], batch_size=32)
    _, test_accuracy = model.evaluate(*features["test"], verbose=0)

total = time.perf_counter() - start
report(
    total + seconds_left(seconds, args.epochs),
    ["keras", "tensorflow-cpu"],
    epochSeconds=seconds,
    validation=max(history.history["val_accuracy"]),
    test=test_accuracy,
    note=f"{args.measured_epochs} of {args.epochs} epochs run, test {test_accuracy:.1%}",
)
