"""How fast texts become merged facet values, on one core."""
import json
import re

ARTICLES, ROUNDS = 4000, 5
TOKEN = re.compile(r'\w+|[^\w\s]')


def measure(tools):
    docs = tools.data.parent / 'search' / 'news' / 'docs.jsonl'
    if not docs.exists():
        return
    few, empty = tools.work / 'pace.jsonl', tools.work / 'pace-start.jsonl'
    tokens = 0
    with open(docs, encoding='utf-8') as rows, open(few, 'w', encoding='utf-8') as out:
        for _, row in zip(range(ARTICLES), map(json.loads, rows)):
            tokens += len(TOKEN.findall(row['text']))
            out.write(json.dumps(dict(id=row['id'], title='', text=row['text']), ensure_ascii=False) + '\n')
    # One name, so that weights and lists are unpacked.
    empty.write_text(json.dumps(dict(id='', title='', text='Maria Santos went to Paris.')) + '\n', encoding='utf-8')
    core = ('taskset', '-c', '0')

    def seconds(*command):
        return tools.run(*core, *command)['cpu']

    rounds = []
    for _ in range(ROUNDS):
        tag = seconds(tools.newsdex, 'entities', 'tag', '--json', few) - seconds(tools.newsdex, 'entities', 'tag', '--json', empty)
        rounds.append((tag, seconds('sha256sum', *[few] * 10), tag))
    # The quietest round of each: what else runs can only add to it.
    tag, fixed, slowest = min(r[0] for r in rounds), min(r[1] for r in rounds), max(r[2] for r in rounds)
    print(f'### Speed: {tokens:,} tokens (words and signs) of English news, JSON Lines to JSON Lines with merged names, CPU of one core less the start; the best of {ROUNDS} rounds\n')
    tools.table(('', 'CPU s', 'slowest round', 'tokens a second', 'beside `sha256sum` of ten times the file'), ('`newsdex entities tag`', f'{tag:.2f}', f'{slowest:.2f}', f'{tokens / tag:,.0f}', f'{tag / fixed:.1f}'))
