//! Words by which the room tells persons, roles and outlets apart; folded.

/// Statements in an author's place that name nobody.
pub(super) const NOT_PERSONS: &[&str] = &[
    "admin", "administrator", "author", "editor", "editors", "staff", "guest", "unknown", "anonymous", "none", "null", "undefined", "na", "n a", "user", "webmaster", "root", "редакция",
    "редакція", "redaktion", "die redaktion", "redaction", "la redaction", "redaccion", "redazione", "la redazione", "redacao", "da redacao", "redakcja", "redactie", "redakce",
    "redaksjonen", "redaktionen", "toimitus", "redactia", "szerkesztoseg", "haber merkezi", "редакцията", "redakcija", "التحرير", "מערכת", "本报讯", "本报记者", "本社记者", "新华社", "wordpress",
    "contributor", "contributors", "correspondent", "reporter", "web desk", "news desk", "newsroom", "archive", "posted", "published", "updated", "view bio", "see more", "read more",
    "opinion", "news", "sports", "sport", "about", "contact", "share", "follow", "subscribe", "getty", "img", "image", "photo", "video", "agencies", "agencias", "agenturen", "agences",
];

/// Words that stand only in the names of outlets, agencies and desks.
pub(super) const ORGANISATIONS: &[&str] = &[
    "news", "staff", "team", "desk", "editors", "editorial", "newsroom", "newspaper", "redaktion", "redaccion", "redaction", "redazione", "redakcja", "redactie", "redakce", "редакция",
    "редакція", "agency", "agencies", "agencia", "agencias", "agence", "agentur", "agenturen", "agenzia", "press", "reuters", "afp", "associated", "bloomberg", "magazine", "media", "times",
    "wire", "bureau", "network", "online", "com", "org", "net", "tv", "radio", "service", "services", "inc", "llc", "ltd", "gmbh", "corp", "company", "university", "institute", "foundation",
    "association", "department", "ministry", "office", "board", "council", "group", "studio", "studios", "podcast", "newsletter", "correspondents", "reporters", "writers", "contributors",
    "publications", "publishing", "international", "daily", "weekly", "tribune", "gazette", "herald", "sentinel", "chronicle", "observer", "examiner", "zeitung", "nachrichten", "noticias", "notizie", "новости", "новини", "агентство",
    "информационное", "пресс", "служба", "europapress", "efe", "ansa", "dpa", "apa", "sda", "tass", "тасс", "риа", "интерфакс", "укринформ", "укрінформ", "pap", "ctk", "belga", "anp", "xinhua",
    "center", "centre", "central", "society", "committee", "partner", "sponsored", "advertisement", "pti", "ani", "ians", "haber", "ajansi", "facebook", "twitter", "instagram", "youtube",
    "linkedin", "permalink", "comments", "rss", "archives", "website", "blog", "blogs", "insider", "guardian", "telegraph", "cnn", "bbc", "nbc", "abc", "cbs", "fox",
];

/// What people are called by their work; alone or at the end of a part they make it no name.
pub(super) const ROLES: &[&str] = &[
    "writer", "reporter", "editor", "correspondent", "columnist", "contributor", "journalist", "producer", "photographer", "analyst", "author", "critic", "director", "manager", "officer",
    "intern", "fellow", "freelance", "freelancer", "senior", "executive", "chief", "deputy", "managing", "associate", "assistant", "publisher", "blogger", "host", "anchor", "professor",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "journalistin", "volontar", "volontarin", "chefredakteur", "chefredakteurin", "autor", "autorin", "kolumnist",
    "kolumnistin", "ressortleiter", "journaliste", "redacteur", "redactrice", "correspondant", "correspondante", "periodista", "redactor", "redactora", "corresponsal", "columnista",
    "giornalista", "redattore", "redattrice", "corrispondente", "jornalista", "colunista", "dziennikarz", "dziennikarka", "redaktor", "redaktorka", "verslaggever", "journalistiek",
    "корреспондент", "журналист", "обозреватель", "редактор", "колумнист", "автор", "кореспондент", "журналіст", "журналістка", "оглядач", "редакторка", "muhabir", "editoru", "σύντακτης",
    "δημοσιογραφοσ", "συντακτησ", "ceo", "cto", "cofounder", "founder", "expert", "specialist", "researcher", "historian", "attorney",
];
