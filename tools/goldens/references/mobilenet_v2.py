import keras
import torchvision

from .reference import KerasReference, TorchReference

STAGES = [1, 2, 3, 4, 3, 3, 1]


def blocks(model, x):
    x = model.features[0](x)
    yield "stem", x
    units = iter(model.features[1:18])
    for stage, repeats in enumerate(STAGES):
        for _ in range(repeats):
            x = next(units)(x)
        yield f"block{stage + 1}", x
    yield "top", model.features[18](x)


def keras_blocks() -> dict[str, str]:
    """The last layer of each stage: an addition, or the norm of a stage's only unit."""
    ends, unit = {}, -1
    for stage, repeats in enumerate(STAGES):
        unit += repeats
        name = "expanded_conv_project_BN" if unit == 0 else f"block_{unit}_{'add' if repeats > 1 else 'project_BN'}"
        ends[f"block{stage + 1}"] = name
    return {"stem": "Conv1_relu", **ends, "top": "out_relu"}


def keras_reference(alpha: float) -> KerasReference:
    return KerasReference(keras.applications.MobileNetV2, keras_blocks(), options={"alpha": alpha})


REFERENCES = {
    "mobilenet_v2": TorchReference(torchvision.models.mobilenet_v2, blocks, "classifier.1"),
    "mobilenet_v2_keras": keras_reference(1.0),
    **{f"mobilenet_v2_{round(alpha * 100):03}_keras": keras_reference(alpha) for alpha in (0.35, 0.5, 0.75, 1.3, 1.4)},
}
COMMITTED = ["mobilenet_v2", "mobilenet_v2_035_keras"]
