"""Where a training step's time goes, op by op: runs a SavedModel of ours in TensorFlow and traces one step.

tfjs-node has no way to ask TensorFlow for a trace, so the graph runs here, under the peers' TensorFlow.
"""

import collections
import glob
import os
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2



def load_kernels() -> None:
    """Our own ops, compiled against this TensorFlow: our binding is for another version."""
    sources = glob.glob(os.path.join(os.path.dirname(__file__), "..", "..", "packages", "runtime", "kernels", "*.cc"))
    options = ["-O3", "-fPIC", "-shared", "-w", "-fopenmp-simd", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast"]
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, "kernels.so")
        # Python's TensorFlow does not export it, and no step here decays weights.
        missing = os.path.join(folder, "missing.cc")
        with open(missing, "w") as file:
            file.write('extern "C" void TF_GetInputTensorFromVariable() {}')
        flags = [*tf.sysconfig.get_compile_flags(), *sources, missing, *tf.sysconfig.get_link_flags()]
        subprocess.run(["c++", *options, *flags, "-o", library], check=True)
        tf.load_op_library(library)


load_kernels()
folder, batch, size, classes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), 10
v1 = tf.compat.v1
v1.disable_eager_execution()
saved = saved_model_pb2.SavedModel()
with open(f"{folder}/saved_model.pb", "rb") as file:
    saved.ParseFromString(file.read())
meta = saved.meta_graphs[0]
tf.import_graph_def(meta.graph_def, name="")
draws = np.random.default_rng(1)


def initial(name: str, shape: list, dtype: int) -> np.ndarray:
    if name.startswith("slot/"):
        return np.zeros(shape, "f")
    if len(shape) > 1:
        return draws.normal(0, np.sqrt(2 / np.prod(shape[:-1])), shape).astype("f")
    return np.full(shape, float("gamma" in name or "variance" in name), "f")


def step_feed(name: str, shape: list, dtype: int) -> np.ndarray:
    scalars = {"learning_rate": 1e-4, "beta1_power": 0.9, "beta2_power": 0.999, "epsilon": 1e-8}
    if name == "target":
        return np.eye(classes, dtype="f")[np.arange(batch) % classes]
    if name == "example_weight":
        return np.full(shape, 1 / batch, "f")
    if dtype == tf.int32.as_datatype_enum:
        # Tokens of texts that fill their rows, all of the first kind.
        return draws.integers(1000, 30000, shape).astype("i") if name == "ids" else np.full(shape, int(name != "types"), "i")
    return np.array(scalars[name], "f") if name in scalars else draws.normal(size=shape).astype("f")


def dims(info) -> list:
    """The first that is open is the batch, another one the tokens."""
    return [batch if i == 0 and d.size == -1 else size if d.size == -1 else d.size for i, d in enumerate(info.tensor_shape.dim)]


def feeds(signature: str, make) -> dict:
    shapes = {
        name: (info.name, dims(info), info.dtype)
        for name, info in meta.signature_def[signature].inputs.items()
    }
    return {tensor: make(name, shape, dtype) for name, (tensor, shape, dtype) in shapes.items()}


def outputs(signature: str) -> list:
    return [info.name for info in meta.signature_def[signature].outputs.values()]


with v1.Session() as session:
    session.run(outputs("init"), feeds("init", initial))
    feed = feeds("train", step_feed)
    seconds = []
    for _ in range(8):
        start = time.perf_counter()
        session.run(outputs("train"), feed)
        seconds.append(time.perf_counter() - start)
    metadata = v1.RunMetadata()
    options = v1.RunOptions(trace_level=v1.RunOptions.FULL_TRACE)
    session.run(outputs("train"), feed, options=options, run_metadata=metadata)

spent, count = collections.Counter(), collections.Counter()
for device in metadata.step_stats.dev_stats:
    for node in device.node_stats:
        label = node.timeline_label
        op = label.split("=")[1].split("(")[0].strip() if "=" in label else "?"
        spent[op] += node.op_end_rel_micros - node.op_start_rel_micros
        count[op] += 1

total = sum(spent.values())
print(f"TensorFlow {tf.__version__}: {1000 * min(seconds):.0f} ms a step, {batch / min(seconds):.1f} img/s")
for op, micros in spent.most_common(14):
    print(f"{micros / 1000:8.1f} ms {100 * micros / total:5.1f}% {count[op]:4d} × {op}")
