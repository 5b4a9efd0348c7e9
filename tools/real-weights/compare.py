"""`compare.py OURS PEER`: two .npy of answers `[N,answers]`, as one line of JSON."""

import json
import sys

import numpy as np

ours, peer = (np.load(file) for file in sys.argv[1:])
peer = peer.reshape(ours.shape)
print(
    json.dumps(
        {
            "photos": len(ours),
            "answers": int(ours.shape[1]),
            "error": float(np.linalg.norm(ours - peer) / np.linalg.norm(peer)),
            "sameBest": int((ours.argmax(1) == peer.argmax(1)).sum()),
        }
    )
)
