"""The articles that were made for this project, with their names marked: `⟦PER Maria Santos⟧`."""
import re
from pathlib import Path

from .sets import Document

MARK = re.compile(r'⟦(PER|ORG|LOC|MISC)(?:#\d+)? ([^⟧]*)⟧')
OURS = [Path(__file__).resolve().parent.parent / 'train_entities' / name for name in ('articles', 'later')]


def read(folders):
    """(path, language, document) of each article below the folders, in order; the folder's name is the language, if it has two letters."""
    found = [(path.parent.name, path) for folder in folders for path in folder.glob('*/*.txt')]
    for name, path in sorted(found, key=lambda of: (of[0], of[1].name)):
        yield path, name if len(name) == 2 else 'en', document(f'{name}/{path.stem}', path.read_text(encoding='utf-8').removeprefix('# '))


def document(id, marked):
    text, spans, last, length = [], [], 0, 0
    for mark in MARK.finditer(marked):
        kind, surface = mark.groups()
        text += [marked[last:mark.start()], surface]
        length += mark.start() - last
        spans.append((length, length + len(surface), kind))
        length += len(surface)
        last = mark.end()
    return Document(id, ''.join([*text, marked[last:]]), frozenset(spans), None)
