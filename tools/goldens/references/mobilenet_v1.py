import keras

from .reference import KerasReference

# The last unit of each block.
ENDS = [1, 3, 5, 11, 13]


def reference(alpha: float) -> KerasReference:
    blocks = {f"block{i + 1}": f"conv_pw_{unit}_relu" for i, unit in enumerate(ENDS)}
    return KerasReference(
        keras.applications.MobileNet,
        {"stem": "conv1_relu", **blocks},
        classifier="conv_preds",
        options={"alpha": alpha},
        size=64,
    )


REFERENCES = {
    **{f"mobilenet_v1_{round(alpha * 100):03}": reference(alpha) for alpha in (0.25, 0.5, 0.75)},
    "mobilenet_v1": reference(1.0),
}
COMMITTED = ["mobilenet_v1_025"]
