//! Site memory: counts, merging, ageing, and its bytes.

use newsdex::clean::{Cleaner, SiteMemory, site_key};
use newsdex::page::{self, Form, Page};
use newsdex::read::{Claim, Field, Origin, RawPage};
use proptest::prelude::*;

fn dump(path: &str, text: &str) -> Page {
    let raw = RawPage {
        path: path.to_owned(),
        member: None,
        form: Form::Text,
        bytes: text.as_bytes().to_vec(),
        charset: Some("utf-8".to_owned()),
        claims: Vec::new(),
    };
    page::parse(raw, &page::Limits::default())
}

fn claim(mut page: Page, field: Field, value: &str) -> Page {
    page.claims.push(Claim {
        field,
        value: value.to_owned(),
        origin: Origin::Record,
    });
    page
}

#[test]
fn the_site_is_the_host_without_its_versions() {
    let of = |address: &str| site_key(&claim(dump("a/b.txt", "x"), Field::Url, address));
    for (address, site) in [
        (
            "https://www.valley-post.example/2026/dam",
            "valley-post.example",
        ),
        ("http://m.valley-post.example:8080/", "valley-post.example"),
        ("https://AMP.Valley-Post.example/x", "valley-post.example"),
        ("https://m.example/", "m.example"),
        (
            "https://web.archive.org/web/20150102/http://www.valley-post.example/dam",
            "valley-post.example",
        ),
        ("not an address", "a"),
    ] {
        assert_eq!(of(address), site, "{address}");
    }
}

#[test]
fn without_an_address_the_declared_name_counts_and_then_the_folder() {
    let page = dump("archive/valley/17.txt", "text");
    assert_eq!(site_key(&page), "valley");
    assert_eq!(
        site_key(&claim(page, Field::Site, "The Valley Post")),
        "the valley post"
    );
    assert_eq!(site_key(&dump("-", "text")), "");
    let record = |path: &str| {
        let mut page = dump(path, "text");
        page.member = Some("line 3".to_owned());
        site_key(&page)
    };
    assert_eq!(record("archive/valley/r.jsonl"), "valley");
    assert_eq!(record("valley.jsonl.gz"), "valley", "in no folder");
    assert_eq!(record("-"), "");
    #[cfg(unix)]
    assert_eq!(site_key(&dump("d/bad\\xff\\xfe.txt", "text")), "d");
}

#[test]
fn a_line_on_the_other_pages_of_the_site_is_the_reason_for_its_cut() {
    let places = "Aby Berga Dals Edane Flen Gnosta Hallby Kullby Lerum Mora Norrby Orsa".split(' ');
    let places: Vec<&str> = places.collect();
    let page = |n: usize| {
        let place = places[n];
        let body = format!(
            "The council of {place} voted on Monday to close the bridge, said the mayor, who had asked for {n} more weeks.\n"
        );
        dump(
            &format!("valley/{n}.txt"),
            &format!(
                "Ferries\nRiver levels and tides: {n}\n\n{}\nRiver levels and tides: {n}\n",
                body.repeat(6)
            ),
        )
    };
    let mut memory = SiteMemory::new();
    (0..12).for_each(|n| memory.observe("valley", &page(n)));
    let cleaned = Cleaner::new().clean(&page(3), &memory);
    let reason = cleaned.verdicts[1].reason.to_string();
    assert!(!cleaned.verdicts[1].kept);
    assert_eq!(reason, "seen on 11 of 11 other pages of the site");
}

#[test]
fn a_page_seen_twice_counts_once() {
    let page = dump("valley/1.txt", "one\ntwo\nthree");
    let (mut once, mut twice) = (SiteMemory::new(), SiteMemory::new());
    once.observe("valley", &page);
    twice.observe("valley", &page);
    twice.observe("valley", &page);
    assert_eq!(once.save(), twice.save());
}

