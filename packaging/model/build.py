"""Make the gazetteer and the model of names again: ``make model DATA=../shared/bench/facts``.

Needs the packages of ``requirements.txt`` beside this file, and the folder with the marked
texts (``train_open.jsonl.xz``), which are not part of the project. README.md says what is made
from what. Two runs on one machine give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]
# One thread adds numbers in one order; several add them in any.
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"))

# What dev scores are reported on; a model that has seen them could not be told from a good one.
_HELD_OUT = frozenset({"gumnews", "pudnews"})
# Chosen on dev: names, organizations above all, were missed more often than invented.
_FAVOUR = {"O": -3.0, "B-O": 4.0, "I-O": 4.0}
_STEP, _SCALE = 1.0, 12.0


def main() -> int:
    """Make both and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/bench/facts")
    parser.add_argument("--out", type=Path, default=ROOT / "resources")
    arguments = parser.parse_args()
    texts_file = arguments.data / "train_open.jsonl.xz"
    if not texts_file.is_file():
        print(f"“{texts_file}” is missing: name the folder of the marked texts with --data.")
        return 1
    build(texts_file, arguments.out)
    return 0


def build(texts_file: Path, out: Path) -> None:
    """Make the gazetteer, then the model that uses it, under ``out``."""
    import gazetteer  # noqa: PLC0415 - after the paths and the threads are set
    import hints  # noqa: PLC0415
    import train  # noqa: PLC0415
    import training_texts  # noqa: PLC0415
    import weights  # noqa: PLC0415

    from digest_app.facts.names.lexicon import Lexicon  # noqa: PLC0415

    texts = training_texts.read(texts_file, _HELD_OUT)
    print(f"{len(texts):,} texts; collecting words", flush=True)
    gazetteer.pack(gazetteer.collect(), hints.learn(texts), out / "gazetteer")
    packed = (
        gzip.decompress((out / f"gazetteer/{n}.gz").read_bytes()) for n in ("words", "phrases")
    )
    print("training", flush=True)
    model = out / "models" / "names-en.crfsuite"
    model.parent.mkdir(parents=True, exist_ok=True)
    train.train(texts, Lexicon(*(text.decode() for text in packed)), model)
    weights.adjust(model, favour=_FAVOUR, step=_STEP, scale=_SCALE)
    shipped = model.with_name(model.name + ".gz")
    shipped.write_bytes(gazetteer.compress(model.read_bytes()))
    model.unlink()
    for path in (out / "gazetteer/words.gz", out / "gazetteer/phrases.gz", shipped):
        print(f"{path.relative_to(out)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    raise SystemExit(main())
