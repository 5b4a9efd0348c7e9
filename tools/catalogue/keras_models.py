"""What Keras Applications publishes: each file that a constructor would download, found by constructing every model.

`get_file` and `load_weights` are replaced, so nothing is downloaded, and no file name or hash is typed here.
"""

import importlib
import warnings

import keras
import numpy as np
from keras.src.models.model import Model
from keras.src.utils import file_utils

# Module, constructor, and the arguments of its variants; {} where there is but one.
MOBILENET_SIZES = [128, 160, 192, 224]
MOBILENET_V2_SIZES = [96, 128, 160, 192, 224]


def sized(alphas, sizes):
    return [
        {"alpha": alpha, "input_shape": (size, size, 3)}
        for alpha in alphas
        for size in reversed(sizes)
    ]


MODELS = [
    ("xception", "Xception", [{}]),
    ("vgg16", "VGG16", [{}]),
    ("vgg19", "VGG19", [{}]),
    *[("resnet", f"ResNet{depth}", [{}]) for depth in (50, 101, 152)],
    *[("resnet_v2", f"ResNet{depth}V2", [{}]) for depth in (50, 101, 152)],
    ("inception_v3", "InceptionV3", [{}]),
    ("inception_resnet_v2", "InceptionResNetV2", [{}]),
    ("mobilenet", "MobileNet", sized([1.0, 0.75, 0.5, 0.25], MOBILENET_SIZES)),
    (
        "mobilenet_v2",
        "MobileNetV2",
        sized([1.0, 1.3, 1.4], [224])
        + sized([1.0], MOBILENET_V2_SIZES[:-1])
        + sized([0.75, 0.5, 0.35], MOBILENET_V2_SIZES),
    ),
    *[
        (
            "mobilenet_v3",
            f"MobileNetV3{size}",
            sized([1.0, 0.75], [224])
            + [{**variant, "minimalistic": True} for variant in sized([1.0], [224])],
        )
        for size in ("Small", "Large")
    ],
    *[("densenet", f"DenseNet{depth}", [{}]) for depth in (121, 169, 201)],
    ("nasnet", "NASNetMobile", [{}]),
    ("nasnet", "NASNetLarge", [{}]),
    *[("efficientnet", f"EfficientNetB{i}", [{}]) for i in range(8)],
    *[
        ("efficientnet_v2", f"EfficientNetV2{size}", [{}])
        for size in ("B0", "B1", "B2", "B3", "S", "M", "L")
    ],
    *[
        ("convnext", f"ConvNeXt{size}", [{}])
        for size in ("Tiny", "Small", "Base", "Large", "XLarge")
    ],
]

# Top-1 accuracies are not in the package: of Keras's documentation (keras.io/api/applications), and of the docstring of
# `mobilenet_v3.py`. Other widths and sizes of MobileNet, and ConvNeXt, are left out.
TOP1 = {
    **{"Xception": 0.790, "VGG16": 0.713, "VGG19": 0.713},
    **{"ResNet50": 0.749, "ResNet101": 0.764, "ResNet152": 0.766},
    **{"ResNet50V2": 0.760, "ResNet101V2": 0.772, "ResNet152V2": 0.780},
    **{"InceptionV3": 0.779, "InceptionResNetV2": 0.803},
    **{"MobileNet 1.0 224": 0.704, "MobileNetV2 1.0 224": 0.713},
    **{"MobileNetV3Large 1.0 224": 0.756, "MobileNetV3Large 0.75 224": 0.733},
    **{"MobileNetV3Large 1.0 224 minimalistic": 0.723},
    **{"MobileNetV3Small 1.0 224": 0.681, "MobileNetV3Small 0.75 224": 0.654},
    **{"MobileNetV3Small 1.0 224 minimalistic": 0.619},
    **{"DenseNet121": 0.750, "DenseNet169": 0.762, "DenseNet201": 0.773},
    **{"NASNetMobile": 0.744, "NASNetLarge": 0.825},
    **{"EfficientNetB0": 0.771, "EfficientNetB1": 0.791, "EfficientNetB2": 0.801},
    **{"EfficientNetB3": 0.816, "EfficientNetB4": 0.829, "EfficientNetB5": 0.836},
    **{"EfficientNetB6": 0.840, "EfficientNetB7": 0.843},
    **{"EfficientNetV2B0": 0.787, "EfficientNetV2B1": 0.798, "EfficientNetV2B2": 0.805},
    **{"EfficientNetV2B3": 0.820, "EfficientNetV2S": 0.839, "EfficientNetV2M": 0.853},
    "EfficientNetV2L": 0.857,
}


