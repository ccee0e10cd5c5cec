"""Train the weights of line evidence on the dev data, or cross-validate them by publisher.

    python tests/bench/train_lines.py            # writes resources/rules/weights.tsv
    python tests/bench/train_lines.py --check    # five folds by publisher; writes nothing

It reads what lies under the shared bench folder (``DIGEST_SHARED``, or ``../shared``): the
labelled lines of ``clean_text/dev.jsonl``, and the dev pages of ``clean_html``, whose blocks are
labelled by whether their words are in the gold text. Each page is shown twice: as a naive scrape,
and as an extractor leaves it that lets too much through (the shipped page model, so train that
first). The result depends on nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pycrfsuite

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from digest_app.cleaning import lines, lines_context, lines_evidence, rules  # noqa: E402
from digest_app.cleaning.lines_model import Weights, likelihoods  # noqa: E402
from digest_app.cleaning.lines_own import with_own  # noqa: E402
from digest_app.cleaning.pages.model import model  # noqa: E402
from digest_app.cleaning.pages.page import Page  # noqa: E402
from digest_app.cleaning.rules_words import Vocabulary  # noqa: E402
from digest_app.domain.block import BlockKind  # noqa: E402
from digest_app.domain.document import Document  # noqa: E402
from digest_app.readers.page import read_page  # noqa: E402
from digest_app.readers.text import read_text  # noqa: E402

BENCH = Path(os.environ.get("DIGEST_SHARED") or ROOT.parent / "shared") / "bench"
WEIGHTS = ROOT / "resources" / "rules" / "weights.tsv"
PACKS = ("zyte", "fundus", "wcxb_articles")
WORD = re.compile(r"\w+")
FOLDS = 5
LENIENT = -2.5  # log-odds of a block's being the article
TEXT_WEIGHT = 20  # a labelled text counts like so many pages, whose labels are guessed
COPY_WEIGHT = 2
LEAST_PUBLISHERS = 8  # a word must be evidence at so many publishers to be learned
SMALLEST = 0.02
L1, L2 = 2.0, 0.1
# Each copy of an example goes without a part of its evidence, another part each time, so that no
# weight leans on evidence that always comes along with it at the publishers that are known
# (Srivastava et al., "Dropout", JMLR 15, 2014).
LEFT_OUT = 0.3
# What a line's neighbours add is never left out, and so learns too much of what is; this share of
# it is best at publishers that were left out of training.
STEPS_KEPT = 0.8
NOTHING = lines_evidence.Scale(Weights({}, enter=0.0, stay=0.0, turn=0.0))
KEEP, REMOVE, EITHER = "keep", "remove", "either"


@dataclass
class Example:
    """A text as a sequence of lines with labels; ``weight`` is how often it is counted."""

    group: str
    how: str
    texts: list[str]
    kinds: list[BlockKind]
    labels: list[str]
    weight: int
    evidence: list[list[str]] = field(default_factory=list)
    looked: list[lines_evidence.Line] = field(default_factory=list)
    places: list[lines_context.Place] = field(default_factory=list)
    found: list[Sequence[str]] = field(default_factory=list)


def host(url: str, otherwise: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.") or otherwise


def texts() -> Iterator[Example]:
    """Yield the texts whose lines were labelled by reading."""
    for row in (BENCH / "clean_text" / "dev.jsonl").open(encoding="utf-8"):
        article = json.loads(row)
        found = [line["text"] for line in article["lines"]]
        labels = [
            line["label"] if line["label"] in {KEEP, EITHER} else REMOVE
            for line in article["lines"]
        ]
        kinds = [kind_of(text) for text in found]
        group = host(article["url"], article["id"])
        yield Example(group, article["how"][:5], found, kinds, labels, TEXT_WEIGHT)


def kind_of(text: str) -> BlockKind:
    return read_text(text).blocks[0].kind if text.strip() else BlockKind.PARAGRAPH


def pages() -> Iterator[Example]:
    """Yield the dev pages as naive scrapes, and as a lenient extractor leaves them."""
    for pack in PACKS:
        golds, html = load(BENCH / "clean_html" / f"{pack}.tar.xz")
        for gold in golds:
            if gold.get("text"):
                document = read_page(html[gold["id"]], inlines=False)
                for make in (scraped, let_through):
                    example = make(document, gold, pack)
                    if example:
                        yield example


def load(pack: Path) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    golds: list[dict[str, str]] = []
    html: dict[str, bytes] = {}
    with tarfile.open(pack, "r:*") as tar:
        for member in tar:
            file = tar.extractfile(member)
            data = file.read() if file else b""
            if member.name == "gold.jsonl":
                golds = [json.loads(line) for line in data.decode("utf-8").split("\n") if line]
            else:
                html[member.name.removeprefix("html/").removesuffix(".html")] = data
    return golds, html


def scraped(document: Document, gold: dict[str, str], pack: str) -> Example | None:
    """Return all blocks of the element around the gold text."""
    found = [" ".join(document.text[b.start : b.end].split()) for b in document.blocks]
    labels = labelled(found, gold["text"])
    top = region(document, found, labels, gold["id"])
    if top is None:
        return None
    chosen = [i for i in under(document, top) if found[i]]
    kept = sum(len(found[i]) for i in chosen if labels[i] == KEEP)
    if kept < 0.8 * len(gold["text"]):
        return None
    return example_of(document, gold, pack, chosen)


def let_through(document: Document, gold: dict[str, str], pack: str) -> Example | None:
    """Return the blocks that are not quite unlike the article, where there is one too many."""
    if not document.blocks:
        return None
    looked, trees = Page(document), model()
    chosen = [i for i in looked.candidates() if trees.odds(looked, i) > LENIENT]
    chosen = [i for i in chosen if looked.texts[i].strip()]
    example = example_of(document, gold, pack, chosen)
    return example if REMOVE in example.labels else None


def example_of(
    document: Document, gold: dict[str, str], pack: str, chosen: Sequence[int]
) -> Example:
    found = [" ".join(document.text[b.start : b.end].split()) for b in document.blocks]
    labels = labelled(found, gold["text"])
    blocks = document.blocks
    example = Example(host(gold.get("url", ""), gold["id"]), pack, [], [], [], 1)
    title = document.metadata.title[:40]
    for i in chosen:
        label = labels[i]
        listed = blocks[i].kind is not BlockKind.PARAGRAPH
        linked = (blocks[i].layout.link_share if blocks[i].layout else 0.0) >= 0.5
        if title and found[i].startswith(title):
            label = EITHER  # the headline: shown once it is neither
        elif pack == "fundus" and label == REMOVE and listed and not linked:
            label = EITHER  # its gold leaves lists and subheadings out
        example.texts.append(found[i])
        example.kinds.append(kind_of(found[i]))
        example.labels.append(label)
    return example


def labelled(found: Sequence[str], gold: str) -> list[str]:
    """Return for each block whether its words are in the gold text."""
    words = WORD.findall(gold)
    known = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    whole = Counter(" ".join(WORD.findall(line)) for line in gold.split("\n"))
    joined = f" {' '.join(words)} "
    labels = []
    for text in found:
        own = WORD.findall(text)
        key = " ".join(own)
        if not own:
            labels.append(EITHER)
        elif whole[key] > 0:
            whole[key] -= 1
            labels.append(KEEP)
        elif len(own) < 6:
            labels.append(EITHER if f" {key} " in joined else REMOVE)
        else:
            grams = list(zip(own, own[1:], own[2:], own[3:], strict=False))
            share = sum(gram in known for gram in grams) / len(grams)
            labels.append(KEEP if share >= 0.8 else REMOVE if share <= 0.3 else EITHER)
    return labels


def region(document: Document, found: list[str], labels: list[str], key: str) -> int | None:
    """Return the element around the gold text, or by the page's key up to three further out."""
    mass: Counter[int] = Counter()
    for block, text, label in zip(document.blocks, found, labels, strict=True):
        if label == KEEP and len(text) >= 40 and block.layout:
            element = block.layout.element
            mass[-1] += len(text)
            while element >= 0:
                mass[element] += len(text)
                element = document.elements[element].parent
    around = [e for e, m in mass.items() if e >= 0 and m >= 0.9 * mass[-1]]
    if not around:
        return None
    top = inner = max(around, key=lambda e: depth(document, e))
    for _ in range(int(hashlib.sha1(key.encode()).hexdigest(), 16) % 4):  # noqa: S324
        if document.elements[top].tag not in {"article", "main", "body"}:
            top = document.elements[top].parent
    return inner if top < 0 or len(under(document, top)) > 250 else top


