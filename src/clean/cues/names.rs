//! Signs and forms of names in scripts that know no capitals.

/// True for letters of scripts that know no capitals. Georgian has some, and writes no names with them.
pub fn is_caseless(c: char) -> bool {
    let georgian = matches!(c, '\u{10d0}'..='\u{10ff}');
    georgian || c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// True for signs inside words of Indic and South-East Asian scripts that are no letters: the virama, tones, joiners.
pub fn is_sign(c: char) -> bool {
    let virama = matches!(c as u32, 0x900..=0xd7f) && matches!(c as u32 & 0x7f, 0x3c | 0x4d);
    virama
        || matches!(
            c,
            '\u{dca}' | '\u{e47}'..='\u{e4e}' | '\u{ec8}'..='\u{ecd}' | '\u{1039}' | '\u{103a}' | '\u{17d2}'
        )
        || matches!(c, '\u{200c}' | '\u{200d}')
}

/// The name in `【山田太郎】`, alone on its line, as Japanese papers sign.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let name = text.strip_prefix('【')?.strip_suffix('】')?;
    let han = name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let fits = han && (3..=5).contains(&name.chars().count());
    (fits && !OTHERS.split(' ').any(|word| name.contains(word))).then_some(name)
}

/// Words that stand in such brackets too.
const OTHERS: &str = "取材 速報 動画 写真 詳報 全文 解説 特集 社説 独自 更新 記者 会見 一覧 連載 記事 限定 公開 中継 映像 図解 随時 単独 独占 \
    評論 投稿 募集 関連 注意 重要 新着 必見 現場 報道 新闻 快讯 视频 图片 本报 导读 编者 來源 来源 記錄 专题 專題";

/// Bytes of the longest line of a name and a day.
const LONGEST_DATED: usize = 90;

/// The name in `Jane Doe | Published 15 hours ago`: before a bar with nothing but a day or an age behind it.
pub fn before_day(text: &str) -> Option<&str> {
    if text.len() > LONGEST_DATED {
        return None;
    }
    let (name, day) = text.split_once(['|', '•', '·'])?;
    let dated = || super::is_date_line(day) || super::is_age(day);
    (super::looks_like_name(name) && dated()).then(|| name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_before_nothing_but_a_day_is_found() {
        assert_eq!(
            before_day("Zimba Vilakan|Published 15 hours ago"),
            Some("Zimba Vilakan")
        );
        assert_eq!(before_day("Jane Doe | 6 January 2026"), Some("Jane Doe"));
        assert_eq!(before_day("08 Mar 09 | Middle East"), None);
        assert_eq!(before_day("Jane Doe | The Example"), None);
    }

    #[test]
    fn names_in_brackets_are_told_from_headings() {
        assert_eq!(bracketed("【山田太郎】"), Some("山田太郎"));
        for text in [
            "【速報】",
            "【独自取材】",
            "【山田太郎】が語る",
            "【ニュース】",
            "山田太郎",
        ] {
            assert_eq!(bracketed(text), None, "{text}");
        }
    }
}
