//! Lines beside their cue, and prose that must have none.

use newsdex::clean::Label::{self, *};
use newsdex::clean::cues::{self, Strength};
use proptest::prelude::*;

#[rustfmt::skip]
const LINES: &[(&str, Label)] = &[
    ("Home", Menu), ("Главная", Menu), ("Startseite", Menu), ("Accueil", Menu), ("Skip to main content", Menu), ("首页", Menu), ("Home › News › World", Menu),
    ("Politics", Section), ("Экономика", Section), ("Wirtschaft", Section), ("Sociedad", Section),
    ("Read also: The river that never froze", Related), ("Читайте также: Погода на выходные", Related), ("Читайте також", Related), ("Lesen Sie auch: Was nun?", Related),
    ("Related: The river that never froze", Related), ("За темою: Річка, що не замерзла", Related), ("Te puede interesar", Related), ("Most read", Related), ("関連記事", Related), ("相关阅读", Related), ("関連ニュース", Related), ("많이 본 뉴스", Related),
    ("ADVERTISEMENT", Promotion), ("Passer la publicité", Promotion), ("Werbung überspringen", Promotion), ("Реклама", Promotion), ("Anzeige", Promotion), ("Publicidad", Promotion), ("We may earn a commission from links on this page.", Promotion),
    ("Sign up for our newsletter", Newsletter), ("Підпишіться на розсилку", Newsletter), ("Get the latest news delivered to your inbox", Newsletter),
    ("Subscribe", Login), ("Авторизуйтесь, пожалуйста", Login), ("Log in to continue", Login), ("Already a subscriber? Sign in", Login), ("Bereits Abonnent? Jetzt anmelden", Login),
    ("Share on Facebook", Share), ("Поделиться", Share), ("Artikel teilen", Share), ("Partager", Share), ("Compartir en Twitter", Share), ("@janedoe", Share), ("Teilen Facebook X WhatsApp", Share), ("Поделиться ВКонтакте Telegram", Share), ("Share this on Facebook Twitter E-Mail", Share),
    ("12 comments", Comments), ("Comments (0)", Comments), ("0 Kommentare", Comments), ("Комментарии: 15", Comments), ("댓글 3", Comments),
    ("Осталось символов - 2000", Comments), ("250 characters left", Comments), ("Twój komentarz pojawi się po zatwierdzeniu", Comments), ("Votre commentaire sera publié après validation.", Comments),
    ("Was this article helpful?", Comments), ("Ваше мнение учтено", Other), ("War dieser Artikel hilfreich?", Other), ("¿Te ha gustado este artículo?", Other), ("Oceń artykuł", Comments),
    ("About the author", AuthorBox), ("Jane Doe is a staff writer at The Example. She writes from Leeds.", AuthorBox), ("jane.doe@example.com", AuthorBox),
    ("© 2026 The Example. All rights reserved.", Legal), ("Copyright 2026 Example Media", Legal), ("Impressum", Legal), ("Все права защищены", Legal),
    ("При использовании материалов гиперссылка на сайт обязательна", Legal), ("Datenschutzerklärung", Legal), ("Tel.: +49 30 123456", Legal),
    ("Photo: Jane Doe / AFP", PhotoCredit), ("Getty Images", PhotoCredit), ("Ammar Awad / Reuters", PhotoCredit), ("(Foto: REUTERS)", PhotoCredit), ("Фото: пресс-служба", PhotoCredit),
    ("The river rises © Jane Doe", PhotoCredit), ("The river that never froze has risen again © J. Doe-Roe / Some Pictures", Caption),
    ("© Rolf Maler/imago", PhotoCredit), ("A crowd gathers on the bridge in the old town on Sunday morning. (Photo: Jane Doe / AFP)", Caption),
    ("We use cookies to improve your experience.", Cookie), ("Alle Cookies akzeptieren", Cookie),
    ("Live updates", LiveFrame), ("14:35", LiveFrame), ("Обновлено", LiveFrame),
    ("Editor's note: this story was updated on Monday.", EditorNote), ("This article has been updated to correct a name.", EditorNote), ("Reporting by Jane Doe; editing by John Roe", EditorNote),
    ("Tags: rivers, floods", Tags), ("#rivers #floods", Tags), ("Теги", Tags), ("标签", Tags),
    ("3 min read", Counter), ("2 хв на читання", Counter), ("Reading time: 4 minutes", Counter), ("Lesezeit: 5 Min.", Counter), ("1,204 views", Counter), ("Время чтения: 3 мин", Counter),
    ("6 January 2026", Date), ("Updated: Jan. 6, 2026, 2:03 p.m. ET", Date), ("06.01.2026, 14:03 Uhr", Date), ("6 января 2026, 14:03", Date), ("2 hours ago", Date), ("2026年1月6日 14:03", Date),
    ("By Jane Doe", Byline), ("Von Anna Meier", Byline), ("Автор: Иван Петров", Byline), ("Par Élise Müller", Byline),
];

