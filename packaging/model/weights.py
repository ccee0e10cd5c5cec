"""Change the weights of a trained model in its file, and leave everything else.

The file's layout is that of CRFsuite 0.12 (``crf1d_model.c``): a header of twelve words, then
chunks; in the chunk "FEAT" each weight has twenty bytes: kind, source, label, value.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pycrfsuite

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_WEIGHT = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("value", "<f8")])
_OFFSET_OF_WEIGHTS = 7
_STATE = 0
_BIAS = "b"


def adjust(path: Path, *, favour: dict[str, float], step: float, scale: float) -> None:
    """Add to the bias of labels, round all weights to ``step`` and then divide them by ``scale``.

    Rounding makes the file compress to a third. Scaling changes no decision; it makes the
    probabilities, which a perceptron exaggerates, come close to how often the model is right.
    """
    data = bytearray(path.read_bytes())
    at = _HEADER.unpack_from(data)[_OFFSET_OF_WEIGHTS]
    name, _, number = _CHUNK.unpack_from(data, at)
    if name != b"FEAT":
        msg = f"{path} is not laid out as a CRFsuite 0.12 model"
        raise ValueError(msg)
    start = at + _CHUNK.size
    weights = np.frombuffer(data, _WEIGHT, number, start).copy()
    weights["value"] = np.round(weights["value"] / step) * step
    bias, labels = _numbers(path)
    for label, extra in favour.items():
        chosen = (weights["kind"] == _STATE) & (weights["source"] == bias)
        weights["value"][chosen & (weights["label"] == labels[label])] += extra
    weights["value"] /= scale
    data[start : start + weights.nbytes] = weights.tobytes()
    path.write_bytes(data)


def _numbers(path: Path) -> tuple[int, dict[str, int]]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    tagger.close()
    return int(info.attributes[_BIAS]), {name: int(n) for name, n in info.labels.items()}
