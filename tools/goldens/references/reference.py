"""What a family says of the implementation that its numbers come from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Shapes = dict[str, list[int]]


@dataclass(frozen=True)
class TorchReference:
    """A model of PyTorch. Stochastic depth and dropout inside are off: our graphs have none."""

    make: Callable[[], Any]
    """The model, with its classifier, of whatever weights."""

    blocks: Callable[[Any, Any], Iterator[tuple[str, Any]]]
    """`blocks(model, x)` yields the names of our blocks and their values, the last of which is the features."""

    classifier: str
    """The module of the last dense layer (or 1×1 convolution), which our graphs lack."""

    size: int = 96
    """Side of the images of the golden: small, and fit for the network."""

    pool: str = "average"
    """`class_token` or `average` over the places of the features, `none` of a vector."""

    top: bool = False
    """Whether the features end in the hidden layers of the classifier: `top: published`. Such a reference is `NAME.top`."""

    flattened: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Kernels that read a flattened map, with its channels and places: we have the places first."""

    unused: tuple[str, ...] = ()
    """Prefixes of tensors that the features don't depend on beside the classifier: auxiliary heads, hidden layers of the top."""

    features: int | None = None
    """How many features there are, where hidden layers of the top stand between them and the classifier."""

    other_layouts: Mapping[str, Callable[[], Shapes]] = field(default_factory=dict)
    """Tensors of other files for the same graph, by the name of our layout."""

    constant: tuple[str, ...] = ()
    """Ends of the names of tensors, or of their parts, that never change: biases that are set to zero."""

    native: Callable[[], Shapes] | None = None
    """Tensors of the model at its native size, where `make`'s is of another and they depend on that."""

    layout: str = ""
    """The name of our layout that has this model's names; the card's first where it is left out."""

    framework: str = "torch"


@dataclass(frozen=True)
class KerasReference:
    """A model of Keras."""

    constant = ()

    make: Callable[..., Any]
    """Of `keras.applications`; called with `weights=None`, `include_top` and, without the top, `input_shape`."""

    blocks: Mapping[str, str]
    """Our blocks, and the layers of Keras whose outputs are theirs; the last is the features."""

    classifier: str = "predictions"
    """The last dense layer, which our graphs lack."""

    start: str | None = None
    """The layer whose output is what our graph is fed with, where Keras's model normalises by itself."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """More arguments of `make`: `alpha`, `drop_connect_rate=0`, `include_preprocessing=False`."""

    size: int = 96
    pool: str = "average"
    top: bool = False
    unused: tuple[str, ...] = ()
    other_layouts: Mapping[str, Callable[[], Shapes]] = field(default_factory=dict)
    layout: str = "keras"
    framework: str = "keras"


Reference = TorchReference | KerasReference


def application(name: str) -> Callable[..., Any]:
    """The constructor of `keras.applications` that has this name; Keras is imported when it is called."""

    def make(**arguments: Any) -> Any:
        from keras import applications

        return getattr(applications, name)(**arguments)

    return make