#[test]
fn each_line_has_its_cue() {
    let label = |line: &str| cues::label(line).map(|cue| cue.label);
    let wrong: Vec<_> = LINES
        .iter()
        .map(|(line, expected)| (line, Some(*expected), label(line)))
        .filter(|row| row.1 != row.2)
        .collect();
    assert!(wrong.is_empty(), "line, expected, found: {wrong:#?}");
}

/// Lines that say themselves that they are none of an article, whatever stands around them.
const SURE: &[&str] = &[
    "© 2026 Портовый вестник. Все права защищены.",
    "© 2026 Портовий вісник. Усі права захищено.",
    "© 2026 La Voz del Puerto. Todos los derechos reservados.",
    "(c) 2026 Uosto žinios. Visos teisės saugomos.",
    "Copyright 2026 Liman Postası. Tüm hakları saklıdır.",
    "Сва права задржана.",
    "Всички права запазени",
    "2026 Kurier, alle Rechte vorbehalten",
    "Follow us on Telegram and Facebook so as not to miss important news.",
    "Folgen Sie uns auf Telegram und Facebook, um keine wichtigen Nachrichten zu verpassen.",
    "Síganos en Telegram y Facebook para no perderse las noticias importantes.",
    "Suivez-nous sur Telegram et Facebook pour ne manquer aucune information importante.",
    "Підписуйтесь на наш Telegram-канал, щоб не пропустити важливі новини.",
    "If you value our journalism, please support us with a donation.",
    "Wenn Ihnen unser Journalismus wichtig ist, unterstützen Sie uns mit einer Spende.",
    "Если вам важна независимая журналистика, поддержите нас пожертвованием.",
    "Nachdruck, auch auszugsweise, nur mit Genehmigung der Redaktion.",
    "Подпишитесь на нашу рассылку и получайте главные новости дня на почту.",
    "Получайте главные новости побережья каждое утро на почту.",
    "Every weekday morning our editor picks five stories. Join 12,000 readers who get it in their inbox.",
    "Reciba cada mañana en su correo las noticias que importan.",
    "Follow our WhatsApp channel for news from the bay.",
    "Folgen Sie unserem WhatsApp-Kanal und verpassen Sie nichts.",
    "Gift this article: subscribers have ten articles to give each month.",
    "Enjoying this story? The Post is free to read because of our members.",
    "We cannot do this without your help. Support our newsroom by contributing as little as $2.",
    "Aktuelle Nachrichten direkt auf Ihr Smartphone. Hier gratis herunterladen.",
    "This is a modal window. Beginning of dialog window. Escape will cancel and close the window.",
    "Esta es una ventana modal.",
    "AI-generated summary. Errors may occur.",
];

#[test]
fn what_says_itself_that_it_is_no_article_is_sure() {
    let sure = |line: &&&str| cues::label(line).is_some_and(|cue| cue.strength == Strength::Sure);
    let doubted: Vec<_> = SURE.iter().filter(|line| !sure(line)).collect();
    assert!(doubted.is_empty(), "{doubted:#?}");
    // A photo's credit and an article that speaks of rights are not.
    for line in [
        "The river rises © Jane Doe 2026",
        "The band said that all rights reserved in the old contract of 1997 would go back to the writers, who had waited for thirty years.",
        "AI-generated summaries cost publishers a third of their readers, the study found, and most of them never came back.",
        "Supporters who follow us on the road, the singer said, know the songs better than we do.",
    ] {
        assert!(!sure(&&line), "{line}");
    }
}

