from .inception import of_keras
from .reference import KerasReference

# Keras numbers the sums.
SUMS = {f"block{i}": "add" if i == 2 else f"add_{i - 2}" for i in range(2, 14)}

REFERENCES = {
    "xception": KerasReference(
        of_keras("Xception"),
        {"block1": "block1_conv2_act", **SUMS, "block14": "block14_sepconv2_act"},
        size=95,
    )
}
COMMITTED = ["xception"]
