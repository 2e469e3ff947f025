//! What the bodies of records keep: a record's body field is the article.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its records should stop"
)]

use std::fs;

use newsdex::article;
use newsdex::clean::{Cleaner, SiteMemory};
use newsdex::page::{self, Limits};
use newsdex::read::{self, Mapping, Source};

/// The text of the article of a record, as the folder's file of one line.
fn text_of(record: &serde_json::Value) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, format!("{record}\n")).unwrap();
    let source = Source::named(&path).unwrap();
    let mut pages = read::open(&source, &read::Limits::default(), &Mapping::default());
    let page = page::parse(pages.next().unwrap().unwrap(), &Limits::default());
    let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
    article::build(&page, &cleaned).text
}

const PARAGRAPHS: [&str; 4] = [
    "KULLBY, Aby. - A father gave his 10-year-old daughter a Christmas present that would make the mayor blush.",
    "Lowe bought three of the players as Christmas presents for his children. He said one of the devices had apparently been returned to the store from a previous owner who loaded songs about drugs.",
    "Lowe questioned why Kull-Mart Stores Inc. would sell used merchandise as new, which he said violates its own policies.",
    "Lowe said he declined Kull-Mart?s offer to replace the player. He said he has already bought his daughter a new one and is hanging onto the controversial one until he talks to a lawyer.",
];

#[test]
fn a_record_that_says_its_paragraphs_twice_keeps_them() {
    let once = PARAGRAPHS.join("\n");
    for title in ["A present for Kullby", "Lowe and his players"] {
        let text = format!("{once}\nFri Dec 28, 7:05 AM ET\n{once}");
        let record =
            serde_json::json!({"title": title, "url": "https://kullby.example/1", "text": text});
        let text = text_of(&record);
        for paragraph in PARAGRAPHS {
            assert!(text.contains(paragraph), "{paragraph}: {text}");
        }
    }
}

const BRIDGE: &str = "<p>The council of Kullby voted on Monday to keep the old bridge open, said the mayor, who had asked for ten more weeks. Work on the piers is to begin in spring.</p>\
    <p>Nobody knows how the school is to be reached when the ferry has stopped for the winter, a teacher said on Tuesday.</p>\
    <h3>The cost</h3><p>The repair will cost nine million crowns, of which the state pays a third, according to the budget that was passed in March.</p>";

#[test]
fn the_markup_of_a_record_keeps_the_heading_at_its_beginning_and_the_list_at_its_end() {
    let begins = "<h2>What we know</h2>";
    let ends = "<p>The next steps:</p><ul><li>New piers</li><li>New lamps</li></ul>";
    let links = "<ul><li><a href=\"/a\">A ferry for Aby</a></li><li><a href=\"/b\">Lamps for Berga</a></li></ul>";
    for (body, first, last) in [
        (
            format!("{begins}{BRIDGE}{ends}"),
            "What we know",
            "New lamps",
        ),
        (
            format!("<div>{begins}{BRIDGE}{ends}</div>"),
            "What we know",
            "New lamps",
        ),
        // What other stories are called is none of the article.
        (
            format!("{BRIDGE}{links}"),
            "The council",
            "passed in March.",
        ),
    ] {
        let record = serde_json::json!({"title": "Council votes for the bridge", "body": body});
        let text = text_of(&record);
        assert!(text.starts_with(first) && text.ends_with(last), "{text}");
        let escaped = body
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let record = serde_json::json!({"title": "Council votes for the bridge", "body": escaped});
        assert_eq!(text_of(&record), text);
    }
}

#[test]
fn a_text_that_speaks_of_tags_is_no_markup_and_no_path_of_links() {
    for first in [
        "&lt;p&gt; is the element for paragraphs, says the teacher of the school, and &lt;br&gt; for lines.",
        "Write &lt;p&gt;text&lt;/p&gt; for a paragraph and &lt;div&gt; for a part, says the teacher of the school.",
    ] {
        let lines = [&[first], &PARAGRAPHS[..]].concat();
        let record = serde_json::json!({"title": "A lesson in Kullby", "text": lines.join("\n\n")});
        let expected = lines.join("\n").replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(text_of(&record), expected);
    }
}
