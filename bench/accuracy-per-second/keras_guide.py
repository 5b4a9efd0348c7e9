"""Keras's guide on the emoji images: a frozen base under `fit`, then all of it at a low rate.

After https://keras.io/guides/transfer_learning/, "An end-to-end example": Adam on the head, then Adam at 1e-5 on everything, the
base in inference mode.
"""

import argparse
import json
from pathlib import Path
import sys
import time

import keras
from keras import layers

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from keras_images import split
from lite0_keras import lite0, load_imagenet
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--head-epochs", type=int, default=10)
parser.add_argument("--tune-epochs", type=int, default=5)
parser.add_argument("--size", type=int, default=128)
args = parser.parse_args()

keras.utils.set_random_seed(args.seed)
base = lite0(args.size)
load_imagenet(base)
base.trainable = False


class Points(keras.callbacks.Callback):
    """The accuracy of validation after every epoch, and when."""

    def on_epoch_end(self, epoch, logs=None):
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "validation": logs["val_accuracy"]}), flush=True)


def compile_and_fit(epochs: int, rate: float) -> None:
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"])
    model.fit(train, epochs=epochs, validation_data=validation, callbacks=[Points()], verbose=0)


start = time.perf_counter()
names, train = split(args.data, "train", args.size, args.seed)
_, validation = split(args.data, "validation", args.size)
_, test = split(args.data, "test", args.size)
inputs = keras.Input((args.size, args.size, 3))
x = base(layers.Rescaling(1 / 128, offset=-127 / 128)(inputs), training=False)
x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
model = keras.Model(inputs, layers.Dense(len(names))(x))
compile_and_fit(args.head_epochs, 1e-3)
base.trainable = True
compile_and_fit(args.tune_epochs, 1e-5)
_, test_accuracy = model.evaluate(test, verbose=0)
report(time.perf_counter() - start, ["keras", "tensorflow-cpu"], test=test_accuracy)
