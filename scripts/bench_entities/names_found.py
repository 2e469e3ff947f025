"""Names in texts, and facet values of articles, against marked sets."""
import json
import sys

from . import counts
from .sets import KINDS, SETS, Scorer, write


def measure(tools):
    if not tools.data.exists():
        return print('names are measured on ../shared/eval, which is not here; tests/enrich_entities.rs holds texts of our own\n')
    scorer = Scorer(tools.scorer)
    mentions, by_kind, values = [], [], []
    for which in SETS:
        documents = list(scorer.documents(which, tools.data))
        found = tagged(tools, which, documents)
        kinds = KINDS if any(m['type'] == 'MISC' for of in found.values() for m in of) else KINDS[:3]
        rows = [counts.of_mentions(one, found.get(one.id, []), kinds) for one in documents]
        all_rows = [counts.added(row[kind] for kind in KINDS[:3]) for row in rows]
        things = [counts.of_things(one, found.get(one.id, []), KINDS[:3], scorer.fold) for one in documents if one.things is not None]
        if not which.casing:
            check(tools, which, rows, all_rows, things)
        mentions.append((which.title, *shown(all_rows), *(figure(counts.ratios(counts.added(row[k] for row in rows))[2]) for k in KINDS[:3])))
        by_kind += [(which.title if kind == kinds[0] else '', kind, *shown([row[kind] for row in rows])) for kind in kinds]
        if things:
            values += [(f'{which.place}: {name}', *shown(part)) for name, part in zip(('all', 'named twice or more'), zip(*things))]
    print('### Names: exact span and kind; in brackets where F1 lies in 95 of 100 draws of the documents\n')
    tools.table(('set', 'names', 'precision', 'recall', 'F1', '95 %', 'PER', 'ORG', 'LOC'), *mentions)
    print('### The same by kind\n')
    tools.table(('set', 'kind', 'names', 'precision', 'recall', 'F1', '95 %'), *by_kind)
    print('### Facet values: the merged name is the name of the thing or its longest mention\n')
    tools.table(('set', 'things', 'precision', 'recall', 'F1', '95 %'), *values)


def tagged(tools, which, documents):
    """What the program finds: mentions by the document's id."""
    place = tools.work / f'{which.place.replace("/", "-")}{which.casing}.jsonl'
    write(documents, which.language, place)
    done = tools.run(tools.newsdex, 'entities', 'tag', '--json', place)
    place.with_suffix('.found').write_text(done['out'], encoding='utf-8')
    return {(row := json.loads(line))['id']: row['mentions'] for line in done['out'].splitlines()}


def shown(rows):
    """Names wanted, precision, recall, F1 and its interval, as cells."""
    rows = [list(row) for row in rows]
    sums = counts.added(rows)
    low, high = counts.interval(rows)
    return (f'{sums[-1]:,}', *map(figure, counts.ratios(sums)), f'{figure(low)} to {figure(high)}')


def figure(share):
    return f'{share:.3f}'.removeprefix('0')


def check(tools, which, rows, all_rows, things):
    """Ends if the scorer of the data has other figures."""
    place = tools.work / f'{which.place.replace("/", "-")}.found'
    said = json.loads(tools.run(sys.executable, tools.scorer, 'score', tools.data / which.place, '--pred', place, '--json')['out'])
    ours = {'all': all_rows, **{kind: [row[kind] for row in rows] for kind in KINDS[:3]}}
    if things:
        ours |= {'facets': [every for every, _ in things], 'facets twice': [twice for _, twice in things]}
    for name, part in ours.items():
        got = dict(zip(('P', 'R', 'F1'), (round(x, 4) for x in counts.ratios(counts.added(part)))))
        theirs = {key: said[name][key] for key in got}
        if got != theirs:
            sys.exit(f'{which.place}, {name}: counted {got}, the scorer says {theirs}')
