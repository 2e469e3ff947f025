"""Pages packed together: JSON Lines, a web archive, a feed; gzip and zstd frames without a library."""

import gzip
import json
from email.utils import format_datetime
from datetime import timezone
from html import escape


def json_lines(entries):
    return ("\n".join(json_records(entries)) + "\n").encode()


def json_list(entries):
    return ('{"articles": [\n' + ",\n".join(json_records(entries)) + "\n]}\n").encode()


def json_records(entries):
    lines = []
    for number, (page, outlet) in enumerate(entries):
        record = {"id": f"cw-{number + 1:04d}", "url": page.url, "headline": page.title, "published_at": f"{page.date:%Y-%m-%dT%H:%M:00Z}",
                  "source": {"name": outlet.name}, "section": page.section, "lang": outlet.lang}
        if number % 3 == 0:
            record["content_html"] = "".join(f"<p>{escape(p)}</p>" for p in page.gold_paragraphs())
        else:
            record["body"] = "\n\n".join(page.gold_paragraphs())
        if page.author:
            record["authors"] = [page.author]
        lines.append(json.dumps(record, ensure_ascii=False))
    return lines


def feed(entries, outlet):
    items = []
    for page, _ in entries:
        body = "".join(f"<p>{escape(p)}</p>" for p in page.gold_paragraphs())
        items.append(
            f"<item><title>{escape(page.title)}</title><link>{page.url}</link><guid isPermaLink=\"true\">{page.url}</guid>"
            f"<pubDate>{format_datetime(page.date.replace(tzinfo=timezone.utc), usegmt=True)}</pubDate><category>{escape(page.section)}</category>"
            f"<description>{escape(page.gold_paragraphs()[0][:160])}…</description><content:encoded><![CDATA[{body}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>\n'
        f"<title>{escape(outlet.name)}</title><link>https://{outlet.host}/</link><description>Full text</description><language>{outlet.lang}</language>\n"
        + "\n".join(items) + "\n</channel></rss>\n"
    ).encode()


def warc(entries, pack):
    """A header record, and a response a page; each record packed by itself."""
    records = [warc_record("warcinfo", None, "application/warc-fields", b"software: make_corpus\r\nformat: WARC File Format 1.1\r\n")]
    for number, (page, body) in enumerate(entries):
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if number % 2 else body
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + ("Transfer-Encoding: chunked\r\n" if number % 2 else "") + "\r\n"
        records.append(warc_record("response", page.url, "application/http; msgtype=response", head.encode() + chunked))
    records.append(warc_record("response", entries[0][0].url + "/p.jpg", "application/http; msgtype=response",
                               b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xe0"))
    return b"".join(pack(record) for record in records)


def warc_record(kind, url, content_type, payload):
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2026-03-20T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def pack_gzip(data):
    return gzip.compress(data, 9, mtime=0)


def pack_zstd(data):
    """A zstd frame of raw blocks: any reader takes it, and nothing but the standard library makes it."""
    out = b"\x28\xb5\x2f\xfd" + bytes([0xA0]) + len(data).to_bytes(4, "little")
    blocks = [data[at:at + 100_000] for at in range(0, len(data), 100_000)] or [b""]
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        out += ((len(block) << 3) | last).to_bytes(3, "little") + block
    return out
