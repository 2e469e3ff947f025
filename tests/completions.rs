//! What a shell offers at Tab: bash runs the script that the program prints. Left out where bash is not installed.

use std::fs;
use std::path::Path;
use std::process::Command;

const INDEX: &str = "corpus/harbourledger.example";

/// What bash offers for a line: its words, the last one being typed.
const ASK: &str = r#"
PATH=$1:$PATH
shift
source <(newsdex completions bash)
[[ $(complete -p newsdex) == *"-F _newsdex_known newsdex" ]] || echo "no completion"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
typed=${COMP_WORDS[COMP_CWORD]}
_newsdex_known newsdex "${typed#[\"\']}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

fn offered(folder: &Path, line: &str) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_newsdex")).parent().unwrap();
    let output = Command::new("bash")
        .args(["-c", ASK, "bash"])
        .arg(program)
        .args(line.split(' '))
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C.UTF-8")])
        .env("NEWSDEX_CONFIG", folder.join("settings.toml"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    let offered = String::from_utf8_lossy(&output.stdout).into_owned();
    offered.lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_what_the_index_and_the_settings_know() {
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("left out: bash is not on this machine");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let searches = "[searches.floods]\nquery = \"flood\"\n[searches.ferries]\nquery = \"ferry\"\n";
    fs::write(folder.path().join("settings.toml"), searches).unwrap();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join(INDEX);
    let mut index = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    let indexed = index.arg("index").arg(pages).arg("-q");
    let output = indexed.current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let table: [(&str, &[&str]); 12] = [
        ("newsdex sea", &["search"]),
        ("newsdex saved run fl", &["floods"]),
        ("newsdex help qu", &["query"]),
        ("newsdex man saved r", &["run"]),
        ("newsdex search --site h", &["harbourledger.example"]),
        ("newsdex search --site = h", &["harbourledger.example"]),
        ("newsdex search --person Maarja", &["Maarja\\ Tamberg"]),
        ("newsdex search --person \"tamb", &["Maarja Tamberg"]),
        ("newsdex search --sort d", &["date"]),
        ("newsdex search --format cs", &["csv", "csl-json"]),
        ("newsdex search --fields title,ra", &["title,rank"]),
        ("newsdex --index nowhere search --site h", &[""]),
    ];
    for (line, expected) in table {
        assert_eq!(offered(folder.path(), line), expected, "{line}");
    }
}
