"""Right, found and wanted names of documents; their precision, recall and F1, and how sure those are."""
import collections
import random

RESAMPLES, SEED = 1000, 20


def of_mentions(document, mentions, kinds):
    """(right, found, wanted) by kind: span and kind must both be right."""
    counts = {kind: [0, 0, 0] for kind in kinds}
    for mention in mentions:
        span = mention['start'], mention['end'], mention['type']
        if span[2] in counts:
            counts[span[2]][0] += span in document.spans
            counts[span[2]][1] += 1
    for _, _, kind in document.spans:
        if kind in counts:
            counts[kind][2] += 1
    return counts


def of_things(document, mentions, kinds, fold):
    """(right, found, wanted) of facet values, and of those named twice or more, where right is told apart for what was found and what was wanted."""
    found = collections.Counter((m['type'], fold(m.get('value') or document.text[m['start']:m['end']])) for m in mentions if m['type'] in kinds)
    wanted = [(kind, {fold(name), fold(max(surfaces, key=len))}, len(surfaces)) for kind, name, surfaces in document.things if kind in kinds]
    every = [0, len(found), len(wanted)]
    twice = [0, sum(n > 1 for n in found.values()), 0, sum(n > 1 for _, _, n in wanted)]
    for (kind, value), times in found.items():
        fitting = next((at for at, (of, names, _) in enumerate(wanted) if of == kind and value in names), None)
        if fitting is None:
            continue
        _, _, named = wanted.pop(fitting)
        every[0] += 1
        twice[0] += times > 1
        twice[2] += named > 1
    return every, twice


def ratios(counts):
    """Precision, recall, F1 of (right, found, wanted), or of (right, found, right, wanted)."""
    right, found, right_again, wanted = counts if len(counts) == 4 else (*counts[:2], counts[0], counts[2])
    precision, recall = right / found if found else 0, right_again / wanted if wanted else 0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0


def added(rows):
    """Sums of columns."""
    return [sum(column) for column in zip(*rows)]


def interval(rows, statistic=lambda counts: ratios(counts)[2]):
    """Where the figure lies in 95 of 100 sets that are drawn, with replacement, from the documents of this one."""
    draw = random.Random(SEED)
    found = sorted(statistic(added(draw.choices(rows, k=len(rows)))) for _ in range(RESAMPLES))
    return found[RESAMPLES * 25 // 1000], found[RESAMPLES * 975 // 1000 - 1]
