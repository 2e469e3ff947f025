#!/usr/bin/env python3
"""Makes the sample corpus: original articles in the frames of invented outlets, and the gold beside them.

    python3 scripts/make_corpus.py            writes corpus/ and tests/corpus_gold.jsonl
    python3 scripts/make_corpus.py --check    says whether what is there is what would be written

Standard library only; the same input gives the same bytes.
"""

import datetime
import json
import random
import re
import shutil
import sys
from pathlib import Path

from corpus import compose, containers, dump, markup
from corpus.outlets import OUTLETS
from corpus.words import WEEKDAYS, WORDS

ROOT = Path(__file__).resolve().parent.parent
STORIES = Path(__file__).resolve().parent / "corpus"
SEED = 20260331
FIRST_DAY = datetime.date(2026, 1, 5)
DAYS = 80
# How many of a language's stories each outlet takes, in this order, and the form in which its pages were saved.
SHARES = {
    "en": [("harbourledger", 20), ("northmoor", 20), ("lanternside", 18), ("meridianpost", 22), ("thetollgate", 15), ("copperfieldwire", 18)],
    "de": [("talbote", 17), ("brueckenbote", 14)],
    "fr": [("courrierduquai", 28)],
    "es": [("lavozdelmuelle", 28)],
    "ru": [("sevprichal", 15), ("gorvestnik", 13)],
    "uk": [("khvylia", 26)],
}
HTML_SHARE = {"harbourledger": 1, "northmoor": 1, "lanternside": 1, "meridianpost": 0, "thetollgate": 0, "talbote": 1, "brueckenbote": 0,
              "courrierduquai": 0.5, "lavozdelmuelle": 0.5, "sevprichal": 1, "gorvestnik": 0, "khvylia": 0.5, "copperfieldwire": 0}
# What some outlets' pages are called now and then.
ENDINGS = {"northmoor": "htm", "lavozdelmuelle": "xhtml"}
# Reports of the wire that other outlets print a day later, cut at the end.
REPRINTS = [("meridianpost", 8), ("thetollgate", 8), ("northmoor", 6), ("harbourledger", 4)]

README = """All of this is fiction. The outlets do not exist, the events did not happen, and the people in
them are invented; where a real institution or place is named, nothing here says anything true about it.

The pages are made by scripts/make_corpus.py from the articles in scripts/corpus, which were written for
this project. Each folder is an outlet. What should remain of each page stands in tests/corpus_gold.jsonl.
"""


def read_stories(name):
    return [json.loads(line) for line in (STORIES / name).read_text(encoding="utf-8").splitlines()]


def weekday(story):
    """The weekday that the article itself names first, if any: it is then published on such a day."""
    text = " ".join(story["text"][:2])
    names = WEEKDAYS[story["lang"]].split()
    found = [(m.start(), n) for n, name in enumerate(names) for m in [re.search(r"\b" + name, text, re.IGNORECASE)] if m]
    return min(found)[1] if found else None


def publication(story, rng):
    if "date" in story:
        return datetime.datetime.fromisoformat(story["date"])
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
    wanted = weekday(story)
    if wanted is not None:
        day += datetime.timedelta(days=(wanted - day.weekday()) % 7)
    return datetime.datetime.combine(day, datetime.time(rng.randint(6, 21), rng.choice([0, 5, 10, 15, 20, 30, 40, 45, 50])))


def folded(text):
    """Single spaces only: a reader does not see which kind of space a page uses."""
    return " ".join(text.split())


def slug(story):
    return story["id"]


