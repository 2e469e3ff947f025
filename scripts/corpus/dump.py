"""A page as the text dump that a scraper saves: a block a line, blank lines as the outlet's markup would give them."""


def dump(page, style):
    """`airy`: a blank line between blocks. `full`: menus a line an entry, body lines without blanks. `bare`: the body first, then three blank lines and the rest."""
    if style == "bare":
        return bare(page)
    gap = "\n\n" if style == "airy" else "\n"
    lines = [text for block in page.blocks for text in block_text(block, style)]
    return gap.join(lines).strip() + "\n"


def bare(page):
    """Only the article and what follows it, as some scrapers cut a page: no headline at all."""
    body = [b.text for b in page.blocks if b.gold or b.kind == "agency"]
    rest = [t for b in page.blocks if b.kind in ("latest", "login") for t in block_text(b, "full")]
    return "\n".join(body) + "\n\n\n\n" + "\n".join(rest) + "\n"


def block_text(block, style):
    kind, text, items = block.kind, block.text, block.items
    if kind in ("menu", "share"):
        return ["\n".join(items)] if style == "airy" else items
    if kind == "crumbs":
        return [" / ".join(items)]
    if kind == "figure":
        return [f"{text} {items[0]}"] if style == "airy" else [text, items[0]]
    if kind == "author":
        name, role, more = items
        return ["Avatar\n" + name, role, text, more]
    if kind == "tags":
        return [text, *items] if style == "full" else [f"{text} {', '.join(items)}"]
    if kind == "comments":
        return [text, *["\n".join(remark) for remark in items]]
    if kind in ("feed", "latest"):
        return [t for t in [text, *items] if t]
    if kind == "teaser":
        return [text, *items]
    if kind == "footer":
        return ["\n".join(items), text]
    return [text]
