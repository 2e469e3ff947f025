//! Pages that say they are none: not found, not allowed, not before it is proved that a person asks.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::cues::fold::fold;
use super::{Label, Verdict};
use crate::page::{Field, Page};

/// Kept words from which a page is one, whatever its title says.
const WORDS: u32 = 80;
/// Blocks from the top among which the notice stands.
const REACH: usize = 40;
/// Bytes of the longest notice.
const LONGEST: usize = 80;

/// Notices, folded: a number is 0.
const NOTICES: &[&str] = &[
    "0 not found|0 page not found|0 error|0 forbidden|error 0|http error 0|error 0 not found|page not found|sorry page not found|oops page not found|\
     not found|article not found|page unavailable|content unavailable|this page is unavailable|page no longer available|this content is not available|\
     we can t find that page|we can t find the page you re looking for|the page you requested could not be found|this page isn t available|\
     this page doesn t exist|this page does not exist|access denied|access to this page has been denied|forbidden|just a moment|one more step|\
     attention required|checking your browser|checking if the site connection is secure|are you a robot|are you human|security check|\
     verify you are human|please verify you are a human|verifying you are human|pardon our interruption|please enable cookies|\
     service unavailable|0 service unavailable|service temporarily unavailable|0 service temporarily unavailable|bad gateway|0 bad gateway|\
     0 bad gateway error|gateway timeout|0 gateway timeout|0 gateway time out|internal server error|0 internal server error|too many requests|\
     0 too many requests|unavailable for legal reasons|0 unavailable for legal reasons|site under maintenance|down for maintenance",
    "seite nicht gefunden|diese seite wurde nicht gefunden|artikel nicht gefunden|seite nicht verfugbar|diese seite existiert nicht|\
     die seite wurde nicht gefunden|zugriff verweigert|fehler 0|0 seite nicht gefunden|wartungsarbeiten",
    "page introuvable|page non trouvee|cette page n existe pas|cette page est introuvable|erreur 0|0 page introuvable|acces refuse|un instant",
    "pagina no encontrada|la pagina no existe|acceso denegado|0 pagina no encontrada|un momento",
    "pagina non trovata|errore 0|accesso negato|pagina nao encontrada|erro 0|acesso negado|pagina niet gevonden|sidan hittades inte|\
     sidan kunde inte hittas|siden blev ikke fundet|sivua ei loytynyt",
    "страница не найдена|запрашиваемая страница не найдена|страница не существует|ошибка 0|ошибка 0 страница не найдена|доступ запрещен|\
     доступ ограничен|сторінку не знаидено|сторінка не знаидена|помилка 0|доступ заборонено",
    "nie znaleziono strony|strona nie istnieje|strona nie zostala znaleziona|blad 0|odmowa dostepu|stranka nenalezena|stranka nebyla nalezena|\
     sayfa bulunamadi|halaman tidak ditemukan|η σελιδα δεν βρεθηκε",
    "页面不存在|页面未找到|您访问的页面不存在|頁面不存在|找不到頁面|ページが見つかりません|お探しのページは見つかりませんでした|페이지를 찾을 수 없습니다",
];

static KNOWN: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let notices = NOTICES.iter().flat_map(|list| list.split('|'));
    notices.map(|notice| fold(notice).text).collect()
});

/// True if the text, or what stands before or behind a bar or dash in it, is such a notice.
fn is_notice(text: &str) -> bool {
    let whole = |part: &str| part.len() <= LONGEST && KNOWN.contains(&fold(part).text);
    whole(text)
        || text.len() <= 3 * LONGEST && text.split(['|', '–', '—', '·', '-', ':']).any(whole)
}

/// Cuts what is kept of such a page, of which `words` are; true if it is one.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page, words: u32) -> bool {
    if words >= WORDS {
        return false;
    }
    let titles = page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Title);
    let said = titles.map(|claim| claim.value.as_str());
    let shown = page
        .blocks
        .iter()
        .take(REACH)
        .filter(|block| block.links == 0);
    let mut said = said.chain(shown.map(|block| block.text.as_str()));
    let Some(notice) = said.find(|text| is_notice(text)) else {
        return false;
    };
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.kept) {
        verdict.kept = false;
        verdict.label = Label::Other;
        verdict.reason = format!("the page says that it is none: “{notice}”").into();
    }
    true
}
