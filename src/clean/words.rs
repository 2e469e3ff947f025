//! Words that carry grammar: their share tells running text from menus in any language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Frequent function words of the languages that news archives hold most, lower case. A word that
/// means something else in another language does little harm: the share over a block counts.
const FUNCTION_WORDS: &[&str] = &[
    // English
    "the of and to in a is that for it on was with as be by are at this from have or an but not they his he she has had were been will would their \
     which who its we you said after about more when than also could there into over our us if can what",
    // German
    "der die das und ist nicht mit auf für von dem den des ein eine einen einer sich auch es im zu bei nach wie aus er sie hat wird werden sind war \
     noch nur aber oder als dass zum zur über vor durch haben",
    // French
    "le la les des du de et est un une dans que qui pour par sur pas plus au aux ce cette avec il elle son sa ses se ont été sont à ne en leur mais",
    // Spanish, Portuguese, Italian
    "el los las del al que y es una por con para su se no lo como más pero sus ha fue este esta entre sobre o os da do dos na no em um uma ao à é foi \
     são mais pelo pela também il lo gli i di che è non per nel della delle dei con sono alla ha si più dal come",
    // Dutch, Swedish, Danish, Norwegian, Finnish
    "de het een van en dat niet zijn op te voor met aan er door ook naar bij uit nog wordt och att det som är på av för den till inte har med om ett \
     var men kan er af ikke til fra ved jeg vi og på han hun ja ei on se että oli myös ovat mutta kun tai joka",
    // Polish, Czech, Slovak, Croatian, Serbian, Slovene
    "w i z na do nie się że jest to o jak po od za przez dla ale był tym który co oraz już ze są ma být je že se si jsou byl v s k na pro ale jako \
     podle sa som aby by su koji kao što iz bi od će li pa ter ki pri tudi",
    // Romanian, Hungarian, Turkish
    "și de la cu pe în nu din că mai sau este pentru care fost a fi az és hogy nem egy is volt csak már ezt ha meg ve bir bu da de için ile olarak \
     çok daha gibi olan kadar sonra ancak ise",
    // Greek
    "και το η ο του της τα οι τον την με για από να σε που στο στη στην στον δεν είναι θα τους των ότι ως αλλά μια ένα",
    // Russian, Ukrainian, Bulgarian
    "и в не на что с по как за из он она они это от к у о а но для же так его её их был была были было при до со также все или если чтобы который \
     і й з та що як до від це він вона вони але щоб який у про є бути за під без се да е са от ще си го че към",
    // Arabic, Hebrew, Persian, Hindi
    "في من على إلى أن التي الذي عن مع هذا هذه كان قد ما لا של את על לא הוא זה עם כי גם או היא אל و در به از که این را با است برای آن \
     के में की है और से को का पर ने कि यह हैं लिए नहीं भी था",
    // Urdu, Bengali, Marathi, Gujarati, Punjabi, Tamil, Telugu, Kannada, Malayalam, Sinhala
    "کے میں کی ہے اور سے کو کا پر نے کہ یہ ہیں لیے نہیں بھی تھا تھی تھے گیا کر اس وہ جو ایک تک ہو ہوئے ও এবং এই যে করে থেকে তার না হয় একটি করা \
     জন্য হয়েছে সঙ্গে কিন্তু তিনি এ বলে ছিল করেন আর গত এক এর নিজেদের आणि आहे या ही हा ते तो होते आहेत था थी थे तक साथ गया करने \
     છે અને આ તે ની નો કે માટે એક પર હતી ਦੇ ਵਿੱਚ ਦੀ ਹੈ ਅਤੇ ਨੂੰ ਨੇ ਦਾ ਤੋਂ என்று ஒரு இந்த மற்றும் என அந்த உள்ள அவர் அது இது ஆனால் பின் கடந்த ఈ ఒక మరియు \
     అని ఆ కూడా లో ಈ ಒಂದು ಮತ್ತು ಎಂದು ಆ ഒരു ഈ എന്ന എന്ന് ആണ് සහ හා බව මේ ඒ ඇති",
    // Armenian, Georgian, Amharic
    "և է են որ ու մեջ համար այս նա իր ինչ մի եմ ենք էր էին նրա այն կամ բայց հետ մասին ըստ իսկ քանի ավելի და არ რომ ეს არის იყო რა თუ ამ მისი ის \
     რომელიც შემდეგ უნდა კი ან მაგრამ როგორც მხოლოდ რადგან უფრო მეტი እና ነው ላይ ውስጥ ጋር ግን እንደ ሲሆን ወደ ይህ ነበር ደግሞ ብቻ በላይ",
    // Indonesian, Vietnamese, Swahili, Zulu, Xhosa
    "yang dan di dari untuk dengan pada ini itu dalam tidak akan ke juga oleh và của là có trong cho với được một những các không na ya wa kwa ni la \
     za katika kuwa ukuthi ngoba futhi kodwa kuba ukuba kwaye kunye",
];

