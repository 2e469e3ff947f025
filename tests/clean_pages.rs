//! Cleaning: what stays and what goes, on written pages in the shapes that people save.

use newsdex::clean::{Cleaner, Label, PageKind, SiteMemory, Weights};
use newsdex::page::{self, Form, Page};
use newsdex::read::RawPage;
use proptest::prelude::*;

fn parse(form: Form, bytes: &[u8]) -> Page {
    let raw = RawPage {
        path: "archive/page".to_owned(),
        member: None,
        form,
        bytes: bytes.to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, &page::Limits::default())
}

/// A page whose lines begin with `+ ` if they belong to the article and `- ` if not; blank lines stay.
fn check(marked: &str) {
    let plain: Vec<&str> = marked
        .lines()
        .map(|line| line.get(2..).unwrap_or(""))
        .collect();
    let page = parse(Form::Text, plain.join("\n").as_bytes());
    let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
    let expected = marked
        .lines()
        .filter(|line| line.len() > 2)
        .map(|line| line.starts_with('+'));
    for ((block, verdict), expected) in page.blocks.iter().zip(&cleaned.verdicts).zip(expected) {
        assert_eq!(
            verdict.kept, expected,
            "{:.2} {:?} {}: {}",
            verdict.body_probability, verdict.label, verdict.reason, block.text
        );
    }
}

#[test]
fn a_bare_article_with_a_list_of_headlines_below() {
    check(include_str!("clean/teasers-below.txt"));
}

#[test]
fn headlines_below_of_which_one_is_a_question() {
    check(include_str!("clean/teasers-one-asks.txt"));
}

#[test]
fn a_bare_article_whose_last_paragraph_is_cut_off() {
    check(include_str!("clean/paragraph-cut-off.txt"));
}

#[test]
fn an_article_with_its_head_and_its_picture() {
    check(include_str!("clean/head-and-picture.txt"));
}

#[test]
fn an_article_in_russian_between_menus() {
    check(include_str!("clean/russian-menus.txt"));
}

#[test]
fn an_article_in_german_with_a_teaser_inside() {
    check(include_str!("clean/german-teaser-inside.txt"));
}

#[test]
fn a_live_blog_of_short_posts() {
    check(include_str!("clean/live-blog.txt"));
}

#[test]
fn a_poem_keeps_all_its_lines() {
    check(include_str!("clean/poem.txt"));
}

#[test]
fn a_table_keeps_all_its_rows() {
    check(include_str!("clean/table.txt"));
}

#[test]
fn a_last_paragraph_below_a_link_to_another_story() {
    check(include_str!("clean/prose-below-link.txt"));
}

#[test]
fn captions_with_credits_are_the_text_of_a_gallery() {
    let page = parse(Form::Html, include_bytes!("clean/gallery.html"));
    let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
    let blocks = page.blocks.iter().zip(&cleaned.verdicts);
    let captions = blocks.filter(|(block, _)| block.text.ends_with("Getty Images"));
    let cut: Vec<_> = captions.filter(|(_, v)| !v.kept).collect();
    assert!(cut.is_empty(), "{cut:#?}");
}

#[test]
fn a_page_of_nothing_is_empty() {
    let cleaned = Cleaner::new().clean(&parse(Form::Text, b"\n \n"), &SiteMemory::new());
    assert_eq!(cleaned.kind, PageKind::Empty);
    assert!(cleaned.verdicts.is_empty());
}

#[test]
fn the_headline_is_named_and_not_kept() {
    let page = parse(Form::Html, include_bytes!("clean/article.html"));
    let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
    let kept: Vec<&str> = page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .filter(|(_, v)| v.kept)
        .map(|(b, _)| b.text.as_str())
        .collect();
    let headlines: Vec<&str> = page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .filter(|(_, v)| v.label == Label::Headline)
        .map(|(b, _)| b.text.as_str())
        .collect();
    assert_eq!(headlines, ["Ferry stops after gale tears off its ramp"]);
    assert_eq!(kept.len(), 6, "{kept:#?}");
    assert!(
        kept[0].starts_with("The only ferry") && kept[5].starts_with("A second boat"),
        "{kept:#?}"
    );
}

