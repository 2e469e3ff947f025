//! What is a word and where a sentence ends in scripts that write it otherwise.
//!
//! The forests learned from scripts with spaces and capitals. Here the others are counted so that a line of them says what the
//! same line would say in those.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Letters of a word, on average, where words stand without spaces between them.
pub(in crate::clean) const LETTERS_OF_WORD: u32 = 4;

/// True for Thai, Lao, Tibetan, Burmese and Khmer, whose words stand without spaces, several letters each.
pub(in crate::clean) fn is_run_together(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// True for Thai and Lao, which set no stop behind a sentence.
pub(super) fn has_no_stops(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}')
}

/// True for letters that are neither large nor small, and begin a sentence as a capital does: Indic and South-East Asian
/// scripts, Georgian, Ethiopic.
pub(super) fn is_caseless(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{10ff}' | '\u{1200}'..='\u{139f}' | '\u{1780}'..='\u{17ff}')
}

/// Full stops besides `.`: of Chinese, Indic scripts, Urdu, Armenian, Amharic, Burmese, Khmer, Tibetan.
pub(super) const STOPS: &[char] = &['。', '।', '॥', '۔', '։', '።', '။', '។', '།'];

/// True for stops inside a run without spaces: each ends a sentence.
pub(super) fn is_inner_stop(c: char) -> bool {
    matches!(c, '။' | '។' | '།')
}

/// Words of grammar of the scripts without spaces.
const PARTICLES: &[&str] = &[
    // Thai
    "ที่ และ ใน ของ เป็น ได้ จะ ว่า ให้ ไม่ กับ จาก โดย แต่ นี้ คือ หรือ เพราะ หลัง แล้ว ซึ่ง ด้วย",
    // Lao
    "ທີ່ ແລະ ໃນ ຂອງ ເປັນ ໄດ້ ຈະ ວ່າ ໃຫ້ ບໍ່ ກັບ ຈາກ ໂດຍ ແຕ່ ນີ້ ແມ່ນ ຫຼື ເພາະ ຊຶ່ງ ແລ້ວ",
    // Khmer
    "បាន និង ដែល ក្នុង នៅ របស់ ដោយ មាន ទៅ ថា នេះ ហើយ ត្រូវ ពីព្រោះ",
    // Burmese
    "သည် ကို မှ နှင့် များ တွင် ခဲ့ ကြောင်း ဖြစ် သော ပြီး ဟု အတွက်",
    // Tibetan
    "ཀྱི གྱི གིས ནས དང པའི རེད ཡིན ཡོད ལས ཞིག",
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = PARTICLES.iter().flat_map(|words| words.split(' '));
    AhoCorasick::new(words).ok()
});

/// How many words of grammar a run without spaces holds.
pub(super) fn particles_in(run: &str) -> u32 {
    let Some(finder) = FINDER.as_ref() else {
        return 0;
    };
    u32::try_from(finder.find_iter(run).count()).unwrap_or(u32::MAX)
}
