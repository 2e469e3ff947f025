//! Words with a full stop behind them that does not end a sentence.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A list of words, divided by spaces.
pub(super) struct Words {
    list: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl Words {
    const fn new(list: &'static str) -> Self {
        Self {
            list,
            set: OnceLock::new(),
        }
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| self.list.split(' ').collect())
            .contains(word)
    }
}

/// Never the end of a sentence: titles, ranks, references. Folded, several languages in one list.
pub(super) static NEVER_LAST: Words = Words::new(
    "mr mrs ms dr drs prof profs st ste gen col maj capt cmdr lt sgt cpl pvt adm rev fr hon \
     sen sens rep reps gov govs pres supt insp det cllr messrs mme mlle mm hr fru frk sr sra \
     srta sres dna dra dott sig sigra ing mgr bc phdr mudr judr dhr mevr mw ir em exmo ilmo \
     av doc doz hrn akad акад проф доц ген полк майор г-н г-жа гр тов им ім св vs eg ie viz \
     cf vgl bzw ggf evtl inkl zb sog geb gest bspw zzgl approx ej pej env tzn m.in tzv ul \
     napr resp cca bijv напр ул вул просп пр-т пров буд корп обл р-н пос дер прибл зам заст \
     т.е т.н т.зв т.ч z.b d.h u.a e.g i.e",
);

/// Not the end of a sentence before a number: references, addresses.
pub(super) static BEFORE_NUMBER: Words = Words::new(
    "no nos nr nrs num art arts vol vols fig figs ch sec par para p pp ss ca est tel abs ziff \
     bl pag pags max min al os pl ст ч п пп гл рис табл стр см ок бл д кв тел пл пер jan feb \
     mar apr jun jul aug sep sept oct nov dec",
);

/// May end a sentence: the next word decides. Also the abbreviated months.
pub(super) static MAY_BE_LAST: Words = Words::new(
    "inc corp co ltd llc plc bros jr snr esq dept univ assn ave blvd rd hwy mt ft jan feb mar \
     apr jun jul aug sep sept oct nov dec janv fevr avr juil okt dez marz ene abr ago dic gen \
     mag giu lug ott sty lut kwi maj cze lip sie wrz paz lis gru янв февр фев апр авг сент \
     сен окт нояб ноя дек січ лют бер квіт трав черв лип серп верес жовт листоп груд mon tue \
     tues wed thu thur thurs fri sat sun calif conn fla ill ind kan ky mass md mich minn mo \
     neb nev okla ore pa penn tenn tex va vt wash wis wyo ala ariz ark colo del ga la ont que \
     a.m p.m s.a s.l u.s u.k u.n e.u d.c l.a n.y ph.d m.d b.a m.a",
);

/// End a sentence when a capital follows, although they are abbreviations.
pub(super) static OFTEN_LAST: Words = Words::new(
    "etc usw usf ecc atd itd itp enz osv mfl др пр ін т.д т.п т.к тыс млн млрд трлн тис руб \
     грн mln mld mrd mio гг вв",
);

/// Words that begin sentences and follow an abbreviation inside one only by rare accident; as written.
pub(super) static STARTERS: Words = Words::new(
    "The This That These Those A An He She It They We I You His Her Its Their Our But And In \
     On At As If When While After Before However There What Who Why How For With Then From By \
     To Some Many Most One No Not So Such Although Though Since Because Now Der Die Das Ein \
     Eine Er Sie Es Wir Ich Aber Und Im Am Bei Auch Doch Nach Mit Le La Les Un Une Il Elle \
     Ils Elles Nous Je Mais Et Dans Ce Cette Pour Selon El Los Las Una Pero En Se Según Este \
     Esta Lo Gli Ma Nel Per Secondo O Os Mas Na Em Para Het De Een Hij Zij Maar Ook Это Этот \
     Он Она Они Мы Я В На Но И А По При Как Однако Так С К Для Из Также Ранее Після Це Він \
     Вона Вони Ми У Але Та Також За Раніше Про",
);

/// Capitalised words that follow an ordinal (`5. Januar`) or a shortened amount (`3 Mio. Euro`), folded.
pub(super) static AFTER_NUMBER: Words = Words::new(
    "januar janner februar marz april mai juni juli august september oktober november \
     dezember jahrhundert jahrhunderts jahrestag geburtstag mal bundesliga liga spieltag \
     etage klasse platz runde januari februari maj juuni tammikuuta ledna unora brezna dubna \
     kvetna cervna cervence srpna zari rijna listopadu prosince stoleti marcius aprilis majus \
     junius julius augusztus szeptember december ocak subat mart nisan mayis haziran temmuz \
     agustos eylul ekim kasim aralik euro dollar franken \
     kronen rubel menschen einwohner tonnen",
);

/// Articles and the like before a German ordinal, in small letters.
pub(super) static BEFORE_ORDINAL: Words = Words::new(
    "der die das dem den im am vom zum zur beim ins ans seiner seinem seinen seine sein ihrer ihrem \
     ihren ihre ihr unserer unserem unseren unsere meiner meinem meinen einer einem einen eine \
     dieser diesem diesen diese dieses jeder jedem jeden jedes ihres seines",
);

/// Words that begin a sentence behind a day or a place (`am 5. Danach …`) and are no nouns.
pub(super) static BEHIND_DAY: Words = Words::new(
    "Danach Dann Dort Dabei Damit Dafür Dagegen Deshalb Daher Darum Dennoch Doch Denn Dass Da \
     Heute Gestern Morgen Jetzt Nun Später Zuvor Vorher Seitdem Seither Trotzdem Allerdings \
     Außerdem Zudem Also So Wir Wer Was Wie Wo Wann Warum Wenn Weil Während Obwohl Als Alle Alles \
     Man Mein Meine Sein Seine Ihr Ihre Unser Unsere Dieser Diese Dieses Jeder Jede Jedes Kein \
     Keine Beide Viele Einige Einer Eines Hier Hinzu Insgesamt Laut Seit Von Vor Zu Zum Zur Zwei \
     Drei Für Gegen Ohne Um Unter Über Hinter Neben Zwischen Bis Aus Auf An Ab Den Dem Des",
);

/// Kinds of settlement, shortened to a letter: `г. Москва`, `с. Легедзине`, `м. Київ`.
pub(super) static PLACES: Words = Words::new("г с д п х м");

/// Prepositions before a settlement, folded.
pub(super) static BEFORE_PLACE: Words =
    Words::new("в во из у до з зі із к ко по под біля від около близ та и і для про");
