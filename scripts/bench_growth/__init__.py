"""What `scripts/bench growth` measures: the same questions over archives of growing size, beside plain tantivy in the same run.

NEWSDEX_BENCH_ARTICLES lists the sizes, from the smallest; NEWSDEX_BENCH_PLAIN is the size above which the engine alone is not run. Up to the
number of real articles the articles are real; above, they are made (articles.py). Work files of a size are removed before the next one is made, but the last.
"""
import json, os, random, re, shutil

from . import articles

SIZES = [int(size) for size in os.environ.get('NEWSDEX_BENCH_ARTICLES', '5000,20000,37547,150000').split(',')]
PLAIN = int(os.environ.get('NEWSDEX_BENCH_PLAIN', '150000'))
# Phrases of nothing but common words, as they stand in news.
COMMON_PHRASES = ['of the', 'in the', 'one of the', 'at the end of the', 'prime minister of the', 'for the first time', 'the president of the', 'said in a statement', 'as well as', 'at the time of the']
# The rows of the table of queries: a name, how it is asked (`terms`, `and` and `phrase` of both engines), and how many words.
KINDS = [('1 word', 'terms', 1), ('2 words', 'terms', 2), ('4 words', 'terms', 4), ('2 words, AND', 'and', 2), ('phrase of 2', 'phrase', 2),
         ('phrase of 3', 'phrase', 3), ('phrase of common words', 'phrase', 0), ('w/5 of common words', 'near', 2), ('common word, facets of all', 'facets', 1)]


def measure(tools):
    """Prints both tables; `tools` are the programs, folders and the printer of tables of `scripts/bench`."""
    work, real = tools.work / 'growth', tools.data / 'search' / 'news' / 'docs.jsonl'
    if not real.exists():
        return print('growth is measured on ../shared/eval, which is not here\n')
    work.mkdir(parents=True, exist_ok=True)
    with open(real, encoding='utf-8') as lines:
        docs = list(map(json.loads, lines))
    asked = questions(docs)
    grown, answered = [], []
    for size in SIZES:
        file, clean = archive(work, docs, size)
        grown.append(build(tools, work, file, size, clean))
        answered += [(f'{size:,}', *row) for row in answers(tools, work, size, asked)]
        if size != SIZES[-1]:
            shutil.rmtree(work)
            work.mkdir()
    print('### Growth: articles with headlines as JSON Lines, entities on\n')
    tools.table(('articles', 'clean text MB', 'newsdex wall s', 'CPU s', 'peak MiB', 'index / clean text', 'plain tantivy wall s', 'CPU s', 'index / clean text'), *grown)
    print('### Growth of queries: microseconds, ten best; plain: ids; newsdex in order: every match counted, a hundred ordered by passages, ids; then with passages and marks\n')
    tools.table(('articles', 'query', 'plain p50', 'p99', 'newsdex, in order, p50', 'p99', 'with passages and marks, p50', 'p99'), *answered)


def archive(work, docs, size):
    """The file of `size` articles and the bytes of its titles and texts."""
    if size > len(docs):
        file = work / ('articles.jsonl' if size <= PLAIN else 'articles.jsonl.zst')
        return file, articles.write(docs, size, file)
    file = work / 'articles.jsonl'
    with open(file, 'w', encoding='utf-8') as out:
        out.writelines(json.dumps(doc, ensure_ascii=False) + '\n' for doc in docs[:size])
    return file, sum(len((doc['title'] or '').encode()) + len(doc['text'].encode()) for doc in docs[:size])


def build(tools, work, file, size, clean):
    """Indexes the file with both; a row of the table."""
    ours = tools.run(tools.newsdex, 'index', file, '--index', work / 'ours', '-q')
    held = json.loads(tools.run(tools.newsdex, 'count', '--json', '--index', work / 'ours')['out'])['count']
    if held < size * .99:
        print(f'of {size:,} articles the index holds {held:,}\n')
    disk = sum(p.stat().st_size for p in (work / 'ours').rglob('*') if p.is_file())
    row = [f'{held:,}', f'{clean / 1e6:,.0f}', f'{ours["wall"]:.1f}', f'{ours["cpu"]:.1f}', f'{ours["mib"]:.0f}', f'{disk / clean:.2f}']
    if size > PLAIN:
        return [*row, '', '', '']
    plain = tools.run(tools.peers / 'plain_tantivy', 'index', file, work / 'plain')
    return [*row, f'{plain["wall"]:.1f}', f'{plain["cpu"]:.1f}', f'{json.loads(plain["out"])["disk_bytes"] / clean:.2f}']


def questions(docs):
    """For each row of the table its lines `KIND TAB WORDS`, drawn from real articles with a fixed seed: all sizes are asked the same."""
    draw, texts = random.Random(17), [doc['text'] for doc in docs[:4000]]
    seen = {}
    for text in texts:
        for word in set(re.findall(r'\b[a-z]{4,12}\b', text)):
            seen[word] = seen.get(word, 0) + 1
    common = sorted(seen, key=lambda word: (-seen[word], word))[:120]
    def words(kind, count):
        if count == 0:
            return draw.choice(COMMON_PHRASES)
        if kind in ('near', 'facets'):
            return ' w/5 '.join(draw.sample(common, count))
        while len(found := re.findall(r'[A-Za-z]{3,}', draw.choice(texts))) < 20:
            pass
        at = draw.randrange(len(found) - count)
        return ' '.join(found[at:at + count] if kind == 'phrase' else draw.sample(found, count))
    return [(name, [f'{kind}\t{words(kind, count)}\n' for _ in range(100)]) for name, kind, count in KINDS]


def answers(tools, work, size, asked):
    """Rows of the table of queries for one size."""
    lines = work / 'queries.tsv'
    for name, rows in asked:
        lines.write_text(''.join(rows), encoding='utf-8')
        ours = json.loads(tools.run(tools.programs / 'examples' / 'latency', work / 'ours', lines)['out'].splitlines()[0])
        theirs = ['', '']
        if size <= PLAIN and rows[0].split('\t')[0] in ('terms', 'and', 'phrase'):
            bare = json.loads(tools.run(tools.peers / 'plain_tantivy', 'search', work / 'plain', lines)['out'].splitlines()[0])
            theirs = [f'{bare[key]:,.0f}' for key in ('p50_us', 'p99_us')]
        yield name, *theirs, *(f'{ours[key]:,.0f}' for key in ('order_p50_us', 'order_p99_us', 'p50_us', 'p99_us'))
