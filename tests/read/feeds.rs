//! RSS and Atom.

use newsdex::read::{Field, Form, reasons as why};

use super::{read_bytes, reasons, stated, text};

/// Text that is long enough to be an article.
fn long(word: &str) -> String {
    format!("{word} ").repeat(300)
}

#[test]
fn rss_items_with_full_text_are_pages() {
    let body = long("mill");
    let feed = format!(
        r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:media="m"><channel>
        <image><title>Logo</title></image><title>The Wick</title><language>en-gb</language>
        <item><title>Mill &amp; dam</title><link>https://a.example/1</link><pubDate>Tue, 06 Jan 2026 14:03:00 GMT</pubDate>
        <dc:creator>Ann Lee</dc:creator><category>Local</category><media:title>no</media:title><description>Short.</description>
        <content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>
        <item><title>Second</title><guid isPermaLink="false">17</guid><description>&lt;p&gt;{body}&amp;nbsp;&lt;/p&gt;</description></item>
        <item><title>Third</title><link>https://a.example/3</link><description>Only a summary.</description></item>
        </channel></rss>"#
    );
    let (pages, warnings) = read_bytes("feed.rss", feed);
    let first = &pages[0];
    assert_eq!(
        (text(first), first.form, first.member.as_deref()),
        (
            format!("<p>{body}</p>"),
            Form::Html,
            Some("https://a.example/1")
        )
    );
    for (field, expected) in [
        (Field::Title, "Mill & dam"),
        (Field::Url, "https://a.example/1"),
        (Field::Published, "Tue, 06 Jan 2026 14:03:00 GMT"),
        (Field::Author, "Ann Lee"),
        (Field::Section, "Local"),
        (Field::Site, "The Wick"),
        (Field::Language, "en-gb"),
    ] {
        assert_eq!(stated(first, field), [expected]);
    }
    assert_eq!(
        (text(&pages[1]), pages[1].member.as_deref()),
        (format!("<p>{body}&nbsp;</p>"), Some("item 2"))
    );
    assert_eq!(
        (pages.len(), reasons(&warnings)),
        (2, vec![why::FEED_SUMMARY])
    );
    assert_eq!(warnings[0].member.as_deref(), Some("https://a.example/3"));
}

#[test]
fn atom_entries_carry_markup_of_three_kinds() {
    let body = long("dam");
    let feed = format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Docht</title>
        <entry><title>A</title><link rel="self" href="https://a.example/self"/><link href="https://a.example/1?a=1&amp;b=2"/>
        <published>2026-01-06T14:03:00Z</published><updated>2026-01-07T00:00:00Z</updated><category term="Kultur"/>
        <author><name>Ann Lee</name><email>a@a.example</email></author>
        <content type="xhtml"><div xmlns="x"><p>{body} &lt;b&gt; a<br/>b</p></div></content></entry>
        <entry><title>B</title><content type="html">&lt;p&gt;{body}&lt;/p&gt;</content></entry>
        <entry><title>C</title><content type="text">{body}</content></entry></feed>"#
    );
    let (pages, warnings) = read_bytes("feed.xml", feed);
    assert_eq!(warnings, []);
    assert_eq!(
        text(&pages[0]),
        format!(r#"<div xmlns="x"><p>{body} &lt;b&gt; a<br/>b</p></div>"#)
    );
    assert_eq!(
        stated(&pages[0], Field::Url),
        ["https://a.example/1?a=1&b=2"]
    );
    assert_eq!(stated(&pages[0], Field::Author), ["Ann Lee"]);
    assert_eq!(stated(&pages[0], Field::Section), ["Kultur"]);
    assert_eq!(stated(&pages[0], Field::Modified), ["2026-01-07T00:00:00Z"]);
    assert_eq!(stated(&pages[0], Field::Language), ["de"]);
    assert_eq!(text(&pages[1]), format!("<p>{body}</p>"));
    assert_eq!(
        (pages[2].form, text(&pages[2])),
        (Form::Text, body.trim().to_owned())
    );
}

#[test]
fn rss_one_keeps_its_items_beside_the_channel() {
    let feed = format!(
        r#"<rdf:RDF xmlns:rdf="r"><channel><title>Wick</title></channel><item rdf:about="x"><title>A</title><link>https://a.example/1</link><description>{}</description></item></rdf:RDF>"#,
        long("a")
    );
    let (pages, warnings) = read_bytes("feed.rdf", feed);
    assert_eq!(
        (stated(&pages[0], Field::Site), warnings),
        (vec!["Wick"], vec![])
    );
}

#[test]
fn a_feed_in_a_legacy_character_set_is_read() {
    let body = long("Привет");
    let feed = format!(
        r#"<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>Фитиль</title><item><title>А</title><description>{body}</description></item></channel></rss>"#
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&feed);
    let (pages, _) = read_bytes("feed.xml", bytes);
    assert_eq!(
        (text(&pages[0]), stated(&pages[0], Field::Site)),
        (body.trim().to_owned(), vec!["Фитиль"])
    );
}

