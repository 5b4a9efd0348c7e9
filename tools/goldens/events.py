"""An event file of TensorBoard by TensorFlow's own writer and messages, of the epochs in `events.json`, and what TensorFlow reads of it."""

import json
import os

import tensorflow as tf
from tensorflow.core.util import event_pb2

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

FOLDER = os.path.join(ROOT, "packages", "runtime", "goldens", "events")
BEGIN = 1795471200.25  # 2026-11-23T22:00:00.250Z
EPOCHS = [
    {
        "phase": "head",
        "epoch": 1,
        "train": {"loss": 2.125, "scores": {"accuracy": 0.25}},
        "validation": {"count": 40, "loss": 1.75, "scores": {"accuracy": 0.5, "macro_f1": 0.4375, "top_3": 0.9}},
        "learningRate": 1e-3,
        "seconds": 1.5,
    },
    {
        "phase": "tune",
        "epoch": 1,
        "train": {"loss": 1.1, "scores": {"accuracy": 0.7}},
        "validation": {"count": 40, "loss": 1.3, "scores": {"accuracy": 0.625, "macro_f1": 0.6, "top_3": 1}},
        "learningRate": 3.3e-5,
        "gradientNorm": 4.5,
        "seconds": 12.125,
    },
    {"phase": "last", "epoch": 1, "train": {"loss": 0.9, "scores": {}}, "validation": None, "seconds": 300},
]
TEST = {"count": 40, "loss": 1.2, "scores": {"accuracy": 0.65}}
SECONDS = 320.5


def tagged(split, metrics):
    return [(f"{split}/{name}", value) for name, value in {"loss": metrics["loss"], **metrics["scores"]}.items()]


def scalars(epoch):
    yield from tagged("train", epoch["train"])
    if epoch["validation"]:
        yield from tagged("validation", epoch["validation"])
    for key, tag in (("learningRate", "learning_rate"), ("gradientNorm", "gradient_norm")):
        if key in epoch:
            yield tag, epoch[key]


def event(time, step, values):
    made = event_pb2.Event(wall_time=time, step=step)
    for tag, value in values:
        made.summary.value.add(tag=tag, simple_value=value)
    return made


def main():
    os.makedirs(FOLDER, exist_ok=True)
    time = BEGIN
    events = [event_pb2.Event(wall_time=BEGIN, file_version="brain.Event:2")]
    for step, epoch in enumerate(EPOCHS, 1):
        time += epoch["seconds"]
        events.append(event(time, step, scalars(epoch)))
    events.append(event(BEGIN + SECONDS, len(EPOCHS), tagged("test", TEST)))
    path = os.path.join(FOLDER, "events.tfrecord")
    with tf.io.TFRecordWriter(path) as writer:
        for one in events:
            writer.write(one.SerializeToString(deterministic=True))
    # As TensorBoard reads it.
    read = list(tf.compat.v1.train.summary_iterator(path))
    assert [one.step for one in read] == [0, 1, 2, 3, 3], read
    with open(os.path.join(FOLDER, "events.json"), "w") as file:
        started = "2026-11-23T22:00:00.250Z"
        json.dump({"started": started, "epochs": EPOCHS, "test": TEST, "seconds": SECONDS}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
