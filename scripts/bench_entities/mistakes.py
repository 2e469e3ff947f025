"""What goes wrong with names, sorted by what it looks like."""
import collections
from dataclasses import dataclass

KINDS = ('PER', 'ORG', 'LOC')
# Words that are shown about a mistake.
WORDS_BEFORE, WORDS_BEHIND = 6, 5
SMALL = {'of', 'the', 'and', 'for', 'in', 'on', 'de', 'la', 'del', 'des', 'du', 'et', 'y', 'und', 'für', 'der', 'по', 'и', 'та', 'з', 'і', '&'}


@dataclass(frozen=True)
class Mistake:
    """A name that was wanted, found, or both; spans are (start, end, kind), none where there is none."""
    document: object
    wanted: tuple | None
    found: tuple | None

    @property
    def what(self):
        """What happened, in words, with the kinds."""
        if self.found is None:
            return f'{self.wanted[2]} not found'
        if self.wanted is None:
            return f'{self.found[2]} where no name is'
        (start, end, kind), (at, to, said) = self.wanted, self.found
        if kind not in KINDS:
            return f'name of another kind, or a part of it, taken for {said}'
        kinds = kind if kind == said else f'{kind} taken for {said}'
        if (start, end) == (at, to):
            return kinds
        extent = 'too long' if at <= start and to >= end else 'too short' if at >= start and to <= end else 'shifted'
        return f'{kinds}, {extent}'

    @property
    def surface(self):
        start, end, _ = self.wanted or self.found
        return self.document.text[start:end]

    @property
    def looks(self):
        """The first that fits of what a name looks like and where it stands."""
        text, (start, end, _) = self.document.text, self.wanted or self.found
        words = self.surface.split()
        line = text[text.rfind('\n', 0, start) + 1:start]
        if '\n' not in text[:start]:
            return 'in the headline'
        if len(words) == 1 and sum(c.isupper() for c in self.surface) > 1:
            return 'one word with several capitals'
        if any(c.isdigit() for c in self.surface):
            return 'with a figure'
        if any(word.lower() in SMALL for word in words):
            return 'with a small word inside'
        if not any(c.isupper() for c in self.surface):
            return 'without a capital'
        if any(word[0].islower() for word in words):
            return 'with a word in lower case'
        if not line.strip(' "“«„\'‘—-–'):
            return f'{number(words)} that open a line' if len(words) > 1 else 'one word that opens a line'
        if line.rstrip(' "“«„\'‘')[-1:] in '.!?…':
            return f'{number(words)} that open a sentence' if len(words) > 1 else 'one word that opens a sentence'
        if line.endswith(('"', '“', '«', '„', '\'', '‘')):
            return 'behind a quotation mark'
        if text[end:end + 1] in ('-', '–') or line.endswith(('-', '–')):
            return 'beside a hyphen'
        return f'{number(words)} inside a sentence'

    @property
    def shown(self):
        """The words about it: what was wanted in square brackets, what was found in braces."""
        text, spans = self.document.text, [s for s in (self.wanted, self.found) if s]
        first, last = min(s[0] for s in spans), max(s[1] for s in spans)
        before = text[text.rfind('\n', 0, first) + 1:first].split(' ')
        behind = text[last:].split('\n', 1)[0].split(' ')
        marks = {}
        for span, opening, closing in ((self.found, '{', '}'), (self.wanted, '[', ']')):
            if span:
                marks[span[0]] = opening + marks.get(span[0], '')
                marks[span[1]] = marks.get(span[1], '') + closing
        inside = ''.join(marks.get(at, '') + text[at:at + 1] for at in range(first, last)) + marks[last]
        return ' '.join(before[-WORDS_BEFORE:]) + inside + ' '.join(behind[:WORDS_BEHIND])


def number(words):
    return {1: 'one word', 2: 'two words'}.get(len(words), 'three words or more')


def of(document, mentions):
    """The mistakes in a document. A name that was found is set against the wanted one with which it shares most letters."""
    found = {(m['start'], m['end'], m['type']) for m in mentions}
    wanted = {span for span in document.spans if span[2] in KINDS}
    missing, surplus = sorted(wanted - found), sorted(found - wanted)
    for span in missing:
        shared = [(min(span[1], s[1]) - max(span[0], s[0]), s) for s in surplus]
        most, best = max(shared, default=(0, None))
        if most > 0:
            surplus.remove(best)
        yield Mistake(document, span, best if most > 0 else None)
    for span in surplus:
        others = (s for s in document.spans if s[0] < span[1] and span[0] < s[1] and s[2] not in KINDS)
        yield Mistake(document, next(others, None), span)


def groups(mistakes):
    """(what, looks, mistakes) of mistakes alike, most first."""
    alike = collections.defaultdict(list)
    for mistake in mistakes:
        alike[mistake.what, mistake.looks].append(mistake)
    return sorted(((*key, group) for key, group in alike.items()), key=lambda of: (-len(of[2]), of[:2]))
