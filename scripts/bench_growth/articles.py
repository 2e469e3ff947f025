"""Makes any number of articles from real ones, so that growth can be measured: sentences recombined within a source, rare names renewed.

usage: articles.py DOCS.jsonl COUNT OUT        (OUT ending in .zst is written through the program `zstd`)

DOCS.jsonl has {id, title, date, source, text} a line. An article made takes the paragraphs of a real one as its plan and fills each place of a
sentence with a sentence drawn from the same source. A name that stands in at most RARE articles gets another syllable or two, new in each article, so that the vocabulary
goes on growing as it does in real archives. Deterministic.
"""
import json, random, re, subprocess, sys
from contextlib import contextmanager

RARE = 8
SENTENCE = re.compile(r'(?<=[.!?”"])\s+(?=[A-Z“"])')
NAME = re.compile(r'\b[A-Z][a-z]{3,}\b')
SYLLABLES = [c + v for c in 'bdfgklmnprstvz' for v in 'aeiou']


@contextmanager
def written(path):
    """The file to write to; one ending in .zst passes through the program of that name."""
    if not str(path).endswith('.zst'):
        with open(path, 'w', encoding='utf-8') as out:
            yield out
        return
    packer = subprocess.Popen(['zstd', '-q', '-3', '-f', '-o', str(path)], stdin=subprocess.PIPE, text=True, encoding='utf-8')
    yield packer.stdin
    packer.stdin.close()
    if packer.wait():
        sys.exit('zstd could not write the articles')


def rare_names(docs):
    """Names that stand in few articles."""
    seen = {}
    for doc in docs:
        for name in set(NAME.findall(doc['text'])):
            seen[name] = seen.get(name, 0) + 1
    return {name for name, count in seen.items() if count <= RARE}


def parts(sentence, rare):
    """A sentence cut around its rare names: text, name, text, name, …, text."""
    cut, at = [], 0
    for found in NAME.finditer(sentence):
        if found[0] in rare:
            cut += [sentence[at:found.start()], found[0]]
            at = found.end()
    return cut + [sentence[at:]]


class Source:
    """What one source wrote: the plans of its articles, and its sentences."""

    def __init__(self):
        self.plans, self.sentences, self.titles = [], [], []

    def add(self, doc, rare):
        paragraphs = [SENTENCE.split(line) for line in doc['text'].split('\n') if line.strip()]
        self.plans.append([len(p) for p in paragraphs])
        self.sentences += [parts(s, rare) for p in paragraphs for s in p]
        self.titles.append(parts(doc['title'] or 'Untitled', rare))


def make(docs, count, seed=1):
    """Yields `count` articles as dictionaries."""
    rare, sources, draw = rare_names(docs), {}, random.Random(seed)
    for doc in docs:
        sources.setdefault(doc['source'], Source()).add(doc, rare)
    names = sorted(sources)
    weights = [len(sources[name].plans) for name in names]
    dates = sorted(doc['date'] for doc in docs if doc['date'])
    for number in range(count):
        name = draw.choices(names, weights)[0]
        source, renewed = sources[name], {}
        def fill(cut):
            if len(cut) == 1:
                return cut[0]
            for at in range(1, len(cut), 2):
                if cut[at] not in renewed:
                    renewed[cut[at]] = cut[at] + ''.join(draw.choices(SYLLABLES, k=draw.randint(1, 2)))
            return ''.join(renewed[part] if at % 2 else part for at, part in enumerate(cut))
        text = '\n'.join(' '.join(map(fill, draw.choices(source.sentences, k=size))) for size in draw.choice(source.plans))
        yield dict(id=f'made-{number:07}', title=fill(draw.choice(source.titles)), date=draw.choice(dates), source=name, lang='en', text=text)


def write(docs, count, path, seed=1):
    """Writes articles; returns how many bytes of titles and texts."""
    size = 0
    with written(path) as out:
        for made in make(docs, count, seed):
            size += len(made['title'].encode()) + len(made['text'].encode())
            out.write(json.dumps(made, ensure_ascii=False) + '\n')
    return size


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding='utf-8') as lines:
        print(write(list(map(json.loads, lines)), int(sys.argv[2]), sys.argv[3]))
