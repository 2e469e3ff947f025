//! Room `page`: HTML to blocks. Each case is markup beside the blocks it must give, one a line:
//! kind, `L` if all of it is a link, element, text.

use newsdex::page::{self, Block, BlockKind, Form, Limits, Page};
use newsdex::read::RawPage;

fn parse(form: Form, bytes: &[u8]) -> Page {
    let raw = RawPage {
        path: "page".into(),
        member: None,
        form,
        bytes: bytes.to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, &Limits::default())
}

fn shown(page: &Page, block: &Block) -> String {
    let kind = match block.kind {
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::ListItem => "li".to_owned(),
        BlockKind::Cell => "cell".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Quote => "quote".to_owned(),
        BlockKind::Preformatted => "pre".to_owned(),
        BlockKind::Control => "control".to_owned(),
    };
    let link = if block.link_chars as usize == block.text.chars().count() {
        " L"
    } else {
        ""
    };
    let element = block
        .element
        .map_or("-", |at| page.elements[at as usize].tag.as_str());
    format!("{kind}{link} <{element}> {}", block.text)
}

fn check(html: &str, expected: &[&str]) {
    let page = parse(Form::Html, html.as_bytes());
    let got: Vec<String> = page
        .blocks
        .iter()
        .map(|block| shown(&page, block))
        .collect();
    assert_eq!(got, expected, "{html}");
}

#[test]
fn blocks_end_where_block_elements_begin_and_end() {
    check(
        "<p>One <b>two</b> three<p>four",
        &["p <p> One two three", "p <p> four"],
    );
    check(
        "<div>a<div>b</div>c</div>d",
        &["p <div> a", "p <div> b", "p <div> c", "p <-> d"],
    );
    check(
        "<h1>A<span> b</span></h1><h3>c</h3>",
        &["h1 <h1> A b", "h3 <h3> c"],
    );
    check(
        "<ul><li>a<li>b<ul><li>c</ul></ul>",
        &["li <li> a", "li <li> b", "li <li> c"],
    );
    check(
        "<dl><dt>a<dd>b<dt>c</dl>",
        &["li <dt> a", "li <dd> b", "li <dt> c"],
    );
    check("x</p>y<hr>z", &["p <-> x", "p <-> y", "p <-> z"]);
}

#[test]
fn a_block_belongs_to_the_innermost_element_that_holds_it_all() {
    check(
        "<p><span class=by>By A. Writer</span></p>",
        &["p <span> By A. Writer"],
    );
    check("<p><span>By</span> A. Writer</p>", &["p <p> By A. Writer"]);
    check("<li><a href=/x><b>Sport</b></a></li>", &["li L <b> Sport"]);
    check(
        "<a href=/x><h2>Head</h2><p>Lead</p></a>",
        &["h2 L <h2> Head", "p L <p> Lead"],
    );
}

#[test]
fn quotations_captions_and_controls_keep_their_kind() {
    check(
        "<blockquote><p>a</p><p>b</p></blockquote>",
        &["quote <p> a", "quote <p> b"],
    );
    check(
        "<figure><img><figcaption><p>a</p></figcaption></figure>",
        &["caption <p> a"],
    );
    check(
        "<button>Share</button><label>Name <input></label>",
        &["control <button> Share", "control <label> Name"],
    );
    check(
        "<select><option>a<option>b</select>",
        &["control <option> a", "control <option> b"],
    );
}

#[test]
fn a_row_of_short_cells_is_one_block_and_a_layout_table_is_none() {
    check(
        "<table><tr><th>Team<th>Points<tr><td>Rovers<td>12</table>",
        &["cell <tr> Team Points", "cell <tr> Rovers 12"],
    );
    check(
        "<table><tr><td><p>One.</p><p>Two.</p><td>Menu</table>",
        &["p <p> One.", "p <p> Two.", "cell <td> Menu"],
    );
    check(
        "<table><tr><td><table><tr><td>in</table>out</table>end",
        &["cell <tr> in out", "p <-> end"],
    );
}

#[test]
fn one_line_break_inside_a_sentence_is_a_space() {
    check(
        "<p>It rained all<br>night.<br>Then it stopped.</p>",
        &["p <p> It rained all night.", "p <p> Then it stopped."],
    );
    check(
        "<p>It rained all<br><br>night.</p>",
        &["p <p> It rained all", "p <p> night."],
    );
    check("<h1>Storm:<br>Two hurt</h1>", &["h1 <h1> Storm: Two hurt"]);
    check("<p><br>a<br> <br>b</p>", &["p <p> a", "p <p> b"]);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    check(
        "<pre>one  two\nthree\n\nfour</pre>",
        &["pre <pre> one two", "pre <pre> three", "pre <pre> four"],
    );
}