#[test]
fn weights_of_other_bytes_are_refused() {
    assert!(Weights::load(b"").is_err());
    assert!(Weights::load(b"NDCW not these").is_err());
    let bytes = Weights::default().save();
    assert_eq!(Weights::load(&bytes), Ok(Weights::default()));
    for i in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[i] ^= 0x10;
        assert!(Weights::load(&damaged).is_err(), "byte {i}");
    }
}

#[test]
fn lines_that_lead_elsewhere_and_placeholders_between_paragraphs_are_cut() {
    let paragraphs = "The port of Lindau stayed closed on Tuesday after a storm tore two cranes from their rails, the harbour master said.\n\
                      Nobody was hurt, but ships waited outside the bay, and the ferry to Bregenz was cancelled for a second day in a row.\n";
    let behind = "The town council will meet on Wednesday to decide whether the old quay can be used while the cranes are repaired.\n\
                  Engineers from the maker of the cranes arrived on Monday night and said that the work would take at least three weeks.\n\
                  The ferry company asked travellers to use the train instead, which runs every hour between the two towns.\n\
                  Insurers put the damage at about four million euros, though they said that the sum could rise as divers look at the quay.\n";
    for line in [
        "READ MORE: Storm tears roof off school in Bregenz",
        "WATCH: Cranes fall into the water",
        "This article contains content provided by Instagram. We ask for your permission before anything is loaded, as they may be using cookies.",
        "Пожалуйста, соблюдайте правила комментирования материалов.",
    ] {
        let page = format!(
            "Storm closes the port of Lindau\nBy Jane Doe\n6 January 2026\n{paragraphs}{line}\n{behind}"
        );
        let page = page.replace('\n', "\n\n");
        let page = parse(Form::Text, page.as_bytes());
        let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
        for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts).skip(3) {
            assert_eq!(verdict.kept, block.text != line, "{}", block.text);
        }
    }
}

#[test]
fn where_the_markup_ends_early_the_pages_data_go_on() {
    let paragraph = |n: usize| {
        format!(
            "On day {n} the port of Lindau stayed closed after a storm tore two cranes from their rails, the harbour master said, and ships waited."
        )
    };
    let html = |shown: usize, doubled: bool| {
        let markup: String = (0..shown)
            .map(|n| format!("<p>{}</p>", paragraph(n)))
            .collect();
        let told = |n| {
            if doubled {
                paragraph(n) + " " + &paragraph(n)
            } else {
                paragraph(n)
            }
        };
        let data: Vec<String> = (0..9)
            .map(|n| format!("{{\"type\":\"paragraph\",\"text\":\"{}\"}}", told(n)))
            .collect();
        format!(
            "<html><body><h1>Storm closes the port of Lindau</h1>{markup}<script id='__NEXT_DATA__' type='application/json'>\
             {{\"article\":{{\"body\":[{}]}}}}</script></body></html>",
            data.join(",")
        )
    };
    for (shown, doubled, from_data) in [(4, false, true), (8, false, false), (9, true, false)] {
        let page = parse(Form::Html, html(shown, doubled).as_bytes());
        let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
        assert_eq!(cleaned.from_data, from_data, "{shown} {doubled}");
    }
}

#[test]
fn pages_that_say_that_they_cannot_be_had_are_no_articles() {
    let kind = |lines: &str| {
        let page = parse(Form::Text, lines.as_bytes());
        Cleaner::new().clean(&page, &SiteMemory::new()).kind
    };
    for lines in [
        "Attention Required!\nYou are unable to access example.com\nThis website is using a security service to protect itself from online attacks. \
         The action you just performed triggered the security solution.",
        "Tagblatt\nDie angeforderte Seite wurde leider nicht gefunden.\nMöglicherweise wurde sie verschoben oder gelöscht.",
        "Oups !\nLa page que vous recherchez est introuvable. Elle a peut-être été déplacée ou supprimée de notre site.",
        "К сожалению, запрашиваемая вами страница не найдена\nВозможно, она была удалена или вы перешли по неверной ссылке.",
        "抱歉，您访问的页面不存在\n您要查看的页面可能已被删除、更名，或者暂时不可用。请检查网址是否正确。",
        "Sorry\nWe recognize you are attempting to access this website from a country belonging to the European Economic Area and therefore access cannot be granted.",
    ] {
        assert_eq!(kind(lines), PageKind::Empty, "{lines}");
    }
    let story = "Old links lead nowhere\n6 January 2026\nAnyone who has followed an old link knows the words page not found, a study of ten newspapers says. \
                 One link in three leads nowhere after ten years.\nAccess denied was the answer to one in fifty, the authors said on Tuesday.";
    assert_eq!(kind(story), PageKind::Article);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_block_has_one_verdict_with_a_reason(text in "(\\PC{0,60}[.\n]{1,2}){0,40}", html in any::<bool>()) {
        let page = parse(if html { Form::Html } else { Form::Text }, text.as_bytes());
        let cleaner = Cleaner::new();
        let cleaned = cleaner.clean(&page, &SiteMemory::new());
        prop_assert_eq!(cleaned.verdicts.len(), page.blocks.len());
        prop_assert!(cleaned.verdicts.iter().all(|v| !v.reason.to_string().is_empty() && (0.0..=1.0).contains(&v.body_probability)));
        prop_assert_eq!(&cleaned, &cleaner.clean(&page, &SiteMemory::new()));
    }

    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..2000), html in any::<bool>()) {
        let page = parse(if html { Form::Html } else { Form::Text }, &bytes);
        prop_assert_eq!(Cleaner::new().clean(&page, &SiteMemory::new()).verdicts.len(), page.blocks.len());
    }
}

