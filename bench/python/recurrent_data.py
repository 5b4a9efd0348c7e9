"""The arguments, features and weights of the programs that take steps of a bidirectional LSTM: those of `lib/recurrent-steps.ts`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "goldens"))
import formula

RATE = 1e-3


def recurrent_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ["steps", "batch", "tokens", "width", "units"]:
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def features(args):
    return formula.signed("features", (args.batch, args.tokens, args.width), 1.0)


def weights(args) -> dict:
    columns = 4 * args.units
    cell = {"kernel": (args.width, columns), "recurrent_kernel": (args.units, columns), "bias": (columns,)}
    shapes = {f"{side}/{key}": shape for side in ("forward", "backward") for key, shape in cell.items()}
    shapes |= {"dense/kernel": (2 * args.units, 2), "dense/bias": (2,)}
    return {key: formula.signed(key, shape, 0.05) for key, shape in shapes.items()}
