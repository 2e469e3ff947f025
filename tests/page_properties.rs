//! Room `page`: what holds for every page, whatever its bytes.

#[path = "reference/page.rs"]
mod reference;

use newsdex::page::{self, Form, Limits, Page};
use newsdex::read::RawPage;
use proptest::prelude::*;
use reference::assert_sound;

fn parse(form: Form, bytes: Vec<u8>, charset: Option<&str>) -> Page {
    let raw = RawPage {
        path: "a".into(),
        member: None,
        form,
        bytes,
        charset: charset.map(str::to_owned),
        claims: Vec::new(),
    };
    page::parse(raw, &Limits::default())
}

/// Pieces of markup in any order: closer to trouble than random bytes.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div class='a b'>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<a>",
        "<b>",
        "</b>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<tbody>",
        "<caption>",
        "<ul>",
        "</ul>",
        "<li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<h1>",
        "</h2>",
        "<br>",
        "</br>",
        "<hr>",
        "<pre>",
        "</pre>",
        "<svg>",
        "</svg>",
        "<math>",
        "<title>",
        "</title>",
        "<head>",
        "</head>",
        "<body>",
        "<html lang=de>",
        "<script>",
        "</script>",
        "<style>",
        "<template>",
        "</template>",
        "<button>",
        "</button>",
        "<select>",
        "<option>",
        "<span hidden>",
        "</span>",
        "<p style=display:none>",
        "<x-y>",
        "</x-y>",
        "<ruby>",
        "<rt>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<iframe>",
        "<object>",
        "</object>",
        "<time datetime=2026>",
        "<i itemprop=author>",
        "</i>",
        "<meta name=author content=' Bo '>",
        "&amp;",
        "&#0;",
        "&shy;",
        "&",
        "<",
        ">",
        " ",
        "\n",
        "one",
        "two words",
        "Ünï",
        "\u{200d}",
        "\u{202e}",
        "{\"@type\":\"Article\",",
        "<script type=application/ld+json>",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_give_a_sound_page(bytes in prop::collection::vec(any::<u8>(), 0..600), html: bool) {
        let form = if html { Form::Html } else { Form::Text };
        assert_sound(&parse(form, bytes, None));
    }

    #[test]
    fn any_text_gives_a_sound_page(text in "\\PC{0,200}|(\\s|[a-zа-я\u{200b}\u{200d}]){0,200}", label in "[a-z0-9-]{0,8}") {
        assert_sound(&parse(Form::Text, text.into_bytes(), Some(&label)));
    }

    #[test]
    fn any_markup_gives_a_sound_page(html in soup()) {
        assert_sound(&parse(Form::Html, html.into_bytes(), Some("utf-8")));
    }

    #[test]
    fn plain_words_in_any_markup_of_blocks_survive(words in prop::collection::vec("[a-z]{1,8}", 1..30), tags in prop::collection::vec(0..6_usize, 30)) {
        let markup = ["<p>", "<div>", "</div>", "<li>", "<br>", "<td>"];
        let html: String = words.iter().zip(tags).map(|(word, tag)| format!("{} {word} ", markup[tag])).collect();
        let page = parse(Form::Html, html.into_bytes(), None);
        let got: Vec<&str> = page.blocks.iter().flat_map(|block| block.text.split(' ')).collect();
        prop_assert_eq!(got, words);
    }
}
