//! Which names in Latin letters look as if they had come from a Slavic language or a neighbour of one.

/// Ends of surnames that are hardly ever others, in the spellings of English, German, French and Polish.
const ENDS: &[&str] = &[
    "sky", "skyy", "skiy", "skii", "skij", "skyi", "skyj", "ski", "skaya", "skaia", "skaja", "ska",
    "enko", "enka", "chuk", "tchouk", "tschuk", "czuk", "ov", "ow", "off", "ova", "owa", "ev",
    "ew", "eff", "eva", "ewa", "ovich", "evich", "ovych", "evych", "ivich", "itsch", "vitch",
    "iuk", "yuk", "juk", "iouk", "shin", "schin", "khin", "gin", "chin", "kin", "utin", "outine",
    "zhin", "jine", "rin", "tsyn", "tsin", "zyn", "lny", "lnyi", "lnyy", "lniy", "zhny", "zhnyi",
    "naya", "naja", "noy", "ian", "yan", "jan", "shvili", "chvili", "schwili", "adze", "adse",
    "shko", "chko", "schko",
];

/// Given names that are hardly ever others. None is so common elsewhere that two people who share a surname could be taken for one by it.
const GIVEN: &[&str] = &[
    "aleksei",
    "aleksej",
    "aleksey",
    "alexei",
    "alexej",
    "alexey",
    "anatoli",
    "anatolii",
    "anatoliy",
    "anatoly",
    "andrei",
    "andrej",
    "andrey",
    "andrii",
    "andrij",
    "andriy",
    "arsenii",
    "arsenij",
    "arseniy",
    "benjamin",
    "binyamin",
    "bogdan",
    "bohdan",
    "boris",
    "borys",
    "denis",
    "denys",
    "dmitri",
    "dmitrij",
    "dmitriy",
    "dmitry",
    "dmytro",
    "evgeni",
    "evgeny",
    "evgueni",
    "fedor",
    "fjodor",
    "fyodor",
    "gennadi",
    "gennadiy",
    "gennady",
    "georgi",
    "georgy",
    "gianis",
    "giannis",
    "giorgi",
    "grigori",
    "grigory",
    "hennadiy",
    "hryhoriy",
    "igor",
    "ihor",
    "ioulia",
    "iouri",
    "itamar",
    "itzhak",
    "jaroslaw",
    "jewgeni",
    "joav",
    "julija",
    "juri",
    "jurij",
    "kiril",
    "kirill",
    "kyrylo",
    "leonid",
    "ljudmila",
    "lyudmila",
    "michail",
    "mijail",
    "mikhail",
    "mikheil",
    "mychajlo",
    "mykhailo",
    "mykhaylo",
    "mykola",
    "nikita",
    "nikolai",
    "nikolaj",
    "nikolay",
    "oksana",
    "oleg",
    "oleh",
    "oleksandr",
    "oleksii",
    "oleksiy",
    "olga",
    "olha",
    "pavel",
    "pavlo",
    "petr",
    "petro",
    "pyotr",
    "ruslan",
    "rustem",
    "salome",
    "sergei",
    "sergej",
    "sergey",
    "sergi",
    "sergii",
    "sergiy",
    "serguei",
    "serhii",
    "serhij",
    "serhiy",
    "stanislav",
    "stanislaw",
    "stepan",
    "svetlana",
    "sviatlana",
    "swetlana",
    "tatiana",
    "tatyana",
    "tetiana",
    "valeri",
    "valerii",
    "valeriy",
    "valery",
    "vasili",
    "vasily",
    "vasyl",
    "viacheslav",
    "vitali",
    "vitalii",
    "vitaliy",
    "vitaly",
    "vladimir",
    "volodymyr",
    "vyacheslav",
    "waleri",
    "wassili",
    "wjatscheslaw",
    "wladimir",
    "wolodymyr",
    "yanis",
    "yannis",
    "yaroslav",
    "yevgeni",
    "yevgeny",
    "yevhen",
    "yitzhak",
    "yoav",
    "yulia",
    "yuliia",
    "yuliya",
    "yuri",
    "yurii",
    "yuriy",
    "yury",
];

/// Whether a name looks so; `key` is its folded words, by blanks.
pub fn is_marked(key: &str) -> bool {
    let given = key.split_once(' ').map(|(first, _)| first);
    has_end(key) || given.is_some_and(|first| GIVEN.binary_search(&first).is_ok())
}

/// Whether its last word alone looks so.
pub fn has_end(key: &str) -> bool {
    let last = key.rsplit(' ').next().unwrap_or_default();
    // Brian and Bryan are English.
    let least = if last.ends_with("an") { 5 } else { 4 };
    last.len() > least && ENDS.iter().any(|end| last.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_names_are_in_order() {
        assert!(GIVEN.is_sorted());
    }

    #[test]
    fn names_look_slavic_by_their_end_or_given_name() {
        for name in [
            "anna politkowskaja",
            "boris jelzin",
            "selenskyj",
            "vladimir poutine",
        ] {
            assert!(is_marked(name), "{name}");
        }
        for name in [
            "kelly clark",
            "john hill",
            "boris",
            "mary jones",
            "ann low",
            "kelly bryan",
            "serge martin",
        ] {
            assert!(!is_marked(name), "{name}");
        }
    }
}
