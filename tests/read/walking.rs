//! Folders, globs, ignore files, links and lists.

use std::fs;
use std::path::{Path, PathBuf};

use newsdex::read::{self, Selection, reasons as why, shown};

use super::{Folder, read_all, reasons, sources};

fn names(folder: &Folder, selection: &Selection) -> Vec<String> {
    let root = format!("{}/", shown(folder.path()));
    let (found, _) = sources(selection);
    found
        .iter()
        .map(|source| source.shown.replacen(&root, "", 1))
        .collect()
}

fn sample() -> Folder {
    let folder = Folder::new();
    for name in [
        "b.txt",
        "a/2.html",
        "a/10.html",
        "a/deep/x.txt",
        ".hidden.txt",
        ".git/y.txt",
        "photo.jpg",
        "c.jsonl.gz",
    ] {
        folder.write(name, "x");
    }
    folder
}

#[test]
fn the_order_is_sorted_and_hidden_files_stay_out() {
    let folder = sample();
    let selection = Selection::new([folder.path()]);
    let expected = [
        "a/10.html",
        "a/2.html",
        "a/deep/x.txt",
        "b.txt",
        "c.jsonl.gz",
    ];
    assert_eq!(names(&folder, &selection), expected);
    let (_, warnings) = sources(&selection);
    assert_eq!(reasons(&warnings), [why::OTHER_FORMAT]);
    assert!(why::is_skip(warnings[0].reason) && warnings[0].path.ends_with("photo.jpg"));

    let mut with_hidden = selection.clone();
    with_hidden.hidden = true;
    assert!(names(&folder, &with_hidden).contains(&".git/y.txt".to_owned()));
}

#[test]
fn globs_take_and_leave() {
    let folder = sample();
    for (include, exclude, expected) in [
        (&["*.html"][..], &[][..], &["a/10.html", "a/2.html"][..]),
        (&[], &["a"], &["b.txt", "c.jsonl.gz"]),
        (&[], &["a/*.html"], &["a/deep/x.txt", "b.txt", "c.jsonl.gz"]),
        (&["a/**/*.txt"], &[], &["a/deep/x.txt"]),
        (&["*.txt", "*.gz"], &["deep/"], &["b.txt", "c.jsonl.gz"]),
    ] {
        let selection = Selection::new([folder.path()])
            .include(include)
            .unwrap()
            .exclude(exclude)
            .unwrap();
        assert_eq!(
            names(&folder, &selection),
            expected,
            "{include:?} {exclude:?}"
        );
    }
    let bad = Selection::new([folder.path()]).include(&["a[".to_owned()]);
    assert!(
        bad.unwrap_err()
            .to_string()
            .contains("the glob `a[` cannot be read")
    );
}

#[test]
fn globs_match_whole_paths_and_tell_if_they_match_nothing() {
    let folder = sample();
    let name = shown(folder.path().file_name().unwrap().as_ref());
    let base = folder.path().parent().unwrap();
    let all = [
        "a/10.html",
        "a/2.html",
        "a/deep/x.txt",
        "b.txt",
        "c.jsonl.gz",
    ];
    for (glob, left, unmatched) in [
        (format!("{name}/a/2.html"), &all[1..2], false),
        (format!("./{name}/a"), &all[..3], false),
        (format!("{}/b.txt", shown(folder.path())), &all[3..4], false),
        (format!("{name}/*.txt"), &all[3..4], false),
        ("a/*.html".to_owned(), &all[..2], false),
        (name.clone(), &[], true),
        ("b.txt/".to_owned(), &all[3..4], false),
        ("other/b.txt".to_owned(), &[], true),
    ] {
        let selection = Selection::new([folder.path()]).exclude(&[&glob]).unwrap();
        let selection = selection.shown_from(base);
        let expected: Vec<&str> = all
            .iter()
            .filter(|name| !left.contains(name))
            .copied()
            .collect();
        assert_eq!(names(&folder, &selection), expected, "{glob}");
        let mut told = 0;
        // What is hidden is told of as well.
        let is_hidden = |path: &Path| shown(path.file_name().unwrap().as_ref()).starts_with('.');
        let mut walk = read::walk_telling(&selection, |path| told += u32::from(!is_hidden(path)));
        walk.by_ref().for_each(drop);
        let unused: Vec<String> = if unmatched { vec![glob] } else { vec![] };
        assert_eq!(walk.unmatched(), unused);
        drop(walk);
        assert_eq!(told > 0, !unmatched);
    }
    let selection = Selection::new([folder.path()])
        .include(&["*.html", "*.pdf"])
        .unwrap();
    let mut walk = read::walk(&selection);
    walk.by_ref().for_each(drop);
    assert_eq!(walk.unmatched(), ["*.pdf"]);
}

#[test]
fn the_innermost_ignore_file_decides() {
    let folder = sample();
    folder.write(".newsdexignore", "*.html\n/b.txt\n");
    folder.write("a/.newsdexignore", "!2.html\n");
    assert_eq!(
        names(&folder, &Selection::new([folder.path()])),
        ["a/2.html", "a/deep/x.txt", "c.jsonl.gz"]
    );
}

#[test]
fn a_named_file_is_read_whatever_it_is_called_and_only_once() {
    let folder = sample();
    let photo = folder.path().join("photo.jpg");
    let hidden = folder.path().join(".hidden.txt");
    let selection = Selection::new([&photo, &hidden, &photo]);
    assert_eq!(names(&folder, &selection), ["photo.jpg", ".hidden.txt"]);
    assert!(sources(&selection).0.iter().all(|source| source.named));
}

