import keras
import torchvision

from .reference import KerasReference, TorchReference

STAGES = {"small": [1, 2, 3, 2, 3], "large": [1, 2, 3, 4, 2, 3]}
# A stage's only unit adds its input where it does not stride.
ONLY = {"small": "project_bn", "large": "add"}
FEATURES = {"small": 576, "large": 960}


def blocks_of(size: str):
    def blocks(model, x):
        stem, *units, top = model.features
        x = stem(x)
        yield "stem", x
        rest = iter(units)
        for stage, count in enumerate(STAGES[size]):
            for _ in range(count):
                x = next(rest)(x)
            yield f"block{stage + 1}", x
        yield "top", top(x)

    return blocks


def blocks_and_top(size: str):
    def blocks(model, x):
        for name, value in blocks_of(size)(model, x):
            x = value
            yield name, x
        hidden, activation, *_ = model.classifier
        yield "classifier", activation(hidden(model.avgpool(x).flatten(1)))

    return blocks


def keras_blocks(size: str) -> dict[str, str]:
    ends, unit = {}, -1
    for stage, count in enumerate(STAGES[size]):
        unit += count
        prefix = "expanded_conv_" if unit == 0 else f"expanded_conv_{unit}_"
        ends[f"block{stage + 1}"] = prefix + ("add" if count > 1 else ONLY[size])
    return ends


def keras_reference(size: str, activations: tuple[str, str], **options) -> KerasReference:
    """Keras numbers the activations; these are the stem's and the top's."""
    stem, top = activations
    return KerasReference(
        getattr(keras.applications, f"MobileNetV3{size.capitalize()}"),
        {"stem": stem, **keras_blocks(size), "top": top},
        classifier="logits",
        unused=("conv_2",),
        options={"include_preprocessing": False, **options},
        size=64,
    )


REFERENCES = {
    **{
        f"mobilenet_v3_{size}": TorchReference(
            getattr(torchvision.models, f"mobilenet_v3_{size}"),
            blocks_of(size),
            "classifier.3",
            unused=("classifier",),
            features=FEATURES[size],
            size=64,
        )
        for size in STAGES
    },
    **{
        f"mobilenet_v3_{size}.top": TorchReference(
            getattr(torchvision.models, f"mobilenet_v3_{size}"),
            blocks_and_top(size),
            "classifier.3",
            size=64,
            pool="none",
            top=True,
        )
        for size in STAGES
    },
    "mobilenet_v3_small_keras": keras_reference("small", ("activation", "activation_17")),
    "mobilenet_v3_small_075_keras": keras_reference("small", ("activation", "activation_17"), alpha=0.75),
    "mobilenet_v3_small_minimalistic_keras": keras_reference("small", ("re_lu", "re_lu_22"), minimalistic=True),
    "mobilenet_v3_large_keras": keras_reference("large", ("activation", "activation_19")),
    "mobilenet_v3_large_075_keras": keras_reference("large", ("activation", "activation_19"), alpha=0.75),
    "mobilenet_v3_large_minimalistic_keras": keras_reference("large", ("re_lu", "re_lu_30"), minimalistic=True),
}
COMMITTED = ["mobilenet_v3_small", "mobilenet_v3_small_075_keras"]
