"""A story and an outlet to the blocks of a page, in reading order. Blocks of kind `p` and `lead` with gold=True are the article."""

import datetime
from dataclasses import dataclass, field

from .words import MONTHS, NICKS, PHOTOGRAPHERS, WORDS


@dataclass
class Block:
    kind: str
    text: str = ""
    items: list = field(default_factory=list)
    gold: bool = False


@dataclass
class Page:
    blocks: list
    title: str
    author: str
    date: datetime.datetime
    url: str
    section: str
    kind: str = "article"

    def gold_paragraphs(self):
        return [b.text for b in self.blocks if b.gold]


def show_date(date, style):
    month = {k: MONTHS[k].split()[date.month - 1] for k in MONTHS}
    return {
        "long": f"{date.day} {month['en']} 2026, {date:%H:%M} GMT",
        "us": f"{month['en'][:3]}{'.' if len(month['en']) > 5 else month['en'][3:]} {date.day}, 2026 {date:%I:%M} {'PM' if date.hour > 11 else 'AM'}".replace(" 0", " "),
        "slash": f"{date:%d/%m/%Y}",
        "iso": f"{date:%Y-%m-%dT%H:%M:00Z}",
        "dots": f"{date:%d.%m.%Y %H:%M}",
        "de": f"{date.day}. {month['de']} 2026, {date:%H:%M} Uhr",
        "fr": f"{date.day} {month['fr']} 2026 à {date:%Hh%M}",
        "es": f"{date.day} de {month['es']} de 2026 {date:%H:%M} CET",
        "ru": f"{date.day} {month['ru']} 2026, {date:%H:%M}",
        "uk": f"{date.day} {month['uk']} 2026 {date:%H:%M}",
    }[style]


def pick(words, key, outlet):
    return words[key][outlet.variant % len(words[key])]


def top(outlet, words, full):
    blocks = [Block("skip", words["skip"])] if outlet.design != "tables" else []
    if full:
        blocks += [Block("cookie", pick(words, "cookie", outlet)), Block("menu", items=[words["home"], *words["menu"], words["search"], words["login"][0]])]
    return blocks


