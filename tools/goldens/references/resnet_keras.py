from .reference import KerasReference, application

# The last unit of each stage.
DEPTHS = {50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}


def blocks(depth: int) -> dict[str, str]:
    stages = {f"conv{i + 2}": f"conv{i + 2}_block{units}_out" for i, units in enumerate(DEPTHS[depth])}
    return {"stem": "pool1_pool", **stages}


# At 72 px, rounding to single precision flips no ReLU of ResNet-50 V2; at 64 and 96 it does.
REFERENCES = {
    f"resnet{depth}_keras": KerasReference(application(f"ResNet{depth}"), blocks(depth)) for depth in DEPTHS
} | {
    f"resnet{depth}_v2": KerasReference(application(f"ResNet{depth}V2"), {**blocks(depth), "top": "post_relu"}, size=72)
    for depth in DEPTHS
}
COMMITTED = ["resnet50_keras", "resnet50_v2"]
