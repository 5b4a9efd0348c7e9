"""The line that a measured program ends with."""

import importlib.metadata
import json
import resource
import sys


def peak_bytes() -> int:
    """Peak resident memory of this process. Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def report(value: float, packages: list[str], **details) -> None:
    versions = {name: importlib.metadata.version(name) for name in packages}
    print(json.dumps({"value": value, "peakBytes": peak_bytes(), "versions": versions, **details}))