#[test]
fn entities_from_outside_are_never_opened_or_expanded() {
    let feed = format!(
        r#"<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>A</title><description>{} &x; &b;</description></item></channel></rss>"#,
        long("a")
    );
    let (pages, _) = read_bytes("feed.xml", feed);
    assert!(text(&pages[0]).ends_with("&x; &b;"), "{}", text(&pages[0]));
}

#[test]
fn a_torn_feed_gives_its_whole_items() {
    let item = format!(
        "<item><title>A</title><description>{}</description></item>",
        long("a")
    );
    for (tail, reason) in [
        ("<item><title>B", why::TRUNCATED),
        ("<item><title a='", why::INVALID_FEED),
        ("</channel></rss>", ""),
    ] {
        let (pages, warnings) = read_bytes("feed.xml", format!("<rss><channel>{item}{tail}"));
        assert_eq!(pages.len(), 1, "{tail}");
        assert_eq!(
            reasons(&warnings).first().copied().unwrap_or_default(),
            reason,
            "{tail}"
        );
    }
}

#[test]
fn xml_of_another_kind_is_passed_over_by_name() {
    let (pages, warnings) = read_bytes(
        "sitemap.xml",
        "<?xml version='1.0'?><!-- a --><urlset><url/></urlset>",
    );
    assert_eq!(
        (pages.len(), reasons(&warnings)),
        (0, vec![why::OTHER_FORMAT])
    );
    assert_eq!(warnings[0].detail, "XML with the root element urlset");
}

#[test]
fn a_brief_without_a_summary_is_told_by_its_paragraphs() {
    let sentence =
        "The lower bridge was closed on Tuesday after a lorry hit its railing, the council said.";
    for (content, pages) in [
        (format!("&lt;p>{sentence}&lt;/p>&lt;p>{sentence}&lt;/p>"), 1),
        (format!("&lt;p>{sentence} {sentence}&lt;/p>"), 0),
    ] {
        let feed = format!(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge</title><content type="html">{content}</content></entry></feed>"#
        );
        assert_eq!(read_bytes("feed.atom", feed).0.len(), pages);
    }
}

#[test]
fn a_brief_is_told_by_the_shorter_summary_beside_it() {
    let brief = "The lower bridge was closed on Tuesday after a lorry hit its railing. ".repeat(3);
    for (summary, body, is_page) in [
        (&brief[..69], &*brief, true),
        (&*brief, &*brief, false),
        (&brief[..20], &brief[..100], false),
    ] {
        let feed = format!(
            r#"<rss xmlns:content="c"><channel><item><title>Bridge</title><description>{summary}</description>
            <content:encoded>{body}</content:encoded></item></channel></rss>"#
        );
        let (pages, warnings) = read_bytes("feed.rss", feed);
        assert_eq!(
            (pages.len(), warnings.len()),
            (usize::from(is_page), usize::from(!is_page))
        );
        if let Some(page) = pages.first() {
            assert_eq!(text(page), body.trim());
        }
    }
}

