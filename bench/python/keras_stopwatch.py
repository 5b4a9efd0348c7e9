"""How long the epochs of a `fit` take."""

import time

import keras


class Stopwatch(keras.callbacks.Callback):
    """Seconds of every epoch, validation included."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.begin = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.begin)
