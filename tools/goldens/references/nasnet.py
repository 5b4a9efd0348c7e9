from .inception import of_keras
from .reference import KerasReference


def reference(name: str, cells: int) -> KerasReference:
    blocks = {
        "stem": "reduction_concat_stem_2",
        "stage1": f"normal_concat_{cells - 1}",
        "stage2": f"normal_concat_{2 * cells}",
    }
    return KerasReference(of_keras(name), {**blocks, "stage3": LAST[name]}, size=95)


# The activation at the end, by Keras's number.
LAST = {"NASNetMobile": "activation_187", "NASNetLarge": "activation_259"}

REFERENCES = {
    "nasnet_mobile": reference("NASNetMobile", 4),
    "nasnet_large": reference("NASNetLarge", 6),
}
COMMITTED = ["nasnet_mobile"]
