from functools import partial

from .reference import KerasReference, Shapes, application

DEPTHS = {121: (6, 12, 24, 16), 169: (6, 12, 32, 32), 201: (6, 12, 48, 32)}


def blocks(depth: int) -> dict[str, str]:
    found = {"stem": "pool1"}
    for i, units in enumerate(DEPTHS[depth]):
        found[f"conv{i + 2}"] = f"conv{i + 2}_block{units}_concat"
        if i < 3:
            found[f"pool{i + 2}"] = f"pool{i + 2}_pool"
    return {**found, "top": "relu"}


def of_keras_2(depth: int) -> Shapes:
    """Keras 2 allowed slashes in names, and the files that Keras publishes have them."""
    from .keras_model import shapes_of

    shapes = shapes_of(application(f"DenseNet{depth}")(weights=None))
    renamed = {"conv1_conv": "conv1/conv", "conv1_bn": "conv1/bn", "predictions": "fc1000"}
    parts = ((*name.split("/"), shape) for name, shape in shapes.items())
    return {f"{renamed.get(layer, layer)}/{variable}": shape for layer, variable, shape in parts}


REFERENCES = {
    f"densenet{depth}_keras": KerasReference(
        application(f"DenseNet{depth}"), blocks(depth), other_layouts={"keras_2": partial(of_keras_2, depth)}
    )
    for depth in DEPTHS
}
COMMITTED = ["densenet121_keras"]
