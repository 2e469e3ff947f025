//! Vowels that stand in some forms of a Russian noun alone: `рынок` and `рынка`, `отец` and `отца`, `боец` and `бойца`, `девушка` and `девушек`.

/// A folded stem without the vowel before its last `к` or `ц`, if forms of its word lack that.
///
/// Every stem that ends so is shortened, also those whose vowel stays (`урок`, `кузнец`): all forms of a word are shortened alike.
pub(super) fn without_fleeting(mut stem: String) -> String {
    let mut letters = stem.chars().rev();
    let (last, vowel, before) = (letters.next(), letters.next(), letters.next());
    let (Some(last), Some(vowel), Some(before), Some(_)) = (last, vowel, before, letters.next())
    else {
        return stem;
    };
    let kept = match (vowel, last) {
        ('е', 'ц') if is_vowel(before) => "йц",
        ('е', 'ц') => "ц",
        ('о', 'к') if !is_vowel(before) => "к",
        ('е', 'к') if matches!(before, 'ж' | 'ч' | 'ш') => "к",
        _ => return stem,
    };
    stem.truncate(stem.len() - vowel.len_utf8() - last.len_utf8());
    stem.push_str(kept);
    stem
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_before_the_last_letter_of_a_noun_come_and_go() {
        for (long, short) in [
            ("рынок", "рынк"),
            ("отец", "отц"),
            ("боец", "бойц"),
            ("девушек", "девушк"),
            ("человек", "человек"),
            ("знак", "знак"),
            ("рок", "рок"),
            ("ок", "ок"),
        ] {
            assert_eq!(without_fleeting(long.to_owned()), short);
        }
    }
}
