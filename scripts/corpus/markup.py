"""A page as HTML, in the three designs that the outlets use, and as AMP and print versions."""

import json
import re
from html import escape

CSS = "body{font:18px/1.5 Georgia,serif;max-width:60rem;margin:auto}nav a{margin-right:1em}.promo{background:#eee;padding:1em}"
SCRIPT = "window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push({event:e})}track('view');"


NAME = re.compile(r"\b[A-Z][a-zà-ÿ]{2,}(?: [A-Z][a-zà-ÿ]{2,})+")
# What scripts and styles hide, and readers never see.
HIDDEN = {
    "modern": '<div hidden><p>Your session has expired. Please reload the page.</p></div><noscript><p>Please enable JavaScript.</p></noscript>',
    "divs": '<div style="display:none">advert-container-2</div><template><p>Template text that is never shown.</p></template>',
    "tables": "<!-- banner 468x60 -->",
}


def inline(text, number):
    """Every third paragraph has a link on a name, every fifth an emphasis."""
    if number % 3 == 0:
        return NAME.sub(lambda m: f'<a href="/topic/{number}">{m.group(0)}</a>', text, count=1)
    if number % 5 == 1:
        return NAME.sub(lambda m: f"<strong>{m.group(0)}</strong>", text, count=1)
    return text


def html(page, outlet, version=""):
    render = {"modern": modern, "tables": tables, "divs": divs}[outlet.design]
    if version in ("amp", "print"):
        render = plain
    inner = "\n".join(x for x in (render(block, outlet) for block in page.blocks if keep(block, version)) if x)
    inner += "\n" + HIDDEN[outlet.design]
    amp = " amp" if version == "amp" else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{outlet.lang}"{amp}>\n<head>\n{head(page, outlet, version)}\n</head>\n'
        f'<body class="{"page page-" + page.kind}">\n{wrap(inner, page, outlet, version)}\n<script>{SCRIPT}</script>\n</body>\n</html>\n'
    )


def keep(block, version):
    if version == "print":
        return block.gold or block.kind in ("h1", "byline", "date", "agency")
    return version != "amp" or block.kind not in ("cookie", "comments", "newsletter", "support")


def head(page, outlet, version):
    charset = {"utf-8": '<meta charset="utf-8">', "windows-1251": '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
               "windows-1252": ""}[outlet.charset]
    title = escape(page.title) + (" | " if outlet.variant else " - ") + escape(outlet.name)
    parts = [charset, f"<title>{title}</title>", f"<style>{CSS}</style>"]
    if outlet.design != "tables":
        parts.append(f'<link rel="canonical" href="{page.url}">')
    first = next((b.text for b in page.blocks if b.gold), "")
    kind = "article" if page.kind != "listing" else "website"
    if outlet.metadata in ("og", "jsonld"):
        parts += [f'<meta property="og:title" content="{escape(page.title)}">', f'<meta property="og:type" content="{kind}">',
                  f'<meta property="og:site_name" content="{escape(outlet.name)}">', f'<meta property="og:url" content="{page.url}">',
                  f'<meta property="og:description" content="{escape(first[:150])}">']
    if outlet.metadata == "og" and page.kind != "listing":
        parts.append(f'<meta property="article:published_time" content="{page.date:%Y-%m-%dT%H:%M:00}+00:00">')
        if page.author:
            parts.append(f'<meta name="author" content="{escape(page.author)}">')
    if outlet.metadata == "jsonld" and page.kind != "listing":
        parts.append(f'<script type="application/ld+json">{json_ld(page, outlet, first)}</script>')
    if version == "print":
        parts.append('<meta name="robots" content="noindex">')
    return "\n".join(p for p in parts if p)


