"""The backbones of the benchmarks in Keras, by TLP's names, of random weights, reading pixels that are normalized already.

Keras's ResNet-50 strides in the first convolution of a bottleneck, where torchvision's and TLP's `resnet50` stride in the second:
it has 6% less to compute. Its EfficientNet normalizes inside, a product and a sum of each pixel.
"""

import keras

APPLICATIONS = {
    "mobilenet_v2": ("MobileNetV2", {}),
    "mobilenet_v3_large": ("MobileNetV3Large", {"include_preprocessing": False}),
    "resnet50": ("ResNet50", {}),
    "efficientnet_b0": ("EfficientNetB0", {}),
    "convnext_tiny": ("ConvNeXtTiny", {"include_preprocessing": False}),
}


def features(name: str, size: int) -> keras.Model:
    """`[N,size,size,3]` to the feature map, or of a transformer to its tokens, the class token first."""
    keras.utils.set_random_seed(1)
    if name == "efficientnet_lite0":
        from lite0_keras import lite0

        return lite0(size)
    if name == "vit_s_16":
        from vit_keras import vit

        return vit(size, patch=16, depth=12, heads=6, width=384)
    application, options = APPLICATIONS[name]
    make = getattr(keras.applications, application)
    return make(input_shape=(size, size, 3), weights=None, include_top=False, **options)