#[test]
fn a_newsletter_box_is_no_paywall_and_a_paywall_is_one() {
    let article = "<h1>Village hall gets a new roof</h1>\
        <p>The village hall in Upper Norton has a new roof after a storm tore off the old one in January.</p>\
        <p>Volunteers raised 12,000 pounds for it, the parish council said on Monday.</p>";
    let newsletter = "<div class=newsletter><p>Sign up for our newsletter.</p><form><button>Sign up</button></form>\
        <p>By signing up you agree to our privacy policy.</p></div>";
    let buttons = "<div><a href=/login>Log in</a></div>";
    let wall = "<div class=paywall><p>Subscribe to continue reading this article.</p><p>Already a subscriber? Log in.</p></div>";
    for (after, kind) in [
        (newsletter, PageKind::Article),
        (buttons, PageKind::Article),
        (wall, PageKind::Stub),
    ] {
        let html = format!("<html><body><article>{article}</article>{after}</body></html>");
        let page = parse(Form::Html, html.as_bytes());
        let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
        assert_eq!(cleaned.kind, kind, "{after}: {:?}", cleaned.verdicts);
    }
}

/// A page in HTML, whether what readers say below or inside it is kept, and whether its text is.
const COMMENTED: &[(&str, bool, bool)] = &[
    (
        r#"<div id="post">TEXT</div><ol class="commentlist"><li class="comment odd">SAID</ol>"#,
        false,
        true,
    ),
    (
        r#"<div id="post">TEXT</div><div id="comments"><div class="rich-text">SAID</div></div>"#,
        false,
        true,
    ),
    // A column of opinion is named so too, and a body whose page has comments.
    (
        r#"<div class="comment"><div id="post">TEXT SAID</div></div>"#,
        true,
        true,
    ),
    (
        r#"<div class="post has-comments">TEXT SAID</div>"#,
        true,
        true,
    ),
];

#[test]
fn what_stands_in_an_element_of_comments_is_cut_unless_it_is_all() {
    let text = "<p>The council voted on Tuesday to rebuild the bridge, which the flood had carried away in spring, and to close the lower town to lorries. \
                <p>Work will begin in autumn, the mayor said, and the money for it comes from the state, which pays for two thirds of the costs. \
                <p>People who live by the river have asked for a wall as well, but the engineers told them that it would only move the water on.";
    let said = "<p>I have lived by that river for forty years, and nobody has ever asked the people who know it where the water goes.";
    for (html, said_kept, text_kept) in COMMENTED {
        let html = html.replace("TEXT", text).replace("SAID", said);
        let html = format!("<h1>Council to rebuild the bridge</h1>{html}");
        let page = parse(Form::Html, html.as_bytes());
        let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
        for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts).skip(1) {
            let is_said = block.text.starts_with("I have lived");
            let expected = if is_said { *said_kept } else { *text_kept };
            assert_eq!(
                verdict.kept, expected,
                "{html}: {} {}",
                block.text, verdict.reason
            );
            assert!(
                !is_said || expected || verdict.label == Label::Comments,
                "{html}"
            );
        }
    }
}
