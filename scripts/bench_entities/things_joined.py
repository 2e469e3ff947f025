"""Given names joined to things: mentions of an article, articles of a corpus, spellings of a person."""
import collections
import json
import random
import subprocess
from pathlib import Path

from .names_found import figure

HERE = Path(__file__).resolve().parent
DRAWS, NAMES, SEED = 10, 3600, 20


def measure(tools):
    merged(tools)
    spelled(tools)
    mistaken(tools)


def asked(tools, command, rows):
    """Lines of `train-entities` for lines; None is an empty one."""
    lines = ''.join('\n' if row is None else json.dumps(row) + '\n' for row in rows)
    done = subprocess.run([tools.programs / 'train-entities', command], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) if line else None for line in done.stdout.splitlines()]


def merged(tools):
    """B-cubed over mentions whose things are known. The set says no kinds, so that the tagger says them."""
    place = tools.data / 'merge' / 'aida-dev.jsonl'
    if not place.exists():
        return
    articles = [json.loads(line) for line in open(place, encoding='utf-8')]
    known = kinds(tools, articles)
    rows = [dict(id=article['doc'], mentions=[(known.get(surface, 'MISC'), surface) for surface, _ in article['mentions']]) for article in articles]
    own = [[tuple(thing) if thing else ('', surface) for thing, (_, surface) in zip(said['of'], row['mentions'])] for said, row in zip(asked(tools, 'merge', rows), rows)]
    counted = collections.Counter(thing for names in own for thing in set(names) if thing[0])
    joined = asked(tools, 'join', (dict(kind=kind, name=name, articles=n) for (kind, name), n in counted.items()))
    across = {(thing['kind'], name): (thing['kind'], thing['name']) for thing in joined if thing for name in thing['names']}
    gold = [[thing for _, thing in article['mentions']] for article in articles]
    printed = [[surface for surface, _ in article['mentions']] for article in articles]
    everywhere = [[across.get(thing, thing) for thing in names] for names in own]
    named = [[bool(thing[0]) for thing in names] for names in own]

    def row(title, said, keep):
        inside = b_cubed([(n, s) for n, names in enumerate(said) for s in names], [(n, g) for n, names in enumerate(gold) for g in names], keep)
        over = b_cubed([s for names in (everywhere if said is own else said) for s in names], [g for names in gold for g in names], keep)
        return title, f'{sum(keep):,}', *(f'{100 * x:.1f}' for x in (*inside, *over))

    every, ours = [True for names in own for _ in names], [is_one for names in named for is_one in names]
    print(f'### Merging: {len(articles):,} articles of news agencies with given mentions (AIDA), B-cubed precision, recall and F1\n')
    tools.table(('', 'mentions', 'in an article: precision', 'recall', 'F1', 'over all articles: precision', 'recall', 'F1'),
                row('printed alike, all mentions', printed, every), row('newsdex, all mentions', own, every),
                row('printed alike, people, organisations and places', printed, ours), row('newsdex, people, organisations and places', own, ours))


def kinds(tools, articles):
    """What the tagger takes each surface for most often, in lists of the names of an article."""
    place = tools.work / 'merge.jsonl'
    with open(place, 'w', encoding='utf-8') as out:
        for article in articles:
            text = '\n'.join(f'It was {surface} who was there.' for surface, _ in article['mentions'])
            out.write(json.dumps(dict(id=article['doc'], text=text, lang='en'), ensure_ascii=False) + '\n')
    found = collections.defaultdict(collections.Counter)
    done = tools.run(tools.newsdex, 'entities', 'tag', '--json', place)
    for article, line in zip(articles, done['out'].splitlines()):
        starts, at = {}, len('It was ')
        for surface, _ in article['mentions']:
            starts[at, at + len(surface)] = surface
            at += len(f'{surface} who was there.\nIt was ')
        for mention in json.loads(line)['mentions']:
            surface = starts.get((mention['start'], mention['end']))
            if surface:
                found[surface][mention['type']] += 1
    return {surface: most.most_common(1)[0][0] for surface, most in found.items()}


def b_cubed(said, gold, keep):
    """Precision, recall and F1: how much of its group each mention shares with those that mean the same."""
    pairs = [(s, g) for s, g, is_kept in zip(said, gold, keep) if is_kept]
    groups, things, both = (collections.Counter(x) for x in ([s for s, _ in pairs], [g for _, g in pairs], pairs))
    precision = sum(both[s, g] / groups[s] for s, g in pairs) / len(pairs)
    recall = sum(both[s, g] / things[g] for s, g in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairs(name):
    return [line.rstrip('\n').split('\t') for line in open(HERE / name, encoding='utf-8')]


def people(names):
    return [dict(kind='PER', name=name, articles=1) for name in names]


def spelled(tools):
    """Two spellings of a person's name are one in a corpus of just these two."""
    rows = []
    for title, name in (('written before the rules', 'spellings.tsv'), ('written before the rules, and not looked at until they stood', 'spellings_later.tsv')):
        listed = pairs(name)
        answers = corpora(asked(tools, 'join', [row for _, *both in listed for row in (*people(both), None)]))
        right = [len(things) == 1 for things in answers]
        by_origin = collections.Counter(origin for origin, *_ in listed)
        missed = collections.Counter(origin for (origin, *_), is_right in zip(listed, right) if not is_right)
        detail = ', '.join(f'{origin} {by_origin[origin] - missed[origin]} of {n}' for origin, n in by_origin.most_common())
        rows.append((title, len(listed), sum(right), figure(sum(right) / len(right)), detail))
    print('### Spellings: two names of one person in two scripts or languages\n')
    tools.table(('list', 'pairs', 'joined', 'share', 'by origin of the person'), *rows)


def corpora(rows):
    """Things of one corpus each."""
    found = [[]]
    for row in rows:
        if row is None:
            found.append([])
        else:
            found[-1].append(row)
    return found[:-1]


def mistaken(tools):
    """Full names made of the lists that ship: given name and surname drawn by chance, joined all together."""
    text = subprocess.run(['zstd', '-dc', tools.root / 'src' / 'article' / 'data' / 'names.zst'], stdout=subprocess.PIPE, text=True, check=True).stdout
    lists = {part.split(']', 1)[0]: [name for name in part.split(']', 1)[1].split('\n') if name and ' ' not in name] for part in text.split('\n[')[1:]}
    draw, wrong = random.Random(SEED), []
    for _ in range(DRAWS):
        names = sorted({f'{draw.choice(lists["listed-first-name"])} {draw.choice(lists["listed-surname"])}'.title() for _ in range(NAMES)})
        wrong += [thing['names'] for thing in asked(tools, 'join', people(names)) if thing and len(thing['names']) > 1]
    print(f'### Names of different people: {DRAWS} draws of {NAMES:,} full names each, {len(wrong)} pairs were taken for one\n')
    for names in wrong:
        print('- ' + ' = '.join(names))
    print()
