"""The arguments of a program that takes training steps of a network on a batch that stays the same."""

import argparse


def step_arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    for name in ["steps", "batch", "size", "classes"]:
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--batch-norm", choices=["frozen", "train"], required=True)
    return parser