/// A folder that was renamed leaves the pages of its old name in the memory.
#[test]
fn a_page_under_two_names_is_no_other_page() {
    let text = |n: usize| {
        let (town, other) = ("a".repeat(n + 1), "b".repeat(n % 3 + 1));
        let body = format!(
            "The council of {town} voted on Monday to close the bridge, said the mayor, who had asked for more.\n"
        );
        format!(
            "Ferries\nRiver levels and tides\nNews of {other} and its valley\n\n{}",
            body.repeat(6)
        )
    };
    let (mut once, mut twice) = (SiteMemory::new(), SiteMemory::new());
    for n in 0..9 {
        once.observe("valley", &dump(&format!("valley/new-{n}.txt"), &text(n)));
        twice.observe("valley", &dump(&format!("valley/old-{n}.txt"), &text(n)));
        twice.observe("valley", &dump(&format!("valley/new-{n}.txt"), &text(n)));
    }
    let page = dump("valley/new-4.txt", &text(4));
    let cleaner = Cleaner::new();
    let reasons = |memory: &SiteMemory| {
        let verdicts = cleaner.clean(&page, memory).verdicts;
        verdicts
            .iter()
            .map(|verdict| verdict.reason.to_string())
            .collect::<Vec<_>>()
    };
    assert!(
        reasons(&once)[1].contains("seen on 8 of 8"),
        "{:?}",
        reasons(&once)
    );
    assert_eq!(reasons(&twice), reasons(&once));
}

#[test]
fn damaged_bytes_are_refused() {
    let mut memory = SiteMemory::new();
    memory.observe("valley", &dump("valley/1.txt", "one\ntwo"));
    let bytes = memory.save();
    for i in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[i] ^= 1;
        assert!(SiteMemory::load(&damaged).is_err(), "byte {i}");
        assert!(SiteMemory::load(&bytes[..i]).is_err(), "first {i} bytes");
    }
}

#[test]
fn new_pages_push_out_those_of_earlier_runs() {
    let mut memory = SiteMemory::new();
    (0..200).for_each(|n| {
        memory.observe(
            "valley",
            &dump(
                &format!("valley/old-{n}"),
                &format!("The old masthead\nStory {}", "x".repeat(n + 1)),
            ),
        );
    });
    let mut memory = SiteMemory::load(&memory.save()).unwrap();
    (0..200).for_each(|n| {
        memory.observe(
            "valley",
            &dump(
                &format!("valley/new-{n}"),
                &format!("The new masthead\nStory {}", "x".repeat(n + 1)),
            ),
        );
    });
    let cleaned = Cleaner::new().clean(
        &dump("valley/new-1", "The old masthead\nThe new masthead"),
        &memory,
    );
    assert!(
        !cleaned.verdicts[0].reason.to_string().contains("seen on"),
        "{}",
        cleaned.verdicts[0].reason
    );
    assert!(
        cleaned.verdicts[1].reason.to_string().contains("seen on"),
        "{}",
        cleaned.verdicts[1].reason
    );
}