#[test]
fn what_is_not_shown_is_no_block() {
    let hidden = [
        "<script>var a = '<p>x</p>';</script>",
        "<style>p { color: red }</style>",
        "<template><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        "<iframe><p>x</p></iframe>",
        "<textarea><p>x</p></textarea>",
        "<svg><title>x</title><text>x</text></svg>",
        "<math alttext=x><mi>x</mi></math>",
        "<video>no video here</video>",
        "<!-- <p>x</p> --><!--[if IE]><p>x</p><![endif]-->",
        "<p hidden>x</p>",
        "<div style='color: red; DISPLAY : none !important'><p>x</p></div>",
        "<span style=visibility:hidden>x</span>",
        "<dialog><p>x</p></dialog>",
        "<head><title>x</title><meta content=x></head>",
    ];
    for html in hidden {
        check(&format!("{html}<p>seen</p>"), &["p <p> seen"]);
    }
    check(
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby>",
        &["p <ruby> 漢字"],
    );
}

#[test]
fn what_nobody_sees_is_no_block_beside_much_text() {
    let long = "It rained all night in the hills above the town.";
    let seen = format!("p <p> {long}");
    let unseen = [
        "<p style='position:absolute;left:-9999px'>x y z</p>",
        "<p style='text-indent: -9999px'>x y z</p>",
        "<span style='position:absolute; clip: rect(0, 0, 0, 0)'>x y z</span>",
        "<p style=font-size:0>x y z</p>",
        "<div style='opacity: 0'><p>x y z</p></div>",
        "<div style='height:0px;overflow:hidden'><p>x y z</p></div>",
        "<span class='sr-only'>x y z</span>",
        "<div class='note visually-hidden'>x y z</div>",
    ];
    for html in unseen {
        check(&format!("{html}<p>{long}</p>"), &[&seen]);
        check(html, &[&check_shown(html)]);
    }
    let shown = [
        "<div style='font-size:0'><p>x y z</p></div>",
        "<div style='height:0;overflow:hidden;padding-bottom:56%'><p>x y z</p></div>",
        "<p style='opacity:0;transform:translateY(20px)'>x y z</p>",
        "<p style='opacity:0.9'>x y z</p>",
        "<h1 class='sr-only'>x y z</h1>",
        "<dialog open><p>x y z</p></dialog>",
    ];
    for html in shown {
        check(
            &format!("{html}<p>{long}</p>"),
            &[&check_shown(html), &seen],
        );
    }
}

/// The one block of a page that shows all of it.
fn check_shown(html: &str) -> String {
    let page = parse(Form::Html, html.as_bytes());
    let [block] = page.blocks.as_slice() else {
        panic!("{html}: {:?}", page.blocks);
    };
    shown(&page, block)
}

#[test]
fn a_declared_shadow_tree_is_read_and_other_templates_are_not() {
    check(
        "<x-story><template shadowrootmode=open><style>p{}</style><div><p>a<p>b</div></template>c</x-story>d",
        &["p <p> a", "p <p> b", "p <-> cd"],
    );
    check(
        "<template shadowrootmode=odd><p>a</p></template>b",
        &["p <-> b"],
    );
}

#[test]
fn panels_that_unfold_and_parts_that_are_streamed_are_shown() {
    check("<div role=tabpanel hidden>a</div>", &["p <div> a"]);
    check("<div hidden id=S:1><p>a</p></div>", &["p <p> a"]);
    let long = "It rained all night in the hills above the town. ".repeat(40);
    check(
        &format!("<div style=display:none><p>{long}</p></div>"),
        &[&format!("p <p> {}", long.trim())],
    );
}

#[test]
fn missing_end_tags_do_not_swallow_the_page() {
    check(
        "<head><title>Broken <script src=a></script><body><p>a</p>",
        &["p <p> a"],
    );
    check("<svg><path><p>a</p>", &["p <p> a"]);
    check("<head><meta charset=utf-8><p>a", &["p <p> a"]);
    check(
        "<a href=/x><div>a</div><a href=/y>b</a> c",
        &["p L <div> a", "p <-> b c"],
    );
    check("<b><p>a</b>b</p>", &["p <p> ab"]);
    check("<iframe src=x><div><p>a</p></div>", &["p <p> a"]);
}

