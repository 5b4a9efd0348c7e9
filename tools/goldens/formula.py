"""Tensors made by formula: a hash of the tensor's name and the element's index.

`packages/runtime/src/testing/formula.ts` computes the same values to the bit: integers of 32 bits up to a uniform
number of 53 bits, then one product and one sum in double precision, then rounding to float32.
"""

import numpy as np


def seed_of(name: str) -> int:
    """FNV-1a of the name's UTF-8 bytes, 32 bits."""
    h = 0x811C9DC5
    for byte in name.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def uniform(name: str, count: int) -> np.ndarray:
    """`count` numbers in [0, 1), multiples of 2^-32: MurmurHash3's finaliser over a Weyl sequence."""
    h = (np.arange(count, dtype=np.uint64) * 0x9E3779B9 + seed_of(name)) & 0xFFFFFFFF
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    h ^= h >> 16
    return h.astype(np.float64) / 2.0**32


def signed(name: str, shape, scale: float, offset: float = 0.0) -> np.ndarray:
    """Uniform in [offset - scale, offset + scale)."""
    values = (2.0 * uniform(name, int(np.prod(shape))) - 1.0) * scale + offset
    return values.astype(np.float32).reshape(shape)


# Of normalizations, and of the branches of a residual block (`layer_scale`, `gamma`), of whatever shape.
SCALES = ("weight", "layer_scale", "gamma", "gamma_1", "gamma_2")


def tensor(name: str, shape) -> np.ndarray:
    """A tensor of a PyTorch state dict. Kernels are He-uniform; batch-norm variances lie in [0.75, 1.25)."""
    if len(shape) > 1 and not name.endswith(SCALES[1:]):
        return signed(name, shape, float(np.sqrt(6.0 / np.prod(shape[1:]))))
    if name.endswith("running_var"):
        return signed(name, shape, 0.25, 1.0)
    if name.endswith(SCALES):
        return signed(name, shape, 0.25, 0.75)
    return signed(name, shape, 0.25)


def keras_tensor(name: str, shape) -> np.ndarray:
    """A variable of Keras, named `layer/variable`, by the same rules; the fan-in of a depthwise kernel is its window."""
    variable = name.split("/")[-1]
    if len(shape) > 1:
        fan_in = np.prod(shape[:2] if len(shape) == 4 and shape[3] == 1 else shape[:-1])
        return signed(name, shape, float(np.sqrt(6.0 / fan_in)))
    if variable == "moving_variance":
        return signed(name, shape, 0.25, 1.0)
    return signed(name, shape, 0.25, 0.75) if variable == "gamma" else signed(name, shape, 0.25)


def image(size: int, batch: int) -> np.ndarray:
    """A network's input `[N,S,S,3]`, of deviation 1."""
    return signed("picture", (batch, size, size, 3), float(np.sqrt(3.0)))


def pixels(size: int) -> np.ndarray:
    """Pixels `[S,S,3]`, 0..255: squares of 16 pixels with a slope over each."""
    y, x, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    side = -(-size // 16)
    cell = uniform("pixels", side * side * 3)[((y // 16) * side + x // 16) * 3 + c]
    return (np.floor(cell * 192) + (x % 16) * 3 + (y % 16)).astype(np.uint8)


def labels(batch: int, classes: int) -> np.ndarray:
    return np.floor(uniform("labels", batch) * classes).astype(np.int64)


def sample(values, count: int) -> list[float]:
    """`count` values spread evenly over the flattened array."""
    flat = np.asarray(values).reshape(-1)
    count = min(count, flat.size)
    return [float(flat[int((k + 0.5) * flat.size / count)]) for k in range(count)]