/// Sentences of articles about the very things that frames are made of.
const PROSE: &[&str] = &[
    "Was gibt dir mehr?",
    "Schaffst du deine Aufgaben nicht mehr?",
    "The court said that cookies of this kind need the consent of every visitor, and fined the firm two million euros.",
    "Her newsletter, which she writes at night in the kitchen, has forty thousand readers and no advertising at all.",
    "Share prices fell on Monday after the bank said that it would cut its dividend for the second year in a row.",
    "By Monday the river had risen above the second mark, and the mayor ordered the lower streets to be cleared.",
    "Von Anfang an war klar, dass die Brücke nicht vor dem Winter fertig werden würde, sagte der Bürgermeister.",
    "Автор доклада считает, что к весне цены на хлеб вырастут ещё на десять процентов, а на молоко на пять.",
    "Le journal avait publié la photo en première page, avec une légende que personne n'avait relue.",
    "Photo albums from the war years are kept in the cellar of the town hall, where the damp has ruined many of them.",
    "Home is where the fire is, the old fisherman said, and went out into the fog.",
    "На фоне роста цен жители города стали чаще покупать товары на рынке, рассказал глава района.",
    "He logged in to the system at four in the morning and found that every file had been copied.",
    "Read the contract twice, her lawyer told her, and then read it again in the morning.",
    "По теме выступили трое учёных, и каждый говорил о своём.",
    "Your comment that the bridge was safe, he said, is the reason why nobody closed it before the flood came.",
    "His message was read by the minister, who rates the article among the best of the year in her notes.",
    "Comments by the minister on the radio on Tuesday caused anger among farmers in the north of the country.",
    "Die Anzeige gegen den Stadtrat wurde nach drei Wochen fallen gelassen, wie die Staatsanwaltschaft mitteilte.",
];

#[test]
fn prose_has_no_strong_cue() {
    let strong = |text: &str| cues::label(text).filter(|cue| cue.strength == Strength::Strong);
    let wrong: Vec<_> = PROSE
        .iter()
        .filter_map(|text| Some((text, strong(text)?)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn amounts_are_no_times_of_day() {
    for line in ["HD THE HOME 225.86 -12.99 -5.44%", "On 9.50 €", "At $7.57"] {
        assert_eq!(
            cues::label(line).filter(|cue| cue.label == Label::Date),
            None,
            "{line}"
        );
    }
    assert!(cues::is_date_line("Um 7.57 Uhr"));
}

#[test]
fn long_paragraphs_have_no_cue() {
    let text = "Subscribe to our newsletter, the sign over the door said, and nobody knew why. "
        .repeat(30);
    assert_eq!(cues::label(&text), None);
}

#[test]
fn detectors_know_their_lines() {
    assert!(cues::is_date_line("Published 6 January 2026 at 14:03"));
    assert!(!cues::is_date_line("On 6 January 2026 the river rose"));
    assert!(cues::looks_like_byline("By Jane Doe and John Roe"));
    assert!(!cues::looks_like_byline("By the river stood a house"));
    assert!(cues::looks_like_photo_credit("Photo: Jane Doe"));
    assert!(!cues::looks_like_photo_credit("Photo albums of the war"));
    assert!(cues::looks_like_photo_credit("Jane Doe / epa"));
    assert!(!cues::looks_like_photo_credit("Die Patientenakte (ePA)"));
    assert!(cues::looks_like_name("Jane van der Doe"));
    assert!(!cues::looks_like_name("the river rose"));
    assert!(cues::is_clock("7:58 AM UTC"));
    assert!(!cues::is_clock("They met at 7:58"));
}

/// Lines whose cue hangs on no capital letter.
const CASELESS: &[&str] = &[
    "Home",
    "Skip to main content",
    "Read also: The river",
    "ADVERTISEMENT",
    "Subscribe",
    "Share on Facebook",
    "12 comments",
    "3 min read",
    "Impressum",
    "Getty Images",
];

proptest! {
    #[test]
    fn any_text_has_a_cue_or_none(text in "\\PC{0,300}") {
        let _ = cues::label(&text);
        let _ = cues::is_date_line(&text);
        let _ = cues::looks_like_byline(&text);
        let _ = cues::looks_like_photo_credit(&text);
        let _ = cues::looks_like_name(&text);
        let _ = cues::is_clock(&text);
    }

    #[test]
    fn case_of_letters_does_not_matter(line in prop::sample::select(CASELESS.to_vec())) {
        prop_assert_eq!(cues::label(&line.to_lowercase()).map(|cue| cue.label), cues::label(line).map(|cue| cue.label));
    }
}

#[test]
fn how_long_ago_is_told_in_many_languages() {
    for line in [
        "3 hours ago",
        "vor 2 Wochen",
        "il y a 3 mois",
        "hace 5 semanas",
        "há 2 anos",
        "4 godziny temu",
        "před 2 týdny",
        "2 часа назад",
        "5 хвилин тому",
        "3 veckor sedan",
        "2 måneder siden",
        "3 viikkoa sitten",
        "acum 2 zile",
        "πριν 3 ημέρες",
        "2 hafta önce",
        "преди 3 седмици",
        "prije 2 tjedna",
        "قبل 3 ساعات",
    ] {
        assert!(cues::is_age(line), "{line}");
    }
    for line in [
        "in 3 weeks",
        "3 Wochen",
        "12 March 2026",
        "years ago we lived here",
    ] {
        assert!(!cues::is_age(line), "{line}");
    }
}
