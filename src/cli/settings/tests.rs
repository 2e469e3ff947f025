use super::*;

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn merged(global: &Global, text: &str, variables: &[(&str, &str)]) -> Result<Settings> {
    let (_folder, path) = file(text);
    let environment = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Settings::merge(global, file::load(Some(&path)).unwrap(), &environment)
}

fn origin(settings: &Settings, key: &str) -> Origin {
    settings.told.iter().find(|t| t.key == key).unwrap().origin
}

#[test]
fn a_flag_goes_before_the_environment_that_before_the_file_and_the_file_before_the_default() {
    let text = "results = 7\nindex = \"file\"\n";
    let variables = [("NEWSDEX_INDEX", "variable")];
    let flag = Global {
        index: Some("flag".into()),
        ..Global::default()
    };
    let unsaid = Global::default();
    let table = [
        (&flag, &variables[..], "flag", Origin::Flag("--index")),
        (
            &unsaid,
            &variables[..],
            "variable",
            Origin::Environment("NEWSDEX_INDEX"),
        ),
        (&unsaid, &[], "file", Origin::File(2)),
    ];
    for (global, variables, index, from) in table {
        let settings = merged(global, text, variables).unwrap();
        assert_eq!(settings.index, PathBuf::from(index));
        assert_eq!(origin(&settings, "index"), from);
        assert_eq!(settings.results, 7);
        assert_eq!(origin(&settings, "passages"), Origin::Default);
    }
    let bare = merged(&unsaid, "", &[]).unwrap();
    assert_eq!((bare.index, bare.results), (PathBuf::from("index"), 10));
    assert_eq!(bare.passages, 3);
}

#[test]
fn an_empty_pager_means_none() {
    let settings = merged(&Global::default(), "", &[("PAGER", "")]).unwrap();
    assert_eq!(settings.pager, None);
}

#[test]
fn a_variable_that_cannot_be_is_refused_by_its_name() {
    let table = [
        (
            "NEWSDEX_COLOR",
            "sometimes",
            "expected auto or always or never",
        ),
        ("NEWSDEX_RESULTS", "many", "expected a number"),
        (
            "NEWSDEX_MEMORY",
            "much",
            "expected a size such as 32M, 1.5G or 4096",
        ),
    ];
    for (name, value, message) in table {
        let error = merged(&Global::default(), "", &[(name, value)]).unwrap_err();
        assert_eq!(error.to_string(), format!("{name}={value}: {message}"));
    }
}

#[test]
fn memory_is_mebibytes_in_the_file_and_a_size_in_the_environment() {
    let of = |text, variables: &[_]| merged(&Global::default(), text, variables).unwrap().memory;
    assert_eq!(of("memory = 300", &[]), Some(300 << 20));
    assert_eq!(of("", &[("NEWSDEX_MEMORY", "1G")]), Some(1 << 30));
    assert_eq!(of("", &[]), None);
}
