"""A model of Keras under a dense layer named `head`, all of formula weights, in double precision."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import formula
import keras
import numpy as np
import tensorflow as tf

from .reference import KerasReference

HEAD = ("head.weight", "head.bias")


def name_of(variable) -> str:
    """`layer/variable`, without the models around them."""
    return "/".join(variable.path.split("/")[-2:])


def shapes_of(model) -> dict[str, list[int]]:
    return {name_of(v): list(v.shape) for v in model.weights if "seed_generator" not in v.path}


class KerasGolden:
    """What `backbones.py` asks of a reference."""

    def __init__(self, reference: KerasReference, classes: int, x: np.ndarray, y: np.ndarray):
        keras.config.set_floatx("float64")
        self.reference, self.classes = reference, classes
        self.x, self.y = tf.constant(x, tf.float64), tf.one_hot(y, classes, dtype=tf.float64)
        self.version = {"keras": keras.__version__}
        keras.utils.clear_session()
        self.shapes = shapes_of(reference.make(weights=None, include_top=True, **reference.options))
        self.start_over()

    def start_over(self) -> None:
        keras.utils.clear_session()
        reference, size = self.reference, self.x.shape[1]
        whole = reference.make(weights=None, include_top=False, input_shape=(size, size, 3), **reference.options)
        start = whole.inputs if reference.start is None else whole.get_layer(reference.start).output
        outputs = [whole.get_layer(layer).output for layer in reference.blocks.values()]
        self.backbone = keras.Model(start, outputs)
        for variable in self.backbone.weights:
            if "seed_generator" not in variable.path:
                variable.assign(formula.keras_tensor(name_of(variable), tuple(variable.shape)))
        features = self.backbone.outputs[-1].shape[-1]
        shapes = ((self.classes, features), (self.classes,))
        values = [formula.tensor(name, shape) for name, shape in zip(HEAD, shapes)]
        self.head = [tf.Variable(value.T, dtype=tf.float64) for value in values]

    def named_variables(self):
        for variable in self.backbone.trainable_variables:
            yield name_of(variable), variable.value
        yield from zip(HEAD, self.head)

    def logits(self, training: bool):
        values = self.backbone(self.x, training=training)
        features = values[-1] if isinstance(values, (list, tuple)) else values
        kernel, bias = self.head
        return tf.reduce_mean(features, axis=list(range(1, len(features.shape) - 1))) @ kernel + bias

    def loss(self, logits, smoothing: float = 0.0):
        target = self.y * (1 - smoothing) + smoothing / self.classes
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(target, logits))

    def forward(self) -> tuple[dict[str, np.ndarray], np.ndarray, float, float]:
        self.start_over()
        values = self.backbone(self.x, training=False)
        values = values if isinstance(values, (list, tuple)) else [values]
        logits = self.logits(False)
        blocks = {name: value.numpy() for name, value in zip(self.reference.blocks, values)}
        return blocks, logits.numpy(), float(self.loss(logits)), float(self.loss(logits, 0.1))

    def _gradients(self, training: bool):
        named = list(self.named_variables())
        with tf.GradientTape() as tape:
            loss = self.loss(self.logits(training))
        return loss, named, tape.gradient(loss, [variable for _, variable in named])

    def gradients(self, batch_norm: str) -> tuple[float, dict[str, float]]:
        self.start_over()
        loss, named, grads = self._gradients(batch_norm == "train")
        return float(loss), {name: float(tf.norm(grad)) for (name, _), grad in zip(named, grads)}

    def steps(self, batch_norm: str, case: dict, count: int, choose) -> tuple[list[float], dict[str, np.ndarray]]:
        """Descent with momentum, decay of kernels only: the one optimizer that needs nothing of Keras."""
        o, rate = case["optimizer"], case["rate"]
        if o["kind"] != "sgd" or o["nesterov"]:
            raise ValueError("A golden of Keras has steps of plain descent only.")
        self.start_over()
        velocity, losses, keep = {}, [], []
        for _ in range(count):
            loss, named, grads = self._gradients(batch_norm == "train")
            norms = {name: float(tf.norm(grad)) for (name, _), grad in zip(named, grads)}
            keep = keep or choose([name for name, _ in named], norms)
            for (name, variable), grad in zip(named, grads):
                decay = o["weightDecay"] if len(variable.shape) > 1 else 0.0
                step = grad + decay * variable
                velocity[name] = o["momentum"] * velocity.get(name, 0.0) + step
                variable.assign_sub(rate * velocity[name])
            losses.append(float(loss))
        tensors = dict(self.named_variables())
        return losses, {name: tensors[name].numpy() for name in keep}