def catalogue(wanted=None):
    with_downloads_recorded = record_downloads()
    for module_name, name, variants in MODELS:
        if wanted and name not in wanted:
            continue
        module = importlib.import_module(f"keras.src.applications.{module_name}")
        for arguments in variants:
            for top in (True, False):
                yield entry(with_downloads_recorded, module, name, arguments, top)


def record_downloads():
    """Replaces what would download; the list that is returned gets every call."""
    calls = []

    def get_file(fname=None, origin=None, file_hash=None, **_):
        published = {32: "md5", 64: "sha256"}[len(file_hash)] if file_hash else None
        calls.append({"file": fname, "url": origin, **({published: file_hash} if published else {})})
        return fname

    file_utils.get_file = get_file
    Model.load_weights = lambda self, *_, **__: None
    return calls


def entry(calls, module, name, arguments, top):
    calls.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = getattr(module, name)(weights="imagenet", include_top=top, **arguments)
    (call,) = calls
    # Without its classifier a network takes any size; the native one is then the classifier's default.
    size = model.input_shape[1]
    if size is None:
        size = getattr(module, name)(weights=None, include_top=True, **arguments).input_shape[1]
    return {
        "name": name,
        "arguments": {k: v for k, v in arguments.items() if k != "input_shape"},
        "top": top,
        **call,
        "nativeSize": size,
        "top1": TOP1.get(variant(name, arguments)) if top else None,
        "parameters": model.count_params(),
        "outputShape": list(model.output_shape[1:]),
        "preprocessInput": affine(module.preprocess_input),
        "inTheModel": own_preprocessing(model),
    }


def variant(name, arguments):
    """`MobileNetV3Small 1.0 224 minimalistic`; of models that come once, the name."""
    words = [name, arguments.get("alpha"), *arguments.get("input_shape", ())[:1]]
    words += [key for key, value in arguments.items() if value is True]
    return " ".join(str(word) for word in words if word is not None)


def affine(preprocess_input):
    """`(x[order] / scale - mean) / deviation` that does what `preprocess_input` does, x in 0..255."""
    zero, *units = (
        preprocess_input(np.array([[pixel]], "float64"), data_format="channels_last")[0, 0]
        for pixel in ([0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255])
    )
    slopes = (np.array(units) - zero).T / 255  # [output channel, input channel]
    order = [int(np.argmax(np.abs(row))) for row in slopes]
    factors = [slopes[out, source] for out, source in enumerate(order)]
    probe = np.array([12.0, 120.0, 240.0])
    again = zero + [factor * probe[source] for factor, source in zip(factors, order)]
    np.testing.assert_allclose(
        preprocess_input(probe[None, None].copy(), data_format="channels_last")[0, 0], again
    )
    return {
        "order": "".join("rgb"[source] for source in order),
        "factor": rounded(factors),
        "offset": rounded(zero),
    }


def own_preprocessing(model):
    """The layers between the input and the first convolution that rescale or standardise."""
    layers = []
    for layer in model.layers:
        if isinstance(layer, keras.layers.Rescaling):
            layers.append({"layer": "Rescaling", "scale": rounded(layer.scale), "offset": rounded(layer.offset)})
        elif isinstance(layer, keras.layers.Normalization):
            given = layer.input_mean is not None
            layers.append(
                {
                    "layer": "Normalization",
                    "mean": rounded(layer.input_mean) if given else "in the weight file",
                    "variance": rounded(layer.input_variance) if given else "in the weight file",
                }
            )
        elif layer.weights:
            break
    return layers


def rounded(numbers):
    if np.ndim(numbers) == 0:
        return float(f"{float(numbers):.7g}")
    return [rounded(number) for number in np.ravel(numbers)]
