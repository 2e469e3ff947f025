"""The sets of marked texts: their documents, and copies in other casing."""
import json
import runpy
import sys
from dataclasses import dataclass

KINDS = ('PER', 'ORG', 'LOC', 'MISC')


@dataclass(frozen=True)
class Document:
    """A text with its names: spans are (start, end, kind) in Unicode scalar values; things are (kind, name, surfaces), where the set has them."""
    id: str
    text: str
    spans: frozenset
    things: tuple | None


@dataclass(frozen=True)
class Set:
    """A set as it is scored: where it lies below the data, its language, and how its letters are changed."""
    title: str
    place: str
    language: str
    casing: str = ''


SETS = (
    Set('gold: English news of a hundred outlets', 'gold', 'en'),
    Set('worldwide-dev: English news from outside the West', 'test/worldwide-dev.bio', 'en'),
    Set('the same in title case', 'test/worldwide-dev.bio', 'en', 'title'),
    Set('the same in capitals', 'test/worldwide-dev.bio', 'en', 'capitals'),
    Set('conll03-testa: English news of 1996', 'test/conll03-testa.bio', 'en'),
    Set('ru-factrueval-test', 'test/ru-factrueval-test.bio', 'ru'),
    Set('uk-ner_uk-test', 'test/uk-ner_uk-test.bio', 'uk'),
    Set('de-germeval14-test', 'test/de-germeval14-test.bio', 'de'),
    Set('es-conll02-testa', 'test/es-conll02-testa.bio', 'es'),
    Set('fr-wikineural-dev: encyclopedia', 'test/fr-wikineural-dev.bio', 'fr'),
)


class Scorer:
    """The scorer that comes with the data: it reads the sets, and what it counts must be what we count."""

    def __init__(self, path):
        self.path = path
        given, sys.argv = sys.argv, [str(path), 'make']
        try:
            self.known = runpy.run_path(str(path))
        finally:
            sys.argv = given

    def fold(self, name):
        return self.known['fold'](name)

    def documents(self, which, data):
        """The documents of a set, in its casing."""
        for id, text, spans, things in self.known['read'](str(data / which.place)):
            yield Document(id, cased(text, which.casing), frozenset(spans), tuple(things) if things is not None else None)


def cased(text, casing):
    """The text in capitals or with a capital in front of each word. No letter changes its place, so one that would become two stays."""
    if not casing:
        return text
    before, letters = ' ', []
    for letter in text:
        wanted = casing == 'capitals' or not (before.isalnum() or before in "'’")
        letters.append(letter.upper() if wanted and len(letter.upper()) == 1 else letter)
        before = letter
    return ''.join(letters)


def write(documents, language, path):
    """JSON Lines for `newsdex entities tag`."""
    with open(path, 'w', encoding='utf-8') as out:
        for one in documents:
            out.write(json.dumps(dict(id=one.id, text=one.text, lang=language), ensure_ascii=False) + '\n')