#[test]
fn what_is_not_there_is_named() {
    let (found, warnings) = sources(&Selection::new([PathBuf::from("no/such/folder")]));
    assert_eq!(
        (found.len(), reasons(&warnings)),
        (0, vec![why::UNREADABLE])
    );
    assert_eq!(warnings[0].path, "no/such/folder");
}

#[test]
fn a_folder_without_pages_gives_nothing() {
    let folder = Folder::new();
    assert_eq!(read_all(folder.path()), (vec![], vec![]));
}

#[test]
fn metadata_is_known_without_opening() {
    let folder = Folder::new();
    folder.write("a.txt", "12345");
    let (found, _) = sources(&Selection::new([folder.path()]));
    assert_eq!(found[0].bytes, 5);
    assert!(found[0].modified_ns > 1_700_000_000_000_000_000);
}

#[test]
fn lists_are_divided_by_lines_or_by_nul() {
    for (list, expected) in [
        (&b"a.txt\nb c.txt\r\n\n"[..], &["a.txt", "b c.txt"][..]),
        (b"a\n.txt\0b.txt\0", &["a\n.txt", "b.txt"]),
        (b"", &[]),
    ] {
        let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
        assert_eq!(Selection::read_list(list).unwrap(), expected);
    }
}

#[test]
fn shown_paths_lose_the_dot_in_front_and_nothing_else() {
    for (path, expected) in [
        ("./corpus/a.txt", "corpus/a.txt"),
        ("../a.txt", "../a.txt"),
        (".", "."),
        ("/a/./b", "/a/./b"),
    ] {
        assert_eq!(shown(Path::new(path)), expected);
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::{Folder, Selection, fs, names, read_all, reasons, sample, sources, why};

    #[test]
    fn a_path_that_is_not_utf8_is_shown_and_opened() {
        let folder = Folder::new();
        fs::write(
            folder.path().join(OsStr::from_bytes(b"caf\xe9.txt")),
            "open",
        )
        .unwrap();
        let (pages, warnings) = read_all(folder.path());
        assert_eq!(warnings, []);
        assert!(pages[0].path.ends_with("caf\\xe9.txt"), "{}", pages[0].path);
    }

    #[test]
    fn links_are_followed_only_when_asked_and_rings_end() {
        let folder = sample();
        symlink(folder.path(), folder.path().join("a/ring")).unwrap();
        symlink(folder.path().join("b.txt"), folder.path().join("link.txt")).unwrap();
        symlink("nowhere", folder.path().join("broken.txt")).unwrap();
        let selection = Selection::new([folder.path()]);
        let (found, warnings) = sources(&selection);
        assert_eq!(found.len(), 5);
        assert_eq!(
            reasons(&warnings)
                .iter()
                .filter(|reason| **reason == why::LINK)
                .count(),
            3
        );

        let mut following = selection.clone();
        following.follow_links = true;
        assert!(names(&folder, &following).contains(&"link.txt".to_owned()));
        let (_, warnings) = sources(&following);
        assert_eq!(
            reasons(&warnings),
            [why::LINK_LOOP, why::UNREADABLE, why::OTHER_FORMAT]
        );
    }

    #[test]
    fn a_pipe_in_a_folder_is_passed_over() {
        let folder = Folder::new();
        let pipe = folder.path().join("pipe.txt");
        let socket = std::os::unix::net::UnixListener::bind(&pipe);
        assert!(socket.is_ok());
        assert_eq!(reasons(&read_all(folder.path()).1), [why::SPECIAL_FILE]);
        assert_eq!(reasons(&read_all(&pipe).1), [why::SPECIAL_FILE]);
    }

    #[test]
    fn an_unreadable_file_is_named_and_the_rest_is_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = sample();
        let locked = folder.path().join("b.txt");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&locked).is_ok() {
            // The superuser may read everything: a file that vanishes between walk and open stands in.
            let (found, _) = sources(&Selection::new([folder.path()]));
            fs::remove_file(&locked).unwrap();
            let gone = found
                .iter()
                .find(|source| source.shown.ends_with("b.txt"))
                .unwrap();
            let trouble = newsdex::read::open(
                gone,
                &super::super::Limits::default(),
                &super::super::Mapping::default(),
            );
            assert_eq!(
                trouble
                    .map(|found| found.unwrap_err().reason)
                    .collect::<Vec<_>>(),
                [why::UNREADABLE]
            );
            return;
        }
        let (pages, warnings) = read_all(folder.path());
        assert!(reasons(&warnings).contains(&why::UNREADABLE));
        assert_eq!(pages.len(), 3);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_is_named_is_the_folder_it_leads_to() {
    let folder = sample();
    folder.write(".newsdexignore", "*.html\n");
    let link = folder.path().with_extension("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let (found, warnings) = sources(&Selection::new([&link]));
    fs::remove_file(&link).unwrap();
    let names: Vec<_> = found
        .iter()
        .map(|source| source.path.strip_prefix(&link).unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        ["a/deep/x.txt", "b.txt", "c.jsonl.gz"].map(PathBuf::from)
    );
    assert_eq!(reasons(&warnings), [why::OTHER_FORMAT]);
}

#[test]
fn a_line_of_an_ignore_file_that_is_no_pattern_is_named_and_the_others_hold() {
    let folder = sample();
    folder.write(".newsdexignore", "*.html\n[\n/b.txt\n");
    let (found, warnings) = sources(&Selection::new([folder.path()]));
    let told: Vec<_> = warnings
        .iter()
        .filter(|warning| warning.path.ends_with(".newsdexignore"))
        .collect();
    assert_eq!(told.len(), 1, "{warnings:?}");
    assert!(told[0].detail.contains('['), "{}", told[0].detail);
    let names: Vec<_> = found
        .iter()
        .map(|source| source.path.file_name().unwrap())
        .collect();
    assert_eq!(names, ["x.txt", "c.jsonl.gz"]);
}
