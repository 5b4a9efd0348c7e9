"""HDF5 files that lead their reader elsewhere or claim more than they hold, for the weight readers' tests."""

from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "packages/runtime/src/weights/fixtures/hostile"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)

    def file(name: str) -> h5py.File:
        return h5py.File(FOLDER / name, "w")

    with file("links.h5") as f:
        f["conv/kernel"] = np.arange(4, dtype="float32")
        f["elsewhere"] = h5py.ExternalLink("/etc/passwd", "/conv/kernel")
        f["beside"] = h5py.ExternalLink("../keras3-whole.h5", "/model_weights")
        f["soft"] = h5py.SoftLink("/conv/kernel")
        f["dangling"] = h5py.SoftLink("/nowhere")
    with file("cycle.h5") as f:
        f["conv/kernel"] = np.arange(4, dtype="float32")
        f["conv/again"] = f["/"]
    with file("outside.h5") as f:
        f.create_dataset("kernel", (16,), "uint8", external=[("/etc/passwd", 0, 16)])
    with file("virtual.h5") as f:
        layout = h5py.VirtualLayout((4,), "float32")
        layout[:] = h5py.VirtualSource("links.h5", "conv/kernel", (4,))
        f.create_virtual_dataset("kernel", layout)
    with file("huge.h5") as f:
        f.create_dataset("kernel", (2**40, 2**10), "float32")
    with file("bomb.h5") as f:
        f.create_dataset("kernel", (2**22,), "float32", chunks=(2**20,), compression="gzip", compression_opts=9)
        f["kernel"][:] = 0
    with file("names.h5") as f:
        f.attrs["keras_version"] = "3" * 60_000
        f["x" * 10_000 + "/kernel"] = np.zeros(1, "float32")
    # Written by the newest format of HDF5, and with its compression, which Keras does not use.
    with h5py.File(FOLDER / "latest.h5", "w", libver="latest") as f:
        for layer in range(20):
            f[f"conv{layer}/kernel"] = np.arange(4, dtype="float32") + layer
        f.create_dataset("conv0/bias", data=np.arange(1000, dtype=">f8"), chunks=(100,), compression="gzip", shuffle=True)


if __name__ == "__main__":
    main()
