//! Names of places in the language of most articles: Germany, not Deutschland, where most are English.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{EntityKind, merge, places};
use super::Why;
use super::join::{Group, Names};

/// Gives each group of places that is named in several languages the name that it has in the language of most.
pub(super) fn prefer(groups: &mut [Group], names: &Names<'_>) {
    let is_several =
        |group: &&mut Group| group.kind == EntityKind::Place && !group.others.is_empty();
    let Some(own) = of_most(groups, names) else {
        return;
    };
    for group in groups.iter_mut().filter(is_several) {
        rename(group, names, &own);
    }
}

/// The folded names of places in the language whose names have the most articles.
fn of_most(groups: &[Group], names: &Names<'_>) -> Option<FxHashSet<String>> {
    let mut articles: FxHashMap<&str, u64> = FxHashMap::default();
    for group in groups
        .iter()
        .filter(|group| group.kind == EntityKind::Place)
    {
        for (value, _) in group.forms() {
            *articles.entry(names.key_of(value)).or_default() += names.articles_of(value);
        }
    }
    let languages = places::by_language().map(|names| -> FxHashSet<String> {
        names
            .map(merge::key)
            .filter(|key| !key.is_empty())
            .collect()
    });
    let counted = languages.map(|keys| {
        let of = keys.iter().filter_map(|key| articles.get(key.as_str()));
        (of.sum::<u64>(), keys)
    });
    // Of equals the last one is taken: English.
    let most = counted.max_by_key(|&(articles, _)| articles)?;
    (most.0 > 0).then_some(most.1)
}

fn rename(group: &mut Group, names: &Names<'_>, own: &FxHashSet<String>) {
    let is_own = |value: u32| own.contains(names.key_of(value));
    if is_own(group.first) {
        return;
    }
    let better = group.others.iter_mut().filter(|(value, _)| is_own(*value));
    let Some(better) = better.max_by_key(|(value, _)| names.articles_of(*value)) else {
        return;
    };
    let former = std::mem::replace(&mut group.first, better.0);
    *better = (former, Why::Known);
}
