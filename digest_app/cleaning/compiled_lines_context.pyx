"""The compiled form of what its place and its neighbours say of a line.

The same as ``lines_context`` and ``lines_model``, which say what is meant. The places of all
lines of a text are found and weighed in one array; the names of evidence are made only where a
weight is asked for the first time, and for the reasons of lines that go.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.math cimport exp

from digest_app.cleaning.compiled_lines_looks cimport END_NAMES, Sum, add, share_of, sum_of

from digest_app.cleaning.lines_context import (
    ENDS_COUNTED,
    MOST_WORDS_OF_HEAD,
    PREFIX,
    RUNS,
    named,
)
from digest_app.cleaning.lines_looks import LENGTHS, MOST_WORDS, SHARES
from digest_app.cleaning.lines_model import SUREST
from digest_app.domain.boilerplate import BoilerplateKind

# Shapes have three bits; "N" stands beyond both ends of a text.
SHAPES = "NRPSCLH"
PROSE = SHAPES.index("P")
cdef enum:
    SHAPE_BITS = 3
    AROUND_MASK = 0x7FFF
    AROUNDS = 0x8000

# How a line repeats, from 1 on; 0 is a line that does not.
cdef tuple REPEATS = ("", "repeats:beside", "repeats:far", "repeats:later", "repeats:earlier")
cdef enum:
    BESIDE = 1
    FAR = 2
    LATER = 3
    EARLIER = 4

WHERE = ("above", "within", "below")
cdef list KINDS_TOLD = list(BoilerplateKind)
cdef Py_ssize_t most_words = MOST_WORDS, most_words_of_head = MOST_WORDS_OF_HEAD
cdef Py_ssize_t prefix = PREFIX
cdef int most_run = len(RUNS) - 1, ends_counted = ENDS_COUNTED
cdef double surest = SUREST


cdef class Chain:
    """The weights of places and of neighbours, in arrays that are filled as they are asked for."""

    def __cinit__(self, by):
        cdef Py_ssize_t i
        self.by, self.evidence = by, by.evidence
        self.around = <double*>PyMem_Malloc(AROUNDS * sizeof(double))
        if self.around is NULL:
            raise MemoryError
        self.enter, self.stay, self.turn = exp(by.enter), exp(by.stay), exp(by.turn)
        for i in range(AROUNDS):
            self.around[i] = float("nan")
        for i in range(96):
            self.run[i] = float("nan")
        for i in range(48):
            self.dense[i] = float("nan")
        for i in range(24):
            self.where[i] = float("nan")
        for i in range(40):
            self.top[i] = self.bottom[i] = float("nan")
        self.between_names, self.run_names = [None] * 512, [None] * 96
        self.where_names = [None] * 24
        self._know_repeats()
        self._know_rules()

    def __dealloc__(self):
        PyMem_Free(self.around)

    def _know_repeats(self):
        """Look up what it weighs that lines repeat."""
        known = self.evidence.get
        for i in range(1, len(REPEATS)):
            self.repeats[i] = known(REPEATS[i], 0.0)
        for i in range(most_words + 1):
            self.repeat_lengths[0][i] = known(f"{REPEATS[BESIDE]}/{LENGTHS[i]}", 0.0)
            self.repeat_lengths[1][i] = known(f"{REPEATS[FAR]}/{LENGTHS[i]}", 0.0)
        for i, name in enumerate(END_NAMES):
            self.repeat_ends[i] = known(f"repeats/{name}", 0.0)

    def _know_rules(self):
        """Look up what it weighs that a line stands by another that a rule tells."""
        known = self.evidence.get
        for i, kind in enumerate(KINDS_TOLD):
            for k, shape in enumerate(SHAPES):
                at = i << SHAPE_BITS | k
                self.under[at] = known(f"under:{kind}/{shape}", 0.0)
                self.after_rule[at] = known(f"after-rule:{kind}/{shape}", 0.0)
                self.before_rule[at] = known(f"before-rule:{kind}/{shape}", 0.0)

    cdef int weigh(self, Place* places, Py_ssize_t count, list texts) except -1:
        """Find the places of the lines, and add what place and neighbours weigh to their scores."""
        cdef Py_ssize_t i
        if count == 0:
            return 0
        _place(places, count)
        _repeat(places, count, texts)
        _stand_by(places, count)
        for i in range(count):
            if not places[i].sure:
                places[i].score += self._of_place(&places[i])
                places[i].score += self._of_besides(&places[i])
        return 0

    cdef double _of_place(self, const Place* place) except? -1e300:
        """Return what weighs of a line's place, in the order of its names."""
        cdef int own = place.around >> 2 * SHAPE_BITS & 7, near = place.around >> SHAPE_BITS
        cdef Sum found
        found.high = found.low = 0.0
        add(&found, self.after[near >> 2 * SHAPE_BITS & 7])
        add(&found, self.before[near & 7])
        add(&found, self.between[near & 511])
        add(&found, self.around[place.around])
        add(&found, self.run[place.run << SHAPE_BITS | own])
        add(&found, self.dense[place.dense << SHAPE_BITS | own])
        add(&found, self.where[place.where << SHAPE_BITS | own])
        add(&found, self.top[place.top << SHAPE_BITS | own])
        add(&found, self.bottom[place.bottom << SHAPE_BITS | own])
        if found.high != found.high:
            self._fill(place)
            return self._of_place(place)
        return sum_of(&found)

    cdef int _fill(self, const Place* place) except -1:
        """Look up what the evidence of a place weighs, by its names."""
        cdef int own = place.around >> 2 * SHAPE_BITS & 7, near = place.around >> SHAPE_BITS
        names = named(self.place(place))
        known = [self.evidence.get(name, 0.0) for name in names]
        self.after[near >> 2 * SHAPE_BITS & 7] = known[0]
        self.before[near & 7] = known[1]
        self.between[near & 511] = known[2]
        self.around[place.around] = known[3]
        self.run[place.run << SHAPE_BITS | own] = known[4]
        self.dense[place.dense << SHAPE_BITS | own] = known[5]
        self.where[place.where << SHAPE_BITS | own] = known[6]
        self.top[place.top << SHAPE_BITS | own] = known[7]
        self.bottom[place.bottom << SHAPE_BITS | own] = known[8]
        self.between_names[near & 511] = names[2]
        self.run_names[place.run << SHAPE_BITS | own] = names[4]
        self.where_names[place.where << SHAPE_BITS | own] = names[6]
        return 0

    cdef list speaking(self, const Place* place):
        """Return what speaks against a line of what there are words for: weights and names."""
        cdef int own = place.around >> 2 * SHAPE_BITS & 7
        cdef int between = place.around >> SHAPE_BITS & 511
        cdef int run = place.run << SHAPE_BITS | own, where = place.where << SHAPE_BITS | own
        cdef list found = []
        if self.between[between] > 0:
            found.append((self.between[between], self.between_names[between]))
        if self.run[run] > 0:
            found.append((self.run[run], self.run_names[run]))
        if self.where[where] > 0:
            found.append((self.where[where], self.where_names[where]))
        return found

    cdef double _of_besides(self, const Place* place) noexcept:
        """Return what weighs of what else is found, in the order of its names."""
        cdef Sum found
        found.high = found.low = 0.0
        if place.repeat:
            add(&found, self.repeats[place.repeat])
            if place.repeat <= FAR:
                add(&found, self.repeat_lengths[place.repeat - 1][min(place.words, most_words)])
            else:
                add(&found, self.repeat_ends[place.end])
        if place.under >= 0:
            add(&found, self.under[place.under << SHAPE_BITS | place.shape])
        if place.after >= 0:
            add(&found, self.after_rule[place.after << SHAPE_BITS | place.shape])
        if place.before >= 0:
            add(&found, self.before_rule[place.before << SHAPE_BITS | place.shape])
        return sum_of(&found)

    cdef tuple place(self, const Place* place):
        """Return a line's place as ``lines_context`` tells it."""
        cdef int i
        near = "".join([SHAPES[place.around >> SHAPE_BITS * i & 7] for i in range(4, -1, -1)])
        where = WHERE[place.where]
        return near, RUNS[place.run], SHARES[place.dense], where, place.top, place.bottom

    cdef list besides(self, const Place* place):
        """Return the names of what else is found of a line."""
        found, shape = [], SHAPES[place.shape]
        if place.repeat:
            name = REPEATS[place.repeat]
            length, end = LENGTHS[min(place.words, most_words)], END_NAMES[place.end]
            found += [name, f"{name}/{length}" if place.repeat <= FAR else f"repeats/{end}"]
        if place.under >= 0:
            found.append(f"under:{KINDS_TOLD[place.under]}/{shape}")
        if place.after >= 0:
            found.append(f"after-rule:{KINDS_TOLD[place.after]}/{shape}")
        if place.before >= 0:
            found.append(f"before-rule:{KINDS_TOLD[place.before]}/{shape}")
        return found

    cdef int infer(self, Place* places, Py_ssize_t count) except -1:
        """Find for each line how likely it is boilerplate; see ``lines_model.likelihoods``."""
        cdef Py_ssize_t i
        cdef double odds = 0.0, ahead
        if count == 0:
            return 0
        for i in range(count):
            places[i].score = exp(min(places[i].score, surest))
        for i in range(count):
            if i == 0:
                odds = places[0].score
            else:
                odds = places[i].score * (odds * self.stay + self.enter) / (odds * self.turn + 1.0)
            places[i].likelihood = odds
        odds = 1.0
        for i in range(count - 1, -1, -1):
            places[i].likelihood *= odds
            places[i].likelihood /= 1.0 + places[i].likelihood
            ahead = places[i].score * odds
            odds = (ahead * self.stay + self.turn) / (ahead * self.enter + 1.0)
        return 0