fn pages() -> impl Strategy<Value = Vec<(String, String)>> {
    let lines = proptest::collection::vec("[a-d]{1,2}", 0..6).prop_map(|lines| lines.join("\n"));
    proptest::collection::vec(("[st]/[0-9]{1,3}", lines), 0..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn merging_does_not_depend_on_order_or_division(pages in pages(), cut in 0_usize..300) {
        let observe = |pages: &[(String, String)]| {
            let mut memory = SiteMemory::new();
            for (path, text) in pages {
                memory.observe(&path[..1], &dump(path, text));
            }
            memory
        };
        let (left, right) = pages.split_at(cut.min(pages.len()));
        let (left, right) = (observe(left), observe(right));
        let (mut forth, mut back) = (left.clone(), right.clone());
        forth.merge(right);
        back.merge(left);
        prop_assert_eq!(forth.save(), back.save());
        prop_assert_eq!(forth.save(), observe(&pages).save());
    }

    #[test]
    fn what_was_saved_is_what_is_loaded(pages in pages()) {
        let mut memory = SiteMemory::new();
        for (path, text) in &pages[..] {
                memory.observe(&path[..1], &dump(path, text));
            }
        let loaded = SiteMemory::load(&memory.save()).unwrap();
        prop_assert!(loaded.sites().eq(memory.sites()));
    }
}

#[test]
fn copies_of_a_page_are_no_evidence_that_it_is_a_frame() {
    let text = "Old mill turns again\n\nThe wheel of the old mill began to turn again on Monday, nine years after a fire had destroyed its roof and most of its machinery.\n\nA club of forty people rebuilt it on their weekends, and the stones were cut in the quarry that had already delivered the first ones.\n";
    let page = |n: usize| dump(&format!("valley/{n}.txt"), text);
    let alone = Cleaner::new().clean(&page(3), &SiteMemory::new());
    let mut memory = SiteMemory::new();
    (0..16).for_each(|n| memory.observe("valley", &page(n)));
    assert_eq!(Cleaner::new().clean(&page(3), &memory), alone);
    // Nor for a page that the memory has not seen itself.
    assert_eq!(Cleaner::new().clean(&page(99), &memory), alone);
}

/// A story and the two frames in which a folder holds it.
const STORY: [&str; 4] = [
    "Городской совет Вельска решил в понедельник отложить открытие нового моста через реку Вельту до следующей осени, сообщил мэр города.",
    "По словам мэра, подрядчик обнаружил трещины в двух опорах ещё в марте, однако отчёт об этом поступил в администрацию только на прошлой неделе.",
    "Депутат Ольга Синицына потребовала проверить, почему подрядчик молчал три месяца, и предложила назначить независимую экспертизу всех шести опор.",
    "До открытия моста жители левого берега будут по-прежнему добираться до больницы на пароме, который ходит раз в сорок минут и стоит в ледоход.",
];

#[test]
fn one_story_in_two_frames_many_times_over_is_no_frame() {
    let title = "Мост через реку Вельту откроют на год позже";
    let text = STORY.join("\n\n");
    let dumped = format!("Главная\nПолитика\nСпорт\n{title}\n\n{text}\n\nВсе новости\n");
    let saved = format!("Домой\n{title}\n\n{text}\n\nПодписаться на рассылку\n");
    let page = |n: usize| {
        let text = if n < 6 { &dumped } else { &saved };
        dump(&format!("folder/{n}.txt"), text)
    };
    let mut memory = SiteMemory::new();
    (0..12).for_each(|n| memory.observe("folder", &page(n)));
    for n in [0, 11] {
        let page = page(n);
        let cleaned = Cleaner::new().clean(&page, &memory);
        for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts) {
            let is_story = STORY.contains(&block.text.as_str());
            assert_eq!(verdict.kept, is_story, "{}", block.text);
        }
    }
}

#[test]
fn many_stories_between_the_same_long_texts_leave_those_a_frame() {
    let about = [
        "The Valley Post has been printed in Kullby since 1871 and belongs to its readers, who meet once a year to hear what has become of their money and their paper.",
        "Letters to the editor should not be longer than two hundred words, and they must bear the name and the address of whoever wrote them, which are printed as well.",
        "Notices of births, weddings and deaths are taken at the counter in Mill Street until noon, and those that come later are printed in the paper of the day after.",
        "Whoever finds a mistake in the Valley Post is asked to tell the office, which mends it in the paper and names it on the second page of the next Saturday.",
    ];
    let places = "Aby Berga Dals Edane Flen Gnosta Hallby Kullby Lerum Mora Norrby Orsa".split(' ');
    let places: Vec<&str> = places.collect();
    let page = |n: usize| {
        let place = places[n];
        let text = format!(
            "Ferry of {place} stays in harbour\n\nThe ferry of {place} stays in harbour.\n\n{}\n",
            about.join("\n\n")
        );
        dump(&format!("valley/{n}.txt"), &text)
    };
    let mut memory = SiteMemory::new();
    (0..12).for_each(|n| memory.observe("valley", &page(n)));
    let cleaned = Cleaner::new().clean(&page(3), &memory);
    for verdict in cleaned.verdicts.iter().rev().take(about.len()) {
        assert!(!verdict.kept);
        assert_eq!(
            verdict.reason.to_string(),
            "seen on 11 of 11 other pages of the site"
        );
    }
}

