"""Small weight files written by Keras 3 and by Keras 2 (tf_keras), for the weight readers' tests.

The variable of index k holds `k % 4 + i / 8`, which every floating type here holds exactly. `goldens/weight-files/keras.json` says which
variables each file must give, by layer and variable as Keras itself names them.
"""

import json
import os
import re
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

FOLDER = Path(__file__).resolve().parents[2] / "packages/runtime/src/weights/fixtures"
FACTS = Path(__file__).resolve().parents[2] / "packages/runtime/goldens/weight-files/keras.json"


def expected(model, prefix: str = "") -> list:
    """`(name, variable)` of every layer, those of a nested model below its name."""
    found = []
    for layer in model.layers:
        if hasattr(layer, "layers"):
            found += expected(layer, f"{prefix}{layer.name}/")
            continue
        for variable in layer.weights:
            # Keras 2: `conv/depthwise_kernel:0`; a depthwise convolution has one kernel in Keras 3's words.
            name = variable.name.split("/")[-1].split(":")[0]
            if name == "depthwise_kernel" and "Separable" not in type(layer).__name__:
                name = "kernel"
            if "seed_generator" not in variable.name:
                found.append((f"{prefix}{layer.name}/{name}", variable))
    return found


def fill(model) -> dict:
    """Sets every variable by the formula; what a reader must then find."""
    import numpy as np

    facts = {}
    for index, (name, variable) in enumerate(expected(model)):
        shape = tuple(int(n) for n in variable.shape)
        values = index % 4 + np.arange(int(np.prod(shape)), dtype="float32") / 8
        variable.assign(values.reshape(shape))
        dtype = re.sub(r".*'(\w+)'.*", r"\1", str(variable.dtype))
        facts[name] = {"dtype": dtype, "shape": shape, "first": index % 4}
    return facts


def build(keras):
    layers = keras.layers
    image = keras.Input((8, 8, 3))
    x = layers.Conv2D(2, 3, name="conv1")(image)
    x = layers.BatchNormalization(name="bn", scale=False)(x)
    x = layers.DepthwiseConv2D(3, name="dw")(x)
    x = layers.SeparableConv2D(2, 1, name="sep")(x)
    x = layers.Conv2D(2, 1, use_bias=False, name="conv2")(x)
    nested = keras.Model(image, layers.BatchNormalization(name="bn2")(x), name="tiny")
    model = keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            nested,
            layers.GlobalAveragePooling2D(),
            layers.Dropout(0.5, seed=1),
            layers.LayerNormalization(name="ln"),
            layers.Dense(3, name="half", dtype="float16"),
            layers.Dense(3, name="head"),
        ],
        name="whole",
    )
    return model, nested


def write(keras, version: int) -> dict:
    import numpy as np

    model, nested = build(keras)
    model.compile(keras.optimizers.SGD(momentum=0.9), "mse")
    model.fit(np.zeros((2, 8, 8, 3)), np.zeros((2, 3)), verbose=0)
    facts = fill(model)
    own = {name[len("tiny/") :]: fact for name, fact in facts.items() if name.startswith("tiny/")}
    model.save(FOLDER / f"keras{version}-whole.h5")
    files = {f"keras{version}-whole.h5": facts}
    if version == 2:
        nested.save_weights(FOLDER / "keras2-weights.h5")
        return {**files, "keras2-weights.h5": own}
    model.save(FOLDER / "keras3.keras")
    model.save_weights(FOLDER / "keras3.weights.h5")
    nested.save_weights(FOLDER / "keras3-inner.weights.h5")
    without_names(FOLDER / "keras3.keras", FOLDER / "keras3-unnamed.keras")
    half = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="head", dtype="bfloat16")])
    brain = fill(half)
    half.save_weights(FOLDER / "keras3-bfloat16.weights.h5")
    return {
        **files,
        "keras3.keras": facts,
        "keras3.weights.h5": facts,
        "keras3-inner.weights.h5": own,
        "keras3-unnamed.keras": facts,
        "keras3-bfloat16.weights.h5": brain,
    }


def without_names(source: Path, target: Path) -> None:
    """As Keras 3 wrote it before it kept the layers' names beside their variables."""
    import io
    import zipfile

    import h5py

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".h5"):
                buffer = io.BytesIO(content)
                with h5py.File(buffer, "r+") as file:
                    file.visititems(lambda _, group: group.attrs.pop("name", None) and None)
                content = buffer.getvalue()
            new.writestr(zipfile.ZipInfo(name), content)


def main() -> None:
    # The two versions do not live together in one process.
    if len(sys.argv) == 1:
        for version in "3", "2":
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, version])
        return
    version = int(sys.argv[1])
    if version == 2:
        import tf_keras as keras
    else:
        import keras
    known = FACTS
    files = json.loads(known.read_text()) if version == 2 else {}
    known.write_text(json.dumps({**files, **write(keras, version)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