def head(story, outlet, words, rng, date, section, author):
    """Section, headline, byline, date, picture: each outlet in its own order."""
    shown = show_date(date, outlet.date_style)
    minutes = max(2, sum(len(p) for p in story["text"]) // 900)
    read = Block("read", pick(words, "read", outlet).format(minutes))
    headline = Block("h1", story["title"])
    byline = [Block("byline", pick(words, "by", outlet).format(author))] if author else []
    when = Block("date", words["published"].format(shown))
    credit = pick(words, "credit", outlet).format(rng.choice(PHOTOGRAPHERS))
    caption = Block("figure", rng.choice([story["title"], rng.choice(words["caption"])]), items=[credit])
    share = Block("share", items=words["share"])
    if outlet.dump == "airy":
        parts = [Block("section", section), headline, *byline, when, read, caption]
    elif outlet.design == "tables":
        parts = [Block("crumbs", items=[words["home"], section]), when, headline, *byline]
    else:
        parts = [Block("crumbs", items=[words["home"], section]), headline, *byline, when, share, caption]
    if rng.random() < 0.25:
        parts.append(Block("note", rng.choice(words["note"])))
    if rng.random() < 0.3:
        parts.append(Block("date", words["updated"].format(show_date(date + datetime.timedelta(hours=2), outlet.date_style))))
    return parts


def body(story, outlet, words, rng, others):
    blocks = [Block("p", text, gold=True) for text in story["text"]]
    quote = next((q for q in (inner_quote(b.text) for b in blocks) if q), None)
    if quote and len(blocks) > 4 and rng.random() < 0.3:
        blocks.insert(3, Block("pull", quote))
    if others and rng.random() < 0.45:
        blocks.insert(min(2, len(blocks) - 1), Block("also", pick(words, "also", outlet).format(rng.choice(others)["title"])))
    if outlet.dump != "bare" and rng.random() < 0.3:
        blocks.insert(len(blocks) // 2, Block("ad", words["ad"]))
    return blocks


def inner_quote(text):
    """A quotation of 40 to 140 characters inside a paragraph, without its marks."""
    for opening, closing in ['""', "“”", "«»", "„“"]:
        start = text.find(opening)
        end = text.find(closing, start + 1)
        if start >= 0 and 40 <= end - start <= 140:
            return text[start + 1:end].rstrip(",. ")
    return None


def bottom(story, outlet, words, rng, author, others, full):
    blocks = []
    if author and " " in author and outlet.dump == "airy" and "staff" not in author:
        about = words["about"].format(author, outlet.name, author.split()[0])
        blocks.append(Block("author", about, items=[author, words["role"], words["readmore"]]))
    if rng.random() < 0.6 and outlet.dump != "bare":
        blocks.append(Block("tags", words["tags"], items=[t for t in tags(story)]))
    if full:
        blocks.append(Block("newsletter", pick(words, "newsletter", outlet)))
        if rng.random() < 0.5:
            blocks.append(Block("support", words["support"]))
        if rng.random() < 0.5:
            blocks.append(Block("comments", words["comments"], items=remarks(words, rng)))
    teasers = rng.sample(others, min(len(others), 10 if outlet.dump == "bare" else 4))
    if outlet.dump == "airy":
        leads = [t["text"][0] for t in teasers[:3]]
        blocks.append(Block("feed", words["feed"][0], items=leads + [pick(words, "more", outlet)]))
    else:
        blocks.append(Block("latest", "" if outlet.dump == "bare" else words["feed"][-1], items=[t["title"] for t in teasers] + [words["allnews"]]))
    if outlet.dump == "bare":
        blocks.append(Block("login", pick(words, "login", outlet)))
    if full:
        blocks.append(Block("footer", words["legal"][0].format(outlet.name), items=words["footer"]))
    return blocks


def tags(story):
    names = []
    for word in " ".join(story["text"][:3]).split():
        word = word.strip(".,;:!?«»„“”\"'()’")
        if len(word) > 5 and word[0].isupper() and word not in names and story["text"][0].split()[0].strip(",") != word:
            names.append(word)
    return names[:4]


def remarks(words, rng):
    chosen = rng.sample(words["remarks"], min(2, len(words["remarks"])))
    return [(rng.choice(NICKS), words["ago"].format(rng.randint(2, 4)), remark, words["reply"]) for remark in chosen]


def article(story, outlet, rng, date, url, section, author, others, full):
    words = WORDS[outlet.lang]
    blocks = top(outlet, words, full) + head(story, outlet, words, rng, date, section, author)
    blocks += body(story, outlet, words, rng, others)
    if story.get("credit"):
        blocks.append(Block("agency", words["agency"].format(story["credit"])))
    blocks += bottom(story, outlet, words, rng, author, others, full)
    return Page(blocks, story["title"], author, date, url, section)


def stub(page, outlet):
    """The same page as somebody without a subscription sees it: two paragraphs and a wall."""
    words = WORDS[outlet.lang]
    kept, seen = [], 0
    for block in page.blocks:
        if block.gold:
            seen += 1
            if seen == 3:
                kept += [Block("wall", text) for text in words["paywall"]]
        if not (block.gold and seen > 2) and not (seen > 2 and block.kind in ("pull", "also", "ad", "author", "agency")):
            kept.append(block)
    return Page(kept, page.title, page.author, page.date, page.url, page.section, "stub")


def front(outlet, rng, date, url, section, stories):
    """A section front: headlines with a sentence each, and no article."""
    words = WORDS[outlet.lang]
    blocks = top(outlet, words, True) + [Block("h1", section)]
    for story in stories:
        first = story["text"][0]
        blocks.append(Block("teaser", story["title"], items=[first[:100].rsplit(" ", 1)[0] + "…", words["ago"].format(rng.randint(2, 4))]))
    blocks += [Block("more", pick(words, "more", outlet)), Block("newsletter", pick(words, "newsletter", outlet)),
               Block("footer", words["legal"][0].format(outlet.name), items=words["footer"])]
    return Page(blocks, section, "", date, url, section, "listing")


def live(outlet, date, url, title, posts):
    """A live blog: stamped posts, the newest first."""
    words = WORDS[outlet.lang]
    blocks = top(outlet, words, True) + [Block("section", "LIVE"), Block("h1", title), Block("date", words["updated"].format(show_date(date, outlet.date_style)))]
    for hour, text in posts:
        blocks += [Block("stamp", hour), Block("p", text, gold=True), Block("share", items=words["share"][:3])]
    blocks.append(Block("footer", words["legal"][0].format(outlet.name), items=words["footer"]))
    return Page(blocks, title, "", date, url, "World", "article")