/// A memory of the former format: one site with one page.
fn plain_memory(prints: &[u32]) -> Vec<u8> {
    let mut bytes = b"NDSM".to_vec();
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend(128_u32.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(6_u32.to_le_bytes());
    bytes.extend(b"valley");
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(77_u64.to_le_bytes());
    bytes.push(0);
    bytes.extend((prints.len() as u32).to_le_bytes());
    bytes.extend(prints.iter().flat_map(|print| print.to_le_bytes()));
    bytes.extend(xxhash_rust::xxh3::xxh3_64(&bytes).to_le_bytes());
    bytes
}

#[test]
fn a_memory_with_plain_fingerprints_is_still_read() {
    let memory = SiteMemory::load(&plain_memory(&[7, 9, 4_000_000_000])).unwrap();
    assert_eq!(memory.sites().collect::<Vec<_>>(), [("valley", 1)]);
    let again = SiteMemory::load(&memory.save()).unwrap();
    assert_eq!(again.sites().collect::<Vec<_>>(), [("valley", 1)]);
}

#[test]
fn fingerprints_in_no_order_are_damage() {
    assert!(SiteMemory::load(&plain_memory(&[9, 5])).is_err());
    assert!(SiteMemory::load(&plain_memory(&[9, 9])).is_err());
}

#[test]
fn a_story_saved_again_under_many_comments_is_no_frame() {
    let paragraph = |i: usize, about: &str| {
        format!("Paragraph {i} of the {about} tells what was found there, ").repeat(5)
            + "and by whom.\n\n"
    };
    let story: String = (0..6).map(|i| paragraph(i, "story")).collect();
    let comments: String = (0..20).map(|i| paragraph(i, "comment")).collect();
    let early = dump("site/a.txt", &format!("Menu\n\n{story}Imprint"));
    let late = dump("site/b.txt", &format!("Menu\n\n{story}{comments}Imprint"));
    let mut memory = SiteMemory::new();
    for page in [&early, &late] {
        memory.observe(&site_key(page), page);
    }
    for page in [&early, &late] {
        let cleaned = Cleaner::new().clean(page, &memory);
        let seen = cleaned
            .verdicts
            .iter()
            .filter(|v| v.reason.to_string().starts_with("seen on"));
        assert_eq!(seen.count(), 0);
    }
}

/// A page of one of three outlets, whose dumps lie in one folder.
fn page_of_outlet(outlet: usize, n: usize) -> Page {
    let frames = [
        [
            "Valley Post since 1871",
            "Ferries and tides of the day",
            "Letters to the Post",
            "Mill Street 4, Kullby",
        ],
        [
            "The Harbour Times",
            "Fish auction: prices",
            "Ships expected this week",
            "Write to the harbour desk",
        ],
        [
            "Norrby Courier",
            "Snow and roads of the north",
            "Reindeer market today",
            "Printed in Norrby every day",
        ],
    ];
    let places = [
        "Aby", "Berga", "Dals", "Edane", "Flen", "Gnosta", "Hallby", "Lerum", "Mora", "Orsa",
    ];
    let place = format!("{} {}", ["North", "South", "Old"][outlet], places[n]);
    let body = format!(
        "The council of {place} voted on Monday to close the bridge, said the mayor, who had asked for {} more weeks.\n",
        "many ".repeat(n + 1)
    );
    let [first, second, third, last] = frames[outlet];
    let text = format!(
        "{first}\n{second}\nBridge of {place} to close\n\n{}\n{third}\n{last}\n",
        body.repeat(4)
    );
    dump(&format!("saved/{outlet}-{n}.txt"), &text)
}

#[test]
fn only_pages_of_the_same_frame_are_other_pages_of_the_site() {
    let mut memory = SiteMemory::new();
    for outlet in 0..3 {
        (0..10).for_each(|n| memory.observe("saved", &page_of_outlet(outlet, n)));
    }
    let cleaned = Cleaner::new().clean(&page_of_outlet(1, 4), &memory);
    let reasons: Vec<String> = cleaned
        .verdicts
        .iter()
        .map(|v| v.reason.to_string())
        .collect();
    assert_eq!(
        reasons[0], "seen on 9 of 9 other pages of the site",
        "{reasons:?}"
    );
    // Whoever is alone in a folder of many is of no site that is known.
    let stranger = "Home\nSky and stars\nA comet over Dals\n\nA comet stood over Dals on Monday night, said the teacher who had found it with her class last week.\n";
    let stranger = dump("saved/stranger.txt", stranger);
    let cleaner = Cleaner::new();
    assert_eq!(
        cleaner.clean(&stranger, &memory),
        cleaner.clean(&stranger, &SiteMemory::new())
    );
}

/// An article of prose of its own with `inside` in its middle, in markup.
fn article_with(n: usize, inside: &str) -> Page {
    let places = [
        "Aby", "Berga", "Dals", "Edane", "Flen", "Gnosta", "Hallby", "Kullby", "Lerum", "Mora",
        "Norrby", "Orsa",
    ];
    let place = places[n % places.len()];
    let body = |k: usize| {
        format!(
            "<p>The council of {place} voted on Monday to close the {} bridge, said the mayor, who had asked for {} weeks.</p>",
            ["old", "new", "long", "last"][k],
            "many ".repeat(n + k + 1)
        )
    };
    let html = format!(
        "<html><head><title>Bridge of {place} to close</title></head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>\
         <article><h1>Bridge of {place} to close</h1>{}{}<p>{inside}</p>{}{}</article></body></html>",
        body(0),
        body(1),
        body(2),
        body(3)
    );
    let raw = RawPage {
        path: format!("courier/{n}.html"),
        member: None,
        form: Form::Html,
        bytes: html.into_bytes(),
        charset: Some("utf-8".to_owned()),
        claims: Vec::new(),
    };
    page::parse(raw, &page::Limits::default())
}

#[test]
fn a_paragraph_on_nearly_every_page_is_cut_wherever_it_stands() {
    let house =
        "The Courier has told the stories of this harbour since 1893 and is owned by its readers.";
    let follow = "Follow us on Telegram and Facebook so as not to miss important news.";
    let background = "The ferry sank in May off the coast of Orsa, and nobody knows why it did so.";
    let counted = "Snow fell on 12 of 31 days and lay 14 centimetres deep in the woods.";
    // On how many of twelve pages each stands, and whether it stays.
    for (paragraph, pages, stays) in [
        (house, 12, false),
        (house, 10, false),
        (follow, 4, false),
        (background, 7, true),
        (background, 4, true),
        (counted, 12, true),
    ] {
        let page = |n: usize| {
            let inside = if n < pages {
                paragraph
            } else {
                "The town is small."
            };
            article_with(n, inside)
        };
        let mut memory = SiteMemory::new();
        (0..12).for_each(|n| memory.observe("courier", &page(n)));
        let page = page(2);
        let cleaned = Cleaner::new().clean(&page, &memory);
        let at = page.blocks.iter().position(|block| block.text == paragraph);
        let verdict = &cleaned.verdicts[at.unwrap()];
        let said = verdict.reason.to_string();
        assert_eq!(verdict.kept, stays, "{paragraph}: {said}");
        if paragraph == house {
            assert!(said.starts_with("seen on "), "{said}");
        }
    }
}

#[test]
fn a_paragraph_on_every_one_of_a_few_pages_may_be_a_running_storys() {
    let background = "The ferry sank in May off the coast of Orsa, and nobody knows why it did so.";
    let mut memory = SiteMemory::new();
    (0..6).for_each(|n| memory.observe("courier", &article_with(n, background)));
    let page = article_with(2, background);
    let cleaned = Cleaner::new().clean(&page, &memory);
    let at = page
        .blocks
        .iter()
        .position(|block| block.text == background);
    assert!(cleaned.verdicts[at.unwrap()].kept);
}

#[test]
fn versions_of_a_running_story_are_no_frame() {
    const STORY: &str = "The storm tore the roof off the school at Kirkby on Monday night and left thousands of homes without electricity, the operator of the grid said.

Fire crews pulled a family of four from a car that had been swept off the road near the bridge, and two of them were taken to hospital.

\"We heard the beams go one after another, like a row of dominoes,\" said the caretaker, who had been in the boiler room when the gale reached its height.

Trains were cancelled until further notice after trees fell on the line in nine places, and the ferries to the islands stayed in port all night.

The council opened three sports halls for people who could not return to their homes, and by midnight two hundred had come, many of them with pets.";
    const LEADS: [&str; 6] = [
        "Engineers had restored power to four thousand homes by noon.",
        "A bridge was closed after cracks were found in its second arch.",
        "The prime minister is to visit the county on Thursday.",
        "Insurers put the damage at sixty million in a first estimate.",
        "Police named the man who died at the school on Monday.",
        "Schools in the north will stay shut until Friday.",
    ];
    for versions in [4, 6, 12] {
        let pages: Vec<Page> = (0..versions)
            .map(|n| {
                let lead = LEADS[n % LEADS.len()];
                let text = format!("The storm: what we know, {n}\n\n{lead}\n\n{STORY}\n");
                dump(&format!("post/{n}.txt"), &text)
            })
            .collect();
        let mut memory = SiteMemory::new();
        for page in &pages {
            memory.observe(&site_key(page), page);
        }
        for page in &pages {
            let cleaned = Cleaner::new().clean(page, &memory);
            let blocks = page.blocks.iter().zip(&cleaned.verdicts);
            let kept =
                blocks.filter(|(block, verdict)| verdict.kept && STORY.contains(&block.text));
            assert_eq!(kept.count(), 5, "{versions} versions, {}", page.path);
        }
    }
}

#[test]
fn versions_of_a_report_in_short_paragraphs_are_no_frame() {
    let version = |day: &str| {
        let text = format!(
            "Ferry plan is read in the harbour\n\nThe council of the harbour met on {day} and read the plan of the mayor for the new ferry again, and nobody \
             spoke.\n\nThe ferry will cost nine million, said the mayor, and the money will be found in the budget of next year.\n\nNobody in the village \
             near the dam believes that the train will come before the summer, said its teacher.\n\nThe judge wants to hear both sides on the pier itself \
             before she reads the verdict in autumn.\n"
        );
        dump(&format!("ferry/{day}.txt"), &text)
    };
    let pages = ["Monday", "Tuesday", "Wednesday"].map(version);
    let mut memory = SiteMemory::new();
    for page in &pages {
        memory.observe(&site_key(page), page);
    }
    for page in &pages {
        let kept = |memory: &SiteMemory| -> Vec<bool> {
            let cleaned = Cleaner::new().clean(page, memory);
            cleaned
                .verdicts
                .iter()
                .map(|verdict| verdict.kept)
                .collect()
        };
        let alone = kept(&SiteMemory::new());
        assert!(
            alone.iter().filter(|kept| **kept).count() >= 4,
            "{}",
            page.path
        );
        assert_eq!(kept(&memory), alone, "{}", page.path);
    }
}

#[test]
fn copies_of_the_former_texts_of_an_edited_report_are_no_frame() {
    const LEADS: [&str; 3] = [
        "The council of the harbour met on Monday and read the plan of the mayor for the new ferry once more, and nobody of those who had come to the town hall spoke against it.",
        "The council of the harbour met on Tuesday and read the plan of the mayor for the new ferry again, while some forty dockers stood outside of the town hall with their banners.",
        "The council of the harbour has agreed to the plan of the mayor for the new ferry after a night of talks, and the first piles will be driven into the bed in spring.",
    ];
    const REST: [&str; 3] = [
        "The ferry will cost nine million, said the mayor, and the money will be found in the budget of next year. The union of dockers has promised a strike if a single berth is lost.",
        "Nobody in the village near the dam believes that the train will come before the summer, said its teacher, who has waited for a line to the coast since she was a child there.",
        "The judge wants to hear both sides on the pier itself before she reads the verdict in autumn.",
    ];
    let version = |name: &str, lead: usize, rest: usize| {
        let rest = REST[..rest].join("\n\n");
        dump(
            &format!("ferry/{name}.txt"),
            &format!("{}\n\n{rest}\n", LEADS[lead]),
        )
    };
    let edited = version("edited", 2, 3);
    let mut memory = SiteMemory::new();
    for page in [
        version("first", 0, 3),
        version("second", 1, 3),
        version("copy", 1, 3),
        version("short", 1, 2),
        version("short-copy", 1, 2),
        edited.clone(),
    ] {
        memory.observe(&site_key(&page), &page);
    }
    let cleaned = Cleaner::new().clean(&edited, &memory);
    let reasons = cleaned
        .verdicts
        .iter()
        .map(|verdict| verdict.reason.to_string());
    assert!(
        cleaned.verdicts.iter().all(|verdict| verdict.kept),
        "{:?}",
        reasons.collect::<Vec<_>>()
    );
}

/// What the pieces on one trial tell again, and what the outlet says of itself in as many of its pages.
const TOLD_AGAIN: [&str; 2] = [
    "Nine people died and four hundred homes were flooded when the east wall of the Kullby dam collapsed in March 2024.",
    "Norrby Water, which owns the Kullby dam, has denied that it ignored warnings about the east wall from its engineers.",
];
const OF_ITSELF: &str = "The Valley Post has been printed since 1871 in Mill Street, and twelve reporters work there under one roof.";

/// A page of the trial if `n` is below 8, of other news if not.
fn page_of_trial(n: usize) -> Page {
    let places = "Aby Berga Dals Edane Flen Gnosta Hallby Ivarsbo Lerum Mora Norrby Orsa Piteby Rasbo Salby Torsby Ulvik Vara Ystby Algard";
    let place = places.split(' ').nth(n).unwrap_or_default();
    let own = if n < 8 {
        vec![
            format!(
                "An engineer from {place} told the inquiry that the water behind the dam had risen for {n} days."
            ),
            format!(
                "{} The company knew of it in {place}, said the engineer.",
                "Cracks in the east wall were seen from a boat. ".repeat(n + 1)
            ),
            format!(
                "Homes in {place} stood under two metres of water, and the families were not warned by anybody."
            ),
            format!(
                "{} So it was in {place}, the inquiry heard.",
                "Nobody rang the people in the valley below the wall. ".repeat(n + 1)
            ),
        ]
    } else {
        vec![
            format!(
                "The school of {place} has won a prize for its garden, in which forty kinds of apples grow."
            ),
            format!(
                "{} All of them are eaten in {place}.",
                "The oldest tree was planted by a teacher. ".repeat(n)
            ),
            format!(
                "Pupils of {place} sell what they cannot eat on the market, and buy tools for the money."
            ),
            format!(
                "{} The mayor of {place} came, too.",
                "A jury of gardeners walked between the beds. ".repeat(n)
            ),
        ]
    };
    let inside = if n < 8 {
        TOLD_AGAIN.join("\n\n")
    } else if n < 16 {
        OF_ITSELF.to_owned()
    } else {
        String::new()
    };
    dump(
        &format!("valley/{n}.txt"),
        &format!(
            "Valley Post\nHome\nNews\nSport\nOpinion\nLog in\n\nWhat became of {place}\n\nBy Carol Finch\n\n{}\n\n{}\n\n{inside}\n\n{}\n\n{}\n\nMost read\n\nFerry of {place} stays in harbour\n\nAbout us\nContact\nPrivacy policy\n© 2026 Valley Post. All rights reserved.\n",
            own[0], own[1], own[2], own[3]
        ),
    )
}

#[test]
fn what_a_running_story_tells_again_stays_and_what_the_outlet_says_of_itself_does_not() {
    let mut memory = SiteMemory::new();
    (0..20).for_each(|n| memory.observe("valley", &page_of_trial(n)));
    let cleaner = Cleaner::new();
    let (mut story, mut outlet) = (0, 0);
    for n in 0..16 {
        let page = page_of_trial(n);
        let cleaned = cleaner.clean(&page, &memory);
        for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts) {
            let text = block.text.as_str();
            story += usize::from(verdict.kept && TOLD_AGAIN.contains(&text));
            outlet += usize::from(verdict.kept && text == OF_ITSELF);
            assert!(
                !verdict.kept
                    || !TOLD_AGAIN.contains(&text)
                    || !verdict.reason.to_string().contains("on none of")
            );
        }
    }
    assert_eq!((story, outlet), (16, 0));
}
