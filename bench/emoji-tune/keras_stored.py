"""The tune phase of the emoji example in Keras, by hand at its best: `fit` on the features of block 5, extracted once and held in memory.

After "an alternative, more lightweight workflow" of https://keras.io/guides/transfer_learning/, with the layers above the cut trained
and batch-norm in inference mode, as that guide advises for fine-tuning. The figure is that of `fit`, validation included; what
extracting takes is told beside it.
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
parser.add_argument("--epochs", type=int, required=True, help="that the figure is for")
parser.add_argument("--measured-epochs", type=int, required=True, help="that are run; the rest take as long as the later ones")
parser.add_argument("--size", type=int, default=128)
parser.add_argument("--batch", type=int, default=32)
args = parser.parse_args()

keras.utils.set_random_seed(1)
base = lite0(args.size)
load_imagenet(base)
# What block 6 reads is what block 5 gives.
feature = base.get_layer("_blocks.11._expand_conv").input
inputs = keras.Input((args.size, args.size, 3))
below = keras.Model(base.input, feature)
extractor = keras.Model(inputs, below(layers.Rescaling(1 / 128, offset=-127 / 128)(inputs), training=False))
above = keras.Model(feature, base.output)


def extract(name: str):
    classes, images = split(args.data, name, args.size)
    features, labels = zip(*[(extractor.predict_on_batch(x), y) for x, y in images])
    return len(classes), np.concatenate(features), np.concatenate(labels)


start = time.perf_counter()
classes, train, train_labels = extract("train")
_, validation, validation_labels = extract("validation")
extracting = time.perf_counter() - start
small_input = keras.Input(train.shape[1:])
pooled = layers.GlobalAveragePooling2D()(above(small_input, training=False))
model = keras.Model(small_input, layers.Dense(classes)(layers.Dropout(0.2)(pooled)))
steps = args.epochs * -(-len(train) // args.batch)
rate = keras.optimizers.schedules.CosineDecay(
    0.0, steps - steps // 10, warmup_target=1e-4, warmup_steps=steps // 10)
model.compile(
    optimizer=keras.optimizers.AdamW(rate, weight_decay=0.01),
    loss=keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
    metrics=["accuracy"])
watch = Stopwatch()
one_hot = keras.utils.to_categorical
start = time.perf_counter()
history = model.fit(
    train, one_hot(train_labels, classes), batch_size=args.batch, epochs=args.measured_epochs,
    validation_data=(validation, one_hot(validation_labels, classes)), callbacks=[watch], verbose=0)
fitting = time.perf_counter() - start
report(
    fitting + seconds_left(watch.seconds, args.epochs),
    ["keras", "tensorflow-cpu"],
    epochSeconds=watch.seconds,
    extractingSeconds=extracting,
    validation=max(history.history["val_accuracy"]),
    note=f"{args.measured_epochs} of {args.epochs} epochs run; extracting {extracting:.1f} s",
)