class Corpus:
    def __init__(self):
        self.rng = random.Random(SEED)
        self.files = {}
        self.gold = []
        self.assigned = {key: [] for key in OUTLETS}
        self.wire = []

    def assign(self):
        stories = read_stories("articles.jsonl")
        for lang, shares in SHARES.items():
            pool = [s for s in stories if s["lang"] == lang]
            self.rng.shuffle(pool)
            for key, count in shares:
                self.assigned[key] += [pool.pop() for _ in range(min(count, len(pool)))]
            for n, story in enumerate(pool):
                self.assigned[shares[n % len(shares)][0]].append(story)
        for story in read_stories("amber_line.jsonl"):
            self.assigned[story["outlet"]].append(story)

    def page(self, story, outlet, full=True):
        rng, date = self.rng, publication(story, self.rng)
        section = story.get("section") or rng.choice(WORDS[outlet.lang]["sections"])
        author = story.get("author", rng.choice(outlet.authors))
        url = f"https://{outlet.host}/{date:%Y/%m/%d}/{slug(story)}"
        others = [s for s in self.assigned[outlet.key] if s is not story]
        return compose.article(story, outlet, rng, date, url, section, author, others, full)

    def add_gold(self, path, page, outlet, member=None, url=True, bare=False):
        dated = page.kind != "listing" and not bare
        self.gold.append({
            "path": path, "member": member, "kind": page.kind, "site": outlet.folder, "lang": outlet.lang,
            "title": "" if bare else folded(page.title), "authors": [page.author] if page.author and "staff" not in page.author and dated else [],
            "date": f"{page.date:%Y-%m-%d}" if dated else None, "url": page.url if url else None, "text": [folded(text) for text in page.gold_paragraphs()],
        })

    def write_html(self, page, outlet, name, version=""):
        data = markup.html(page, outlet, version).encode(outlet.charset, "xmlcharrefreplace")
        ending = ENDINGS.get(outlet.key, "html") if name.endswith("9") else "html"
        path = f"{outlet.folder}/{page.date:%Y-%m-%d}-{name}.{ending}"
        if name.endswith("3"):
            path, data = path + ".gz", containers.pack_gzip(data)
        self.files[path] = data
        self.add_gold(path, page, outlet, url=outlet.design != "tables")

    def write_text(self, page, outlet, name):
        data = dump.dump(page, outlet.dump).encode()
        path = f"{outlet.folder}/{page.date:%Y-%m-%d}-{name}.txt"
        if name.endswith("07"):
            path, data = path + ".zst", containers.pack_zstd(data)
        self.files[path] = data
        self.add_gold(path, page, outlet, url=False, bare=outlet.dump == "bare")

    def write_outlet(self, key):
        outlet = OUTLETS[key]
        stories = self.assigned[key]
        html_count = round(len(stories) * HTML_SHARE[key])
        for number, story in enumerate(stories):
            page = self.page(story, outlet)
            if number < html_count:
                self.write_html(page, outlet, slug(story))
            else:
                self.write_text(page, outlet, slug(story))
            if key == "lanternside" and number < 6:
                self.write_html(page, outlet, slug(story) + "-amp", "amp")
            if key == "lanternside" and 6 <= number < 9:
                self.write_html(page, outlet, slug(story) + "-print", "print")
            if key in ("harbourledger", "courrierduquai", "talbote") and number in (2, 3):
                self.write_html(compose.stub(self.page(dict(story, id=slug(story) + "-stub"), outlet), outlet), outlet, slug(story) + "-stub")
        if key in ("harbourledger", "northmoor", "khvylia", "sevprichal", "lavozdelmuelle"):
            section = WORDS[outlet.lang]["sections"][0]
            date = datetime.datetime(2026, 3, 20, 8, 0)
            self.write_html(compose.front(outlet, self.rng, date, f"https://{outlet.host}/", section, stories[:14]), outlet, "front")

    def write_wire(self):
        outlet = OUTLETS["copperfieldwire"]
        entries = [(self.page(story, outlet), outlet) for story in self.assigned["copperfieldwire"]]
        lines, items = entries[:12] + entries[18:], entries[12:18]
        for name, part in [("wire-1.jsonl", lines[:7]), ("wire-2.ndjson", lines[7:10])]:
            path = f"{outlet.folder}/{name}"
            self.files[path] = containers.json_lines(part)
            for number, (page, _) in enumerate(part):
                self.add_gold(path, page, outlet, member=f"line {number + 1}")
        path, part = f"{outlet.folder}/wire-3.json", lines[10:-1]
        self.files[path] = containers.json_list(part)
        for number, (page, _) in enumerate(part):
            self.add_gold(path, page, outlet, member=f"record {number + 1}")
        path, part = f"{outlet.folder}/latest.json", lines[-1:]
        self.files[path] = containers.json_lines(part)
        self.add_gold(path, part[0][0], outlet)
        path = f"{outlet.folder}/feed.xml"
        self.files[path] = containers.feed(items, outlet)
        for page, _ in items:
            page.author = ""
            self.add_gold(path, page, outlet, member=page.url)
        self.wire = entries

    def write_reprints(self):
        reports = [page for page, _ in self.wire]
        self.rng.shuffle(reports)
        reports = reports + reports
        for key, count in REPRINTS:
            outlet = OUTLETS[key]
            for page in [reports.pop() for _ in range(count)]:
                text = page.gold_paragraphs()
                day = page.date + datetime.timedelta(days=1)
                story = {"id": "wire-" + page.url.rsplit("/", 1)[1], "lang": "en", "title": page.title, "text": text[:max(3, len(text) - 2)],
                         "date": f"{day:%Y-%m-%dT07:%M}", "credit": OUTLETS["copperfieldwire"].name}
                reprint = self.page(story, outlet)
                (self.write_html if HTML_SHARE[key] else self.write_text)(reprint, outlet, slug(story))

    def write_archive(self):
        """Some pages of the Talbote as a crawler kept them."""
        outlet = OUTLETS["talbote"]
        stories = self.assigned["talbote"][-7:]
        self.assigned["talbote"] = self.assigned["talbote"][:-7]
        pages = [self.page(story, outlet) for story in stories]
        for name, part, pack in [("crawl.warc.gz", pages[:5], containers.pack_gzip), ("crawl-2.warc", pages[5:], bytes)]:
            path = f"{outlet.folder}/{name}"
            self.files[path] = containers.warc([(page, markup.html(page, outlet).encode()) for page in part], pack)
            for page in part:
                self.add_gold(path, page, outlet, member=page.url)

    def write_live(self):
        outlet = OUTLETS["meridianpost"]
        story = next(s for s in read_stories("amber_line.jsonl") if s["id"] == "amber-10")
        posts = [(f"{17 - n}:{(43 * n + 5) % 60:02d}", text) for n, text in enumerate(story["text"])]
        date = datetime.datetime(2026, 3, 10, 17, 20)
        page = compose.live(outlet, date, f"https://{outlet.host}/live/amber-line", "Amber Line signing in Tallinn, as it happened", posts)
        self.write_text(page, outlet, "amber-live")

    def make(self):
        self.assign()
        self.write_wire()
        self.write_reprints()
        self.write_archive()
        for key in OUTLETS:
            if key != "copperfieldwire":
                self.write_outlet(key)
        self.write_live()
        self.files["README.md"] = README.encode()
        self.files[".newsdexignore"] = b"README.md\n"
        gold = "".join(json.dumps(g, ensure_ascii=False) + "\n" for g in sorted(self.gold, key=lambda g: (g["path"], g["member"] or "")))
        return self.files, gold.encode()


def main():
    files, gold = Corpus().make()
    folder, gold_path = ROOT / "corpus", ROOT / "tests" / "corpus_gold.jsonl"
    if "--check" in sys.argv:
        there = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        sys.exit(0 if there == files and gold_path.read_bytes() == gold else "corpus/ is not what scripts/make_corpus.py makes")
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    gold_path.write_bytes(gold)
    print(f"{len(files)} files, {gold.count(10)} pages, {sum(map(len, files.values())) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