/// Words with which an outlet speaks to its readers, in the languages above, lower case or capitalised.
const APPEALS: &[&str] = &[
    "we our ours us you your We Our You Your",
    "wir unser unsere unserer unseren uns Sie Ihr Ihre Ihren Ihnen du dein deine Wir Unsere",
    "nous notre nos vous votre vos Nous Notre Vous Votre",
    "nosotros nuestro nuestra nuestros usted tu tus te Nuestro nosso nossa você seu seus Você noi nostro nostra voi tuo tua",
    "wij onze ons uw je jouw vi vår våra dig din deg vores dine meidän sinun",
    "nasz nasza nasze nas ci twój twoje my naše náš vás váš vaše nám vám naš naša vas vaš ваш ваша ваше ваши вас вам нас нам наш наша наши мы вы",
    "нашу нашої ми ви ваших наших μας σας εμείς εσείς kami kita anda Anda bizim sizin siz biz noastre dumneavoastră",
];

/// What a word says about the text it stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Grammar {
    /// A function word in lower case; also a Korean word that ends in a particle.
    pub function: bool,
    /// `we`, `your` and their like.
    pub appeal: bool,
}

/// The words of both lists, and which of them may be there at all.
struct Known {
    words: FxHashMap<&'static str, Grammar>,
    may_be: Vec<u64>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known {
        words: FxHashMap::default(),
        may_be: vec![0; 1 << (SIEVE_BITS - 6)],
    };
    let words = |lists: &[&'static str]| -> Vec<&'static str> {
        lists.iter().flat_map(|l| l.split_whitespace()).collect()
    };
    for word in words(FUNCTION_WORDS) {
        known.entry(word).function = true;
    }
    for word in words(APPEALS) {
        known.entry(word).appeal = true;
    }
    known
});

/// Logarithm of the places of the sieve: a word in twenty that is in no list passes it.
const SIEVE_BITS: u32 = 14;

impl Known {
    fn entry(&mut self, word: &'static str) -> &mut Grammar {
        let (cell, bit) = sieve_place(word);
        if let Some(cell) = self.may_be.get_mut(cell) {
            *cell |= bit;
        }
        self.words.entry(word).or_default()
    }

    fn find(&self, word: &str) -> Grammar {
        let (cell, bit) = sieve_place(word);
        if self.may_be.get(cell).is_none_or(|cell| cell & bit == 0) {
            return Grammar::default();
        }
        self.words.get(word).copied().unwrap_or_default()
    }
}

/// A place in the sieve, from the word's length and three of its bytes.
fn sieve_place(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
    let key = byte(0) | byte(1) << 8 | byte(bytes.len().saturating_sub(1)) << 16;
    let key = (key | (bytes.len() as u32) << 24).wrapping_mul(0x9e37_79b1) >> (32 - SIEVE_BITS);
    ((key / 64) as usize, 1 << (key % 64))
}

/// Bytes of the longest word in the lists; longer ones are not looked up.
const LONGEST: usize = 24;

/// What a word is in the lists.
pub(super) fn grammar_of(word: &str) -> Grammar {
    let mut grammar = Grammar::default();
    if word.len() <= LONGEST {
        grammar = KNOWN.find(word);
    }
    grammar.function |= ends_in_particle(word);
    grammar
}

fn ends_in_particle(word: &str) -> bool {
    // The first byte of a last character that is a Hangul syllable.
    let lead = word.as_bytes().iter().nth_back(2);
    word.len() >= 6
        && lead.is_some_and(|lead| (0xea..=0xed).contains(lead))
        && word.ends_with([
            '은', '는', '을', '를', '에', '의', '로', '고', '다', '서', '와', '과', '이', '가',
        ])
}

/// The run without what stands before its first and behind its last letter or digit.
pub(super) fn trimmed(run: &str) -> &str {
    let bytes = run.as_bytes();
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(bytes.first()) {
        match bytes {
            [.., last] if last.is_ascii_alphanumeric() => return run,
            // A comma or full stop behind a word.
            [before @ .., last] if last.is_ascii() && is_plain(before.last()) => {
                return run.get(..before.len()).unwrap_or_default();
            }
            _ => {}
        }
    }
    run.trim_matches(|c| !is_alphanumeric(c))
}

/// As [`char::is_alphanumeric`], fast for Latin and Cyrillic letters.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{45f}' => true,
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// As [`char::is_uppercase`], fast for Latin and Cyrillic letters.
pub(super) fn is_upper(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{45f}' => c < '\u{430}',
        _ => c.is_uppercase(),
    }
}

/// True for scripts that write without spaces.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

/// True for characters that carry grammar in scripts without spaces.
pub(super) fn is_function_character(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'
            ..='\u{3096}'
                | '的'
                | '了'
                | '是'
                | '在'
                | '不'
                | '有'
                | '和'
                | '也'
                | '就'
                | '都'
                | '而'
                | '与'
                | '對'
                | '对'
                | '為'
                | '为'
                | '這'
                | '这'
                | '他'
                | '我'
                | '们'
                | '們'
    )
}
