//! A table of lines, what the tagger took for names in them, and what they become.

use super::super::word::Studied;
use super::*;

const PERSON: usize = 0;
const ORG: usize = 1;
const PLACE: usize = 2;
const THING: usize = 3;

/// A line, what the tagger took for names in it, and what they become.
const TABLE: &[(&str, &[(usize, &str)], &[&str])] = &[
    (
        "Rep. Steve King (R-Iowa) met Sen. Jan Ito (D-Minn.) on X.",
        &[
            (PERSON, "Steve King"),
            (PERSON, "Jan Ito"),
            (PLACE, "D-Minn."),
        ],
        &[
            "Person Steve King",
            "Place Iowa",
            "Person Jan Ito",
            "Place Minn.",
            "Org X",
        ],
    ),
    (
        "House Judiciary Committee Chairman Jerry Nadler said",
        &[(ORG, "House Judiciary Committee Chairman Jerry Nadler")],
        &["Org House Judiciary Committee", "Person Jerry Nadler"],
    ),
    (
        "U.S. Secretary of State John Kerry said",
        &[(ORG, "Secretary of State John Kerry")],
        &["Person John Kerry"],
    ),
    (
        "Kim Jong-un met a Joe Biden-led group",
        &[(PERSON, "Kim Jong"), (PERSON, "Joe Biden")],
        &["Person Kim Jong-un", "Person Joe Biden"],
    ),
    (
        "PM Johnson ate at McDonald's, The Guardian and Apple's Cook said",
        &[
            (PERSON, "PM Johnson"),
            (ORG, "McDonald"),
            (ORG, "The Guardian"),
            (ORG, "Apple"),
        ],
        &[
            "Person Johnson",
            "Org McDonald's",
            "Org Guardian",
            "Org Apple",
        ],
    ),
    (
        "the Obama administration and the United States at Khan Academy in Campbell Avenue with Neil Lane",
        &[
            (PERSON, "Obama administration"),
            (ORG, "United States"),
            (PLACE, "Khan Academy"),
            (ORG, "Campbell Avenue"),
            (PERSON, "Neil Lane"),
        ],
        &[
            "Person Obama",
            "Place United States",
            "Org Khan Academy",
            "Place Campbell Avenue",
            "Person Neil Lane",
        ],
    ),
    (
        "Sherry “Cask Finish” Bourbon has 8TB SSD and LLMs on Elston Ave., at Sotheby's",
        &[
            (ORG, "Cask Finish” Bourbon"),
            (ORG, "8TB SSD"),
            (ORG, "LLMs"),
            (ORG, "Elston Ave."),
            (PLACE, "Sotheby"),
        ],
        &["Org Cask Finish", "Place Elston Ave.", "Org Sotheby's"],
    ),
    (
        "Brexit, Starlink and Sweden, said Meta",
        &[
            (ORG, "Brexit"),
            (ORG, "Starlink"),
            (ORG, "Sweden"),
            (ORG, "Meta"),
        ],
        &["Place Sweden", "Org Meta"],
    ),
    (
        "U.S.-China talks, many Muslims, on Monday, Mr. X stayed",
        &[(ORG, "U.S.-China"), (ORG, "Muslims"), (PLACE, "Monday")],
        &["Place U.S.", "Place China"],
    ),
    (
        "On ABC Thursday, New Year's Eve, Dean Emma Dench saw Star Wars in K St NW near Campbell Ave for the Iowa GOP",
        &[
            (ORG, "ABC Thursday"),
            (ORG, "Eve"),
            (PERSON, "Dean Emma Dench"),
            (PERSON, "Star Wars"),
            (PLACE, "K St"),
            (PERSON, "Campbell Ave"),
            (PLACE, "Iowa GOP"),
        ],
        &[
            "Org ABC",
            "Person Emma Dench",
            "Place K St NW",
            "Place Campbell Ave",
            "Org Iowa GOP",
        ],
    ),
    (
        "There Harvard president Claudine Gay spoke about what the HGSU had asked for",
        &[(ORG, "Harvard president Claudine Gay"), (PERSON, "HGSU")],
        &["Org Harvard", "Person Claudine Gay", "Org HGSU"],
    ),
    (
        "as Prime Minister Boris Johnson said, Elon Musk tweeted of the film “Erin Brockovich” on Victoria Day",
        &[
            (THING, "Prime Minister Boris Johnson"),
            (THING, "Elon Musk"),
            (THING, "Erin Brockovich"),
            (THING, "Victoria Day"),
        ],
        &["Person Boris Johnson", "Person Elon Musk"],
    ),
    (
        "the Liberal Democrats, the Chicago Fire and the United Kingdom, then the Green New Deal",
        &[
            (THING, "Chicago Fire"),
            (THING, "United Kingdom"),
            (THING, "Green New Deal"),
        ],
        &[
            "Org Liberal Democrats",
            "Org Chicago Fire",
            "Place United Kingdom",
        ],
    ),
    (
        "the Soviet Union and the United Arab Emirates, and the White House said through House Speaker Nancy Pelosi that it knew",
        &[
            (ORG, "Soviet Union"),
            (PLACE, "United Arab Emirates"),
            (PLACE, "White House"),
            (PERSON, "Nancy Pelosi"),
        ],
        &[
            "Place Soviet Union",
            "Place United Arab Emirates",
            "Org White House",
            "Org House",
            "Person Nancy Pelosi",
        ],
    ),
    (
        "Hong Kong CNN — Harvard President Hopi E. Hoekstra met Secretary of State Antony Blinken at 14 Congress St., NE with Facebook Twitter Reuters",
        &[
            (ORG, "Hong Kong CNN"),
            (ORG, "Harvard President Hopi E. Hoekstra"),
            (PLACE, "State Antony Blinken"),
            (PLACE, "Congress St."),
            (ORG, "Facebook Twitter Reuters"),
        ],
        &[
            "Place Hong Kong",
            "Org CNN",
            "Org Harvard",
            "Person Hopi E. Hoekstra",
            "Person Antony Blinken",
            "Place Congress St., NE",
            "Org Facebook",
            "Org Twitter",
            "Org Reuters",
        ],
    ),
    (
        "Mitch McConnell, the Kentucky Republican, and a House Republican met Joe BidenGOP; Fayez Ramzy Fayez came",
        &[
            (PERSON, "Mitch McConnell"),
            (ORG, "Kentucky Republican"),
            (ORG, "House Republican"),
            (PERSON, "Joe BidenGOP"),
            (PERSON, "Fayez Ramzy Fayez"),
        ],
        &[
            "Person Mitch McConnell",
            "Place Kentucky",
            "Person Fayez Ramzy Fayez",
        ],
    ),
    (
        "Kim Jong - un et Mohamed Bazoum - qui est la - et ТОВ «Торгсервіс» et Медведев Сергей Иванов, Иванов Иван Петрович",
        &[
            (PERSON, "Kim Jong - un"),
            (PERSON, "Mohamed Bazoum - qui"),
            (ORG, "ТОВ «Торгсервіс"),
            (PERSON, "Медведев Сергей Иванов"),
            (PERSON, "Иванов Иван Петрович"),
        ],
        &[
            "Person Kim Jong - un",
            "Person Mohamed Bazoum",
            "Org ТОВ «Торгсервіс»",
            "Person Медведев",
            "Person Сергей Иванов",
            "Person Иванов Иван Петрович",
        ],
    ),
    (
        "Hill's Morning Report - Witness transcripts, University of Maryland - College Park and Assistance publique – Hôpitaux de Paris, the South - mainly",
        &[
            (ORG, "Hill's Morning Report - Witness"),
            (ORG, "University of Maryland - College Park"),
            (ORG, "Assistance publique – Hôpitaux de Paris"),
            (PLACE, "South - mainly"),
        ],
        &[
            "Org Hill's Morning Report",
            "Org University of Maryland - College Park",
            "Org Assistance publique – Hôpitaux de Paris",
            "Place South",
        ],
    ),
    (
        "Ana Ruiz (ESP) beat Mei (DMK). The Archdiocese of Rimouski and the Council of the Philippines met OCP of Morocco.",
        &[
            (PERSON, "Ana Ruiz"),
            (ORG, "ESP"),
            (PERSON, "Mei"),
            (ORG, "DMK"),
            (ORG, "Archdiocese"),
            (PLACE, "Rimouski"),
            (ORG, "Council"),
            (PLACE, "Philippines"),
            (ORG, "OCP"),
            (PLACE, "Morocco"),
        ],
        &[
            "Person Ana Ruiz",
            "Place ESP",
            "Person Mei",
            "Org DMK",
            "Org Archdiocese of Rimouski",
            "Org Council of the Philippines",
            "Org OCP",
            "Place Morocco",
        ],
    ),
    (
        "Hassan Al - Turabi , Tony Okoroji - led singers",
        &[
            (PERSON, "Hassan Al - Turabi"),
            (PERSON, "Tony Okoroji - led"),
        ],
        &["Person Hassan Al - Turabi", "Person Tony Okoroji - led"],
    ),
    (
        "It rained. Image copyright Getty Images Image caption: rain.\nFollow Julie Pace at the site. Other articles by Tom Finley: two.\n(Reporting by Laura Zuckerman in Boise; Editing by Jim Christie)",
        &[
            (ORG, "Getty Images"),
            (PERSON, "Julie Pace"),
            (PERSON, "Tom Finley"),
            (PERSON, "Laura Zuckerman"),
            (PLACE, "Boise"),
            (PERSON, "Jim Christie"),
        ],
        &[],
    ),
    (
        "Reporting by Laura Zuckerman showed that Getty Images was sold.\nJim Christie is a senior writer in Boise.",
        &[
            (PERSON, "Laura Zuckerman"),
            (ORG, "Getty Images"),
            (PERSON, "Jim Christie"),
            (PLACE, "Boise"),
        ],
        &["Person Laura Zuckerman", "Org Getty Images", "Place Boise"],
    ),
    (
        "Kentucky Sen. Rand Paul flew to New Hampshire on Monday. Ohio was next.",
        &[(ORG, "Kentucky"), (ORG, "New Hampshire"), (ORG, "Ohio")],
        &["Place Kentucky", "Place New Hampshire", "Place Ohio"],
    ),
    (
        "Kentucky won the game on Monday. The coach was glad.",
        &[(ORG, "Kentucky")],
        &["Org Kentucky"],
    ),
];

#[test]
fn spans_become_what_the_table_says() {
    for (text, given, expected) in TABLE {
        let document = Document::read(text, Family::of("en"), &mut Studied::default());
        let token = |byte: usize, end: bool| {
            let at = |t: &super::super::token::Token| if end { t.end } else { t.start } as usize;
            document.tokens.iter().position(|t| at(t) == byte).unwrap()
        };
        let spans: Vec<Span> = given
            .iter()
            .map(|&(kind, name)| {
                let start = text.find(name).unwrap();
                Span {
                    first: token(start, false),
                    last: token(start + name.len(), true),
                    kind,
                }
            })
            .collect();
        let shown: Vec<String> = corrected(&spans, &document, text, Makers::LeftOut)
            .into_iter()
            .map(|(first, last, kind)| {
                let (start, end) = (document.tokens[first].start, document.tokens[last].end);
                format!("{kind:?} {}", &text[start as usize..end as usize])
            })
            .collect();
        assert_eq!(shown, *expected, "{text}");
    }
}