def json_ld(page, outlet, first):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": page.title, "datePublished": f"{page.date:%Y-%m-%dT%H:%M:00}+00:00",
            "mainEntityOfPage": page.url, "description": first[:150], "articleSection": page.section,
            "publisher": {"@type": "Organization", "name": outlet.name, "url": f"https://{outlet.host}/"}}
    if page.author:
        data["author"] = [{"@type": "Person", "name": page.author}]
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def wrap(inner, page, outlet, version):
    if version:
        return f'<div class="{version}">\n{inner}\n</div>'
    if outlet.design == "modern":
        return f'<div id="app"><main id="main">\n{inner}\n</main></div>'
    if outlet.design == "tables":
        return f'<table width="960" align="center" cellpadding="4"><tr><td width="700" valign="top">\n{inner}\n</td></tr></table>'
    scope = ' itemscope itemtype="https://schema.org/NewsArticle"' if outlet.metadata == "microdata" and page.kind != "listing" else ""
    return f'<div class="wrapper"><div class="col-main"{scope}>\n{inner}\n</div></div>'


def links(items, joint=" "):
    return joint.join(f'<a href="/{i}">{escape(item)}</a>' for i, item in enumerate(items))


def modern(b, outlet):
    t, items = escape(b.text), b.items
    prop = (lambda name: f' itemprop="{name}"') if outlet.metadata == "microdata" else (lambda name: "")
    simple = {
        "skip": f'<a class="skip-link" href="#main">{t}</a>', "section": f'<a class="kicker" href="/section">{t}</a>', "h1": f"<h1{prop('headline')}>{t}</h1>",
        "read": f'<span class="reading-time">{t}</span>', "note": f"<p><em>{t}</em></p>", "p": f"<p>{inline(t, len(t))}</p>", "ad": f'<div class="ad-slot" aria-hidden="false">{t}</div>',
        "pull": f'<aside class="pullquote"><p>{t}</p></aside>', "also": f'<div class="in-article-related"><a href="/r">{t}</a></div>',
        "agency": f'<p class="syndication">{t}</p>', "support": f'<div class="promo"><p>{t}</p></div>', "wall": f'<div class="paywall"><p>{t}</p></div>',
        "stamp": f'<h3 class="post-time">{t}</h3>', "more": f'<button type="button">{t}</button>', "login": f'<a href="/login">{t}</a>',
        "cookie": f'<div id="consent" role="dialog" aria-label="cookies"><p>{t}</p></div>',
        "newsletter": f'<section class="newsletter-signup"><p>{t}</p><form><input type="email"></form></section>',
    }
    if b.kind in simple:
        return simple[b.kind]
    if b.kind == "byline":
        return f'<p class="byline"{prop("author")}>{t}</p>'
    if b.kind == "date":
        return f"<time>{t}</time>"
    if b.kind in ("menu", "crumbs", "share"):
        return f'<nav class="{b.kind}"><ul>' + "".join(f'<li><a href="/{i}">{escape(x)}</a></li>' for i, x in enumerate(items)) + "</ul></nav>"
    if b.kind == "figure":
        return f'<figure><img src="/p.jpg" alt="{t}"><figcaption>{t} <span class="credit">{escape(items[0])}</span></figcaption></figure>'
    if b.kind == "author":
        return f'<div class="author-card"><img src="/a.jpg" alt="Avatar"><h4>{escape(items[0])}</h4><p>{escape(items[1])}</p><p>{t}</p><a href="/author">{escape(items[2])}</a></div>'
    if b.kind == "tags":
        return f'<div class="tags">{t} {links(items)}</div>'
    if b.kind == "comments":
        return f"<section id=\"comments\"><h2>{t}</h2>" + "".join(f"<article><header>{escape(n)} <small>{escape(a)}</small></header><p>{escape(r)}</p><button>{escape(x)}</button></article>" for n, a, r, x in items) + "</section>"
    if b.kind == "feed":
        return f"<aside class=\"news-feed\"><h2>{t}</h2>" + "".join(f'<div class="feed-item"><p>{escape(x)}</p></div>' for x in items[:-1]) + f"<button>{escape(items[-1])}</button></aside>"
    if b.kind == "latest":
        return f"<aside class=\"latest\"><h2>{t}</h2><ul>" + "".join(f'<li><a href="/{i}">{escape(x)}</a></li>' for i, x in enumerate(items)) + "</ul></aside>"
    if b.kind == "teaser":
        return f'<article class="card"><h2><a href="/t">{t}</a></h2><p>{escape(items[0])}</p><span>{escape(items[1])}</span></article>'
    if b.kind == "footer":
        return f"<footer>{links(items)}<p>{t}</p></footer>"
    raise ValueError(b.kind)