def depth(document: Document, element: int) -> int:
    steps = 0
    while element >= 0:
        element = document.elements[element].parent
        steps += 1
    return steps


def under(document: Document, top: int) -> list[int]:
    inside = {top}
    for i in range(top + 1, len(document.elements)):
        if document.elements[i].parent in inside:
            inside.add(i)
    return [i for i, b in enumerate(document.blocks) if b.layout and b.layout.element in inside]


def look(example: Example) -> None:
    """Fill in the evidence of the example's lines, as the engine sees it."""
    text = "\n".join(example.texts)
    language = read_text(text).metadata.language if text.strip() else ""
    asking = rules.asked_for(language)[0].on(Vocabulary(text))
    looked = [
        lines_evidence.look_at(text, kind, asking, NOTHING)
        for text, kind in zip(example.texts, example.kinds, strict=True)
    ]
    example.looked = list(with_own(looked))
    example.places, found = lines_context.in_context(example.looked)
    example.found = [found.get(i, ()) for i in range(len(example.looked))]
    example.evidence = [
        [*line.evidence, *lines_context.named(place), *others]
        for line, place, others in zip(example.looked, example.places, example.found, strict=True)
    ]


def cleaned_copy(example: Example) -> Example:
    """Return the example as it is once it is clean: then there is nothing to remove."""
    kept = [i for i, label in enumerate(example.labels) if label == KEEP]
    return Example(
        example.group,
        "clean",
        [example.texts[i] for i in kept],
        [example.kinds[i] for i in kept],
        [KEEP] * len(kept),
        COPY_WEIGHT,
    )


