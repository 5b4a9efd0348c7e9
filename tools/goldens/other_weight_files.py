"""Small weight files of safetensors, PyTorch (sharded), ONNX, TensorFlow and TensorFlow.js, each written by its own library.

The tensor of index k holds `k % 4 + i / 8`; `goldens/weight-files/others.json` says which tensors each file must give.
"""

import importlib.machinery
import importlib.util
import json
import os
import shutil
import sys
import types
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np

ROOT = Path(__file__).resolve().parents[2] / "packages/runtime"
FOLDER = ROOT / "src/weights/fixtures"
FACTS = ROOT / "goldens/weight-files/others.json"

NAMES = ["conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "fc.weight", "fc.bias"]
SHAPES = [(2, 3, 1, 1), (2,), (2, 2, 3, 3), (4, 2), (4,)]


def values(index: int, shape: tuple, dtype: str = "float32") -> np.ndarray:
    return (index % 4 + np.arange(int(np.prod(shape))) / 8).reshape(shape).astype(dtype)


def fact(index: int, shape: tuple, dtype: str = "float32") -> dict:
    return {"dtype": dtype, "shape": shape, "first": index % 4}


def plain() -> dict:
    return {name: fact(k, shape) for k, (name, shape) in enumerate(zip(NAMES, SHAPES))}


def torch_state() -> dict:
    import torch

    return {name: torch.from_numpy(values(k, shape)) for k, (name, shape) in enumerate(zip(NAMES, SHAPES))}


def write_safetensors() -> dict:
    import torch
    from safetensors.torch import save_file

    dtypes = ["float32", "float16", "bfloat16", "float64"]
    state, facts = {}, {}
    for k, dtype in enumerate(dtypes):
        state[dtype] = torch.from_numpy(values(k, (2, 3))).to(getattr(torch, dtype))
        facts[dtype] = fact(k, (2, 3), dtype)
    save_file(state, FOLDER / "types.safetensors", metadata={"format": "pt"})
    return {"types.safetensors": facts}


def write_sharded() -> dict:
    """As huggingface_hub splits and saves a state dict."""
    from huggingface_hub import save_torch_state_dict

    for name, safe in ("sharded-safetensors", True), ("sharded-torch", False):
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        (FOLDER / name).mkdir()
        save_torch_state_dict(torch_state(), FOLDER / name, max_shard_size=100, safe_serialization=safe)
    return {"sharded-safetensors": plain(), "sharded-torch": plain()}


def write_onnx() -> dict:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    listed = [
        ("floats", TensorProto.FLOAT, "float32"),
        ("doubles", TensorProto.DOUBLE, "float64"),
        ("halves", TensorProto.FLOAT16, "float16"),
        ("brains", TensorProto.BFLOAT16, "bfloat16"),
    ]
    initializers, facts = [], {}
    for k, (name, kind, dtype) in enumerate(listed):
        data = values(k, (2, 3))
        initializers.append(helper.make_tensor(name, kind, (2, 3), data.flatten().tolist()))
        facts[name] = fact(k, (2, 3), dtype)
    for k, dtype in enumerate(["float32", "float16", "float64"]):
        initializers.append(numpy_helper.from_array(values(k, (3, 2), dtype), f"raw_{dtype}"))
        facts[f"raw_{dtype}"] = fact(k, (3, 2), dtype)
    initializers.append(helper.make_tensor("text", TensorProto.STRING, (1,), [b"text"]))
    graph = helper.make_graph([], "weights", [], [], initializers)
    model = helper.make_model(graph, producer_name="goldens", producer_version="1")
    onnx.save(model, FOLDER / "initializers.onnx")
    outside = [numpy_helper.from_array(values(k, shape), name) for k, (name, shape) in enumerate(zip(NAMES, SHAPES))]
    model = helper.make_model(helper.make_graph([], "weights", [], [], outside), producer_name="goldens")
    (FOLDER / "external.onnx.data").unlink(missing_ok=True)
    onnx.save(
        model,
        FOLDER / "external.onnx",
        save_as_external_data=True,
        location="external.onnx.data",
        size_threshold=16,
    )
    return {"initializers.onnx": facts, "external.onnx": plain()}


def write_tensorflow(version: int) -> dict:
    import tensorflow as tf

    from keras_weight_files import build, fill

    if version == 2:
        import tf_keras as keras
    else:
        import keras
    model, _ = build(keras)
    facts = fill(model)
    # TensorFlow keeps the names that the variables were made with: those of a nested model do without its name.
    bare = {name.removeprefix("tiny/"): fact for name, fact in facts.items()}
    target = FOLDER / f"keras{version}-saved-model"
    shutil.rmtree(target, ignore_errors=True)
    if version == 2:
        model.save(target)
    else:
        model.export(target, verbose=False)
        inside = {"ln", "half", "head"}
        bare = {f"whole/{name}" if name.split("/")[0] in inside else name: fact for name, fact in bare.items()}
    # The program is not read: its beginning tells what the folder is.
    program = target / "saved_model.pb"
    program.write_bytes(program.read_bytes()[:64])
    for beside in "fingerprint.pb", "keras_metadata.pb":
        (target / beside).unlink(missing_ok=True)
    shutil.rmtree(target / "assets", ignore_errors=True)
    files = {f"keras{version}-saved-model": bare}
    if version == 2:
        shutil.rmtree(FOLDER / "checkpoint", ignore_errors=True)
        model.save_weights(FOLDER / "checkpoint/keras2")
        with tf.Graph().as_default(), tf.compat.v1.Session() as session:
            for k, (name, shape) in enumerate(zip(NAMES, SHAPES)):
                tf.compat.v1.get_variable(name.replace(".", "/"), initializer=values(k, shape))
            session.run(tf.compat.v1.global_variables_initializer())
            saver = tf.compat.v1.train.Saver()
            saver.save(session, str(FOLDER / "checkpoint/tf1"), write_meta_graph=False, write_state=False)
        (FOLDER / "checkpoint/checkpoint").unlink()
        files["checkpoint/keras2.index"] = bare
        files["checkpoint/tf1.index"] = {name.replace(".", "/"): fact for name, fact in plain().items()}
    return files


def write_tfjs() -> dict:
    """By the converter's own writer; the package around it needs libraries that it does without."""
    place = importlib.machinery.PathFinder.find_spec("tensorflowjs").submodule_search_locations
    package = types.ModuleType("tensorflowjs")
    package.__path__ = list(place)
    sys.modules["tensorflowjs"] = package
    from tensorflowjs import write_weights

    # Keras's names, all in one group of files of 40 bytes, so that tensors lie across files.
    group = [
        {"name": name.replace(".weight", "/kernel").replace(".bias", "/bias"), "data": values(k, shape)}
        for k, (name, shape) in enumerate(zip(NAMES, SHAPES))
    ]
    facts = {entry["name"]: fact(k, SHAPES[k]) for k, entry in enumerate(group)}
    files = {}
    for folder, quantized in ("tfjs", {}), ("tfjs-float16", {"float16": True}), ("tfjs-uint8", {"uint8": True}):
        target = FOLDER / folder
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        manifest = write_weights.write_weights([group], str(target), 40, False, quantized)
        model = {"format": "layers-model", "generatedBy": "keras v3", "convertedBy": "TensorFlow.js Converter", "modelTopology": {}}
        (target / "model.json").write_text(json.dumps({**model, "weightsManifest": manifest}))
        dtype = "float16" if folder == "tfjs-float16" else "float32"
        files[folder] = {name: {**one, "dtype": dtype} for name, one in facts.items()}
    # Its values are near those that were written; the test has tfjs itself decode them.
    files.pop("tfjs-uint8")
    return files


def main() -> None:
    # Keras 2 and 3 do not live together in one process.
    if sys.argv[1:] == ["2"]:
        files = json.loads(FACTS.read_text())
        files.update(write_tensorflow(2))
    else:
        files = {**write_safetensors(), **write_sharded(), **write_onnx(), **write_tfjs(), **write_tensorflow(3)}
    FACTS.write_text(json.dumps(files, indent=1) + "\n")
    if len(sys.argv) == 1:
        os.execv(sys.executable, [sys.executable, __file__, "2"])


if __name__ == "__main__":
    main()