def tables(b, outlet):
    """Markup of the year 2003: fonts, breaks, no classes."""
    t, items = escape(b.text), b.items
    if b.kind == "p":
        return f"{t}<br><br>"
    if b.kind == "h1":
        return f'<font size="5"><b>{t}</b></font><br>'
    if b.kind in ("menu", "crumbs", "share"):
        return links(items, " | ") + "<hr>"
    if b.kind == "figure":
        return f'<table align="right" width="220"><tr><td><img src="p.gif" alt=""><br><font size="1">{t}<br>{escape(items[0])}</font></td></tr></table>'
    if b.kind in ("byline", "date", "read", "agency", "note"):
        return f'<font size="2" color="#666666">{t}</font><br>'
    if b.kind in ("pull", "also"):
        return f'<table align="right" width="200" bgcolor="#eeeeee"><tr><td><i>{t}</i></td></tr></table>'
    if b.kind in ("latest", "feed"):
        return f"<hr><b>{t}</b><br>" + "".join(f'<a href="{i}.htm">{escape(x)}</a><br>' for i, x in enumerate(items))
    if b.kind == "comments":
        return f"<hr><b>{t}</b><br>" + "".join(f"<b>{escape(n)}</b> {escape(a)}<br>{escape(r)}<br>" for n, a, r, _ in items)
    if b.kind == "footer":
        return f'<hr><font size="1">{links(items, " | ")}<br>{t}</font>'
    if b.kind == "tags":
        return f"<small>{t} {links(items, ', ')}</small><br>"
    if b.kind == "teaser":
        return f'<a href="t.htm"><b>{t}</b></a><br>{escape(items[0])}<br><br>'
    if b.kind == "author":
        return f"<hr><i>{t}</i><br>"
    return f"<small>{t}</small><br>"


def divs(b, outlet):
    """Nothing but div and span; the class names carry the sense, if anything does."""
    t, items, hashed = escape(b.text), b.items, f"c{sum(map(ord, outlet.key + b.kind)) % 9973:x}"
    micro = outlet.metadata == "microdata"
    if b.kind == "p":
        return f'<div class="text {hashed}">{inline(t, len(t))}</div>' if outlet.variant == 1 else f"<p>{inline(t, len(t))}</p>"
    if b.kind == "h1":
        return f'<h1 class="title"{" itemprop=" + chr(34) + "headline" + chr(34) if micro else ""}>{t}</h1>'
    if b.kind == "byline":
        return f'<div class="meta"><span{" itemprop=" + chr(34) + "author" + chr(34) if micro else ""}>{t}</span></div>'
    if b.kind in ("menu", "crumbs", "share"):
        return f'<div class="{hashed}">' + "".join(f'<div class="i"><a href="/{i}">{escape(x)}</a></div>' for i, x in enumerate(items)) + "</div>"
    if b.kind == "figure":
        return f'<div class="image"><img src="/p.webp" alt=""><div class="image__text">{t}</div><div class="image__src">{escape(items[0])}</div></div>'
    if b.kind in ("latest", "feed"):
        return f'<div class="{hashed}"><div class="h">{t}</div>' + "".join(f'<div class="row"><a href="/{i}">{escape(x)}</a></div>' for i, x in enumerate(items)) + "</div>"
    if b.kind in ("comments", "author", "tags", "teaser", "footer"):
        return modern(b, outlet).replace("<section", "<div").replace("</section>", "</div>").replace("<article", "<div").replace("</article>", "</div>").replace("<footer", "<div").replace("</footer>", "</div>")
    return f'<div class="{b.kind} {hashed}">{t}</div>'


def plain(b, outlet):
    """What AMP and print versions leave."""
    if b.kind == "h1":
        return f"<h1>{escape(b.text)}</h1>"
    if b.kind in ("p", "agency", "byline", "date"):
        return f"<p>{escape(b.text)}</p>"
    return modern(b, outlet).replace("<img ", '<amp-img layout="fill" ')