#[test]
fn names_with_a_prefix_and_addresses_with_a_base_are_read_under_any_file_name() {
    let body = long("quay");
    let atom = |root: &str, base: &str, entry: &str, link: &str| {
        let a = root.strip_suffix("feed").unwrap();
        format!(
            r#"<{root} xmlns="f"{base}><{a}title>The Wick</{a}title><{a}entry{entry}><{a}title>Quay</{a}title><{a}link href="{link}"/>
            <{a}content type="html">&lt;p&gt;{body}&lt;/p&gt;</{a}content></{a}entry></{root}>"#
        )
    };
    let rss = format!(
        "<?xml version='1.0'?>\n<!-- saved -->\n<rss><channel><item><title>Quay</title><link>https://a.example/q</link>\
        <description>&lt;p&gt;{body}&lt;/p&gt;</description></item></channel></rss>"
    );
    let base = r#" xml:base="https://a.example/n/""#;
    let cases = [
        (
            "a.atom",
            atom("a:feed", "", "", "https://a.example/q"),
            "https://a.example/q",
        ),
        (
            "a.txt",
            atom("A:feed", "", "", "https://a.example/q"),
            "https://a.example/q",
        ),
        (
            "a.atom",
            atom("feed", base, "", "q.html"),
            "https://a.example/n/q.html",
        ),
        (
            "a.atom",
            atom("feed", base, r#" xml:base="m/""#, "q"),
            "https://a.example/n/m/q",
        ),
        (
            "a.atom",
            atom("feed", base, "", "/q"),
            "https://a.example/q",
        ),
        ("a.txt", rss.clone(), "https://a.example/q"),
        ("a.html", rss, "https://a.example/q"),
    ];
    for (name, feed, address) in cases {
        let (pages, warnings) = read_bytes(name, &feed);
        assert_eq!((pages.len(), warnings.len()), (1, 0), "{feed}");
        assert_eq!(stated(&pages[0], Field::Url), [address]);
        assert_eq!(stated(&pages[0], Field::Title), ["Quay"]);
    }
}

#[test]
fn an_id_of_rss_is_the_address_unless_it_says_that_it_is_none_or_a_link_is_there() {
    for (elements, address) in [
        (
            "<guid>https://f.example/4</guid>",
            Some("https://f.example/4"),
        ),
        (
            "<guid isPermaLink=\"true\">http://f.example/4</guid>",
            Some("http://f.example/4"),
        ),
        (
            "<guid isPermaLink=\"false\">https://f.example/4</guid>",
            None,
        ),
        ("<guid>tag:f.example,2026:4</guid>", None),
        ("<id>https://f.example/4</id>", None),
        (
            "<guid>https://f.example/?p=4</guid><link>https://f.example/4</link>",
            Some("https://f.example/4"),
        ),
    ] {
        let feed = format!(
            "<rss><channel><title>F</title><item><title>Mill</title>{elements}<description>{}</description></item></channel></rss>",
            long("mill")
        );
        let (pages, _) = read_bytes("feed.rss", feed);
        let expected: Vec<&str> = address.into_iter().collect();
        assert_eq!(stated(&pages[0], Field::Url), expected, "{elements}");
    }
}

#[test]
fn an_id_of_atom_that_is_a_web_address_is_the_address_where_no_link_is_there() {
    for (elements, address) in [
        ("<id>https://f.example/4</id>", Some("https://f.example/4")),
        ("<id>tag:f.example,2026:4</id>", None),
        ("<id>urn:uuid:60a76c80</id>", None),
        (
            "<id>https://f.example/?p=4</id><link href=\"https://f.example/4\"/>",
            Some("https://f.example/4"),
        ),
    ] {
        let feed = format!(
            "<feed><title>F</title><entry><title>Mill</title>{elements}<content>{}</content></entry></feed>",
            long("mill")
        );
        let (pages, _) = read_bytes("feed.atom", feed);
        let expected: Vec<&str> = address.into_iter().collect();
        assert_eq!(stated(&pages[0], Field::Url), expected, "{elements}");
    }
}

#[test]
fn links_without_a_host_are_relative_to_the_link_of_the_feed() {
    let body = long("quay");
    let rss = |feed: &str, item: &str| {
        format!(
            "<rss><channel>{feed}<item><title>Quay</title><link>{item}</link><description>{body}</description></item></channel></rss>"
        )
    };
    let atom = format!(
        "<feed><link rel=\"self\" href=\"https://feeds.example/f\"/><link href=\"https://a.example/n/\"/>\
         <entry><title>Quay</title><link href=\"/five\"/><content>{body}</content></entry></feed>"
    );
    let feed = "<link>https://a.example/n/</link>";
    let no_address: &[&str] = &[];
    for (name, feed, expected) in [
        ("a.atom", atom, &["https://a.example/five"][..]),
        (
            "a.rss",
            rss(feed, "five.html"),
            &["https://a.example/n/five.html"],
        ),
        (
            "a.rss",
            rss(feed, "//b.example/6"),
            &["https://b.example/6"],
        ),
        ("a.rss", rss(feed, "no link here"), no_address),
        ("a.rss", rss(feed, ""), no_address),
        ("a.rss", rss("<link>/n</link>", "five.html"), no_address),
    ] {
        let (pages, _) = read_bytes(name, &feed);
        assert_eq!(stated(&pages[0], Field::Url), expected, "{feed}");
    }
}

#[test]
fn an_item_without_a_link_is_of_the_outlet_of_the_others() {
    let text = long("mill");
    let rss = |link: &str| {
        format!(
            "<rss><channel><title>The F</title>{link}<item><title>Mill</title><description>{text}</description></item></channel></rss>"
        )
    };
    let atom = format!(
        "<feed><title>The F</title><link rel=\"self\" href=\"https://feeds.example/f\"/><link href=\"https://www.f.example/\"/><entry><title>Mill</title><id>urn:4</id><content>{text}</content></entry></feed>"
    );
    for (name, feed, site) in [
        (
            "a.rss",
            rss("<link>https://www.f.example/news</link>"),
            "f.example",
        ),
        ("a.rss", rss("<link>/news</link>"), "The F"),
        ("a.rss", rss(""), "The F"),
        ("a.atom", atom, "f.example"),
    ] {
        let (pages, _) = read_bytes(name, &feed);
        let page = newsdex::page::parse(pages[0].clone(), &newsdex::page::Limits::default());
        let cleaned =
            newsdex::clean::Cleaner::new().clean(&page, &newsdex::clean::SiteMemory::new());
        assert_eq!(
            newsdex::article::build(&page, &cleaned).site,
            site,
            "{feed}"
        );
    }
}