def train(examples: Sequence[Example]) -> Weights:
    """Fit the chain and return its weights as log-odds of boilerplate."""
    publishers: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in {name for names in example.evidence for name in names}:
            publishers[name].add(example.group)
    known = {name for name, groups in publishers.items() if len(groups) >= LEAST_PUBLISHERS}
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {"c1": L1, "c2": L2, "max_iterations": 150, "feature.possible_transitions": True}
    )
    chance = random.Random(0)  # noqa: S311 - not for secrets: the same parts are left out each time
    for example in examples:
        for names, labels in unbroken(example, known):
            for _ in range(example.weight):
                trainer.append([thinned(own, chance) for own in names], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "lines.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return as_weights(info.state_features, info.transitions)


def thinned(names: Sequence[str], chance: random.Random) -> list[str]:
    """Return the evidence without the part that is left out this time."""
    return [name for name in names if chance.random() >= LEFT_OUT]


def unbroken(example: Example, known: set[str]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the stretches of lines that have a label."""
    names: list[list[str]] = []
    labels: list[str] = []
    for own, label in zip([*example.evidence, []], [*example.labels, EITHER], strict=True):
        if label != EITHER:
            names.append([name for name in own if name in known])
            labels.append(label)
        elif labels:
            yield names, labels
            names, labels = [], []


def as_weights(state: dict[tuple[str, str], float], steps: dict[tuple[str, str], float]) -> Weights:
    evidence: defaultdict[str, float] = defaultdict(float)
    for (name, label), weight in state.items():
        evidence[name] += weight if label == REMOVE else -weight
    base = steps.get((KEEP, KEEP), 0.0)
    enter, stay, turn = (
        STEPS_KEPT * (steps.get(pair, 0.0) - base)
        for pair in ((KEEP, REMOVE), (REMOVE, REMOVE), (REMOVE, KEEP))
    )
    large = {name: round(w, 3) for name, w in evidence.items() if abs(w) >= SMALLEST}
    return Weights(large, enter=round(enter, 3), stay=round(stay, 3), turn=round(turn, 3))


def write(weights: Weights) -> None:
    rows = [
        "# The weight of each piece of evidence that a line is boilerplate, in log-odds.",
        "# Made by tests/bench/train_lines.py; explained in docs/rules.md.",
        f"{weights.enter}\tstep:enter",
        f"{weights.stay}\tstep:stay",
        f"{weights.turn}\tstep:turn",
        *(f"{weight}\t{name}" for name, weight in sorted(weights.evidence.items())),
    ]
    WEIGHTS.write_text("\n".join(rows) + "\n", "utf-8")


def decided(example: Example, weights: Weights) -> list[bool]:
    """Return for each line whether it would be removed, by the engine's own measure."""
    scores = [
        9.0 if line.sure else line.weight + weights.of(tuple(names))
        for line, names in zip(example.looked, example.evidence, strict=True)
    ]
    return [
        likelihood >= lines.needed(line, place) and lines.may_go(line, found)
        for likelihood, line, place, found in zip(
            likelihoods(scores, weights),
            example.looked,
            example.places,
            example.found,
            strict=True,
        )
    ]


def fold(group: str) -> int:
    return int(hashlib.sha1(group.encode()).hexdigest(), 16) % FOLDS  # noqa: S324


def check(labelled_texts: list[Example], derived: list[Example], *, verbose: bool) -> None:
    """Print removal precision, recall, F1 and article words lost over unseen publishers."""
    rows: list[tuple[Example, list[bool]]] = []
    for number in range(FOLDS):
        rest = [e for e in (*labelled_texts, *derived) if fold(e.group) != number]
        weights = train(rest)
        unseen = [example for example in labelled_texts if fold(example.group) == number]
        rows += [(example, decided(example, weights)) for example in unseen]
    for name, chosen in (
        ("as stored", [r for r in rows if r[0].how == "as st"]),
        ("all", rows),
    ):
        print(name, figures(chosen))
    if verbose:
        for example, removed in rows:
            for text, label, gone in zip(example.texts, example.labels, removed, strict=True):
                if label != EITHER and gone != (label == REMOVE):
                    print(example.how, example.group, label, text[:150], sep="\t")


def figures(rows: list[tuple[Example, list[bool]]]) -> str:
    count: Counter[str] = Counter()
    for example, removed in rows:
        for text, label, gone in zip(example.texts, example.labels, removed, strict=True):
            if label == KEEP:
                size = len(WORD.findall(text))
                count["words"] += size
                count["lost"] += size * gone
                count["fp"] += gone
            elif label == REMOVE:
                count["tp" if gone else "fn"] += 1
    precision = count["tp"] / (count["tp"] + count["fp"])
    recall = count["tp"] / (count["tp"] + count["fn"])
    f1 = 2 * precision * recall / (precision + recall)
    lost = count["lost"] / count["words"]
    return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f} words lost {lost:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    parser.add_argument("--errors", action="store_true", help="with --check: print wrong lines")
    args = parser.parse_args()
    labelled_texts, derived = list(texts()), list(pages())
    derived += [cleaned_copy(example) for example in labelled_texts]
    for example in (*labelled_texts, *derived):
        look(example)
    if args.check:
        check(labelled_texts, derived, verbose=args.errors)
    else:
        write(train([*labelled_texts, *derived]))


if __name__ == "__main__":
    main()
