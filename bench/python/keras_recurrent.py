"""Keras: `train_on_batch` of a bidirectional LSTM under a dense layer, on a batch that stays the same."""

import time

import keras
import numpy as np

from recurrent_data import RATE, features, recurrent_arguments, weights
from report import report

args = recurrent_arguments()
given = weights(args)
model = keras.Sequential(
    [
        keras.Input((args.tokens, args.width)),
        keras.layers.Bidirectional(keras.layers.LSTM(args.units)),
        keras.layers.Dense(2),
    ]
)
model.set_weights(list(given.values()))
model.compile(
    optimizer=keras.optimizers.Adam(RATE, epsilon=1e-8),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
x, y = features(args), np.arange(args.batch) % 2


def step() -> float:
    # Without this, `train_on_batch` tells the mean of all batches so far.
    model.reset_metrics()
    return float(model.train_on_batch(x, y))


losses = [step() for _ in range(2)]
start = time.perf_counter()
losses += [step() for _ in range(args.steps)]
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["keras", "tensorflow-cpu"], loss=losses[-1], note=f"loss {losses[0]:.5f} to {losses[-1]:.5f}")