#[test]
fn links_and_emphasis_are_counted_in_scalar_values() {
    let page = parse(
        Form::Html,
        "<p>Über <a href=/a>Köln</a> und <a href=/b><i>Bonn</i></a>, <b>äöü</b></p>".as_bytes(),
    );
    let block = &page.blocks[0];
    assert_eq!(block.text, "Über Köln und Bonn, äöü");
    assert_eq!((block.link_chars, block.links), (8, 2));
    assert_eq!(block.emphasis_chars, 7);
    let nothing = parse(Form::Html, b"<p><a name=x>a</a><a href=/y></a></p>");
    assert_eq!(
        (nothing.blocks[0].link_chars, nothing.blocks[0].links),
        (0, 0)
    );
}

#[test]
fn neighbouring_links_are_two_words() {
    check(
        "<div><a href=/a>Subscribe</a><a href=/b>Sign in</a></div>",
        &["p <div> Subscribe Sign in"],
    );
}

#[test]
fn elements_carry_their_names_and_parents_come_first() {
    let page = parse(Form::Html, b"<main id=Content><div class='Post  body' role=article data-testid=x><p>a</p></div></main>");
    let chain: Vec<_> = page
        .elements
        .iter()
        .map(|e| (e.parent, e.tag.as_str(), e.names.as_str()))
        .collect();
    assert_eq!(
        chain,
        [
            (None, "main", "content"),
            (Some(0), "div", "post body article x"),
            (Some(1), "p", "")
        ]
    );
}

#[test]
fn text_that_is_html_is_read_as_html_and_the_reverse() {
    let html = parse(Form::Text, b"\xef\xbb\xbf\n<!DOCTYPE html><p>a<p>b");
    assert_eq!((html.form, html.blocks.len()), (Form::Html, 2));
    let text = parse(Form::Html, b"5 < 6 & 7 > 3\nsecond line");
    assert_eq!(
        (text.form, text.blocks[0].text.as_str()),
        (Form::Text, "5 < 6 & 7 > 3")
    );
}

#[test]
fn entities_and_invisible_characters_come_out_as_text() {
    check(
        "<p>&Auml;&#8220;x&#x201d;&nbsp;&amp;amp; Be&shy;h\u{200b}örde &#150; &notit; &#0;&#xD800;",
        &["p <p> Ä“x” &amp; Behörde – ¬it; \u{fffd}\u{fffd}"],
    );
}

#[test]
fn deep_wide_and_unclosed_pages_are_read_in_bounded_time() {
    let bombs = [
        "<div>".repeat(200_000),
        "<b>".repeat(200_000),
        "<p><b><table><tr><td>".repeat(40_000),
        "<svg><p>".repeat(100_000),
        "</div>".repeat(200_000),
        format!(
            "{}{}",
            "<div><span>".repeat(1000),
            "</p></a></x>".repeat(80_000)
        ),
        format!(
            "<p {}>",
            (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>()
        ),
        format!("<p {}>", "a=\"b\" ".repeat(200_000)),
        format!("<p {}>", "a=\"b\"".repeat(200_000)),
        format!("<p {}>", "a='b' ".repeat(200_000)),
        format!("<p {}>", "a /".repeat(200_000)),
        "<title><div>".repeat(80_000),
        "<!--".repeat(200_000),
        "<a href=x>x".repeat(80_000),
        "<ul><li>".repeat(100_000),
        (0..50_000).map(|n| format!("<x{n}>")).collect::<String>(),
    ];
    for bomb in bombs {
        let page = parse(Form::Html, format!("<p>first</p>{bomb}<p>last").as_bytes());
        assert_eq!(page.blocks[0].text, "first", "{}", &bomb[..40]);
        assert!(page.elements.len() < 200_000);
    }
}

/// The tokenizer is called again in the middle of tags with many attributes: wherever that is, nothing is lost.
#[test]
fn attributes_are_read_whole_however_many_stand_before_them() {
    for before in 0..200 {
        let html = format!(
            "<p{} title=\"a &amp; b\" class=\"x&not;y\nz\">Rock &amp; Roll &lt;&copy; &#x41;</p>",
            " a=\"b\"".repeat(before)
        );
        let page = parse(Form::Html, html.as_bytes());
        assert_eq!(page.blocks[0].text, "Rock & Roll <© A", "{before}");
        let element = &page.elements[page.blocks[0].element.unwrap() as usize];
        assert_eq!(element.names, "x¬y z", "{before}");
    }
}

#[test]
fn text_below_the_deepest_level_is_kept() {
    let html = format!(
        "{}<p>deep</p>{}<p>after</p>",
        "<div>".repeat(3000),
        "</div>".repeat(3000)
    );
    let page = parse(Form::Html, html.as_bytes());
    let texts: Vec<&str> = page.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, ["deep", "after"]);
    assert_eq!(
        page.blocks[1]
            .element
            .map(|at| page.elements[at as usize].parent),
        Some(None)
    );
}
