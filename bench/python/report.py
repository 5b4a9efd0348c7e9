"""The line that a measured program ends with."""

import importlib.metadata
import json
import resource
import sys


def peak_bytes() -> int:
    """Peak resident memory of this process. Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def seconds_left(measured: list[float], epochs: int) -> float:
    """What the epochs that were not run would take: as long as the later ones, since the first warms up."""
    later = measured[1:] or measured
    return (epochs - len(measured)) * sum(later) / len(later)


def report(value: float, packages: list[str], **details) -> None:
    versions = {name: importlib.metadata.version(name) for name in packages}
    print(json.dumps({"value": value, "peakBytes": peak_bytes(), "versions": versions, **details}))