cdef int _place(Place* places, Py_ssize_t count) except -1:
    """Find where each line stands among the others."""
    cdef Py_ssize_t i, first = -1, last = -1, prose = 0
    cdef int around = 0, run = 0, dense
    for i in range(count):
        if places[i].shape == PROSE:
            first, last = (i if first < 0 else first), i
            prose += 1
    dense = share_of(prose / <double>count)
    for i in range(count + 2):
        around = (around << SHAPE_BITS | (places[i].shape if i < count else 0)) & AROUND_MASK
        if i >= 2:
            places[i - 2].around = around
    for i in range(count):
        places[i].dense = dense
        places[i].where = WHERE_ABOVE if first < 0 or i < first else (
            WHERE_WITHIN if i <= last else WHERE_BELOW
        )
        places[i].top = <int>min(i, ends_counted)
        places[i].bottom = <int>min(count - 1 - i, ends_counted)
        run = 0 if places[i].shape == PROSE else min(run + 1, most_run)
        places[i].run = run
    for i in range(count - 2, -1, -1):
        if places[i].run and places[i + 1].run:
            places[i].run = places[i + 1].run
    return 0


cdef int _stand_by(Place* places, Py_ssize_t count) except -1:
    """Find which lines stand under, after and before others that rules tell."""
    cdef Py_ssize_t i
    cdef int head = -1
    for i in range(count):
        places[i].under = head
        places[i].after = places[i - 1].told if i else -1
        places[i].before = places[i + 1].told if i + 1 < count else -1
        if places[i].shape == PROSE:
            head = -1
        elif places[i].told >= 0 and places[i].words <= most_words_of_head:
            head = places[i].told
    return 0


cdef int _repeat(Place* places, Py_ssize_t count, list texts) except -1:
    """Find what lines repeat: another line, or the beginning of one."""
    cdef Py_ssize_t i
    cdef dict alike = {}
    cdef list beginnings = [(<str>text)[:prefix] for text in texts]
    for i in range(count):
        places[i].repeat = 0
        alike[beginnings[i]] = i
    if len(alike) == count:
        return 0
    cdef dict times = {}, long_ones = {}
    for i in range(count):
        times[texts[i]] = times.get(texts[i], 0) + 1
        if len(<str>texts[i]) >= prefix:
            many, _ = long_ones.get(beginnings[i], (0, 0))
            long_ones[beginnings[i]] = many + 1, i
    for i in range(count):
        text = texts[i]
        if times[text] > 1:
            beside = (i and texts[i - 1] == text) or (i + 1 < count and texts[i + 1] == text)
            places[i].repeat = BESIDE if beside else FAR
        elif len(<str>text) >= prefix:
            many, last = long_ones[beginnings[i]]
            places[i].repeat = 0 if many <= 1 else LATER if i < last else EARLIER
    return 0
