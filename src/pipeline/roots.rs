//! The files and folders that a run was told to read, by their names in the index.

use std::collections::HashSet;

/// What was selected.
#[derive(Debug)]
pub(super) struct Roots(HashSet<String>);

impl Roots {
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        Self(names.map(root).collect())
    }

    /// Whether a name is one of them or lies below one.
    pub(super) fn hold(&self, path: &str) -> bool {
        // As many steps as the path has parts: a list of files names thousands of roots.
        let here = self.0.contains(".") && is_below(path, ".");
        here || folders(path)
            .chain([path])
            .any(|part| self.0.contains(part))
    }

    /// The folders in which a file lies that lie themselves below one of these, the outermost first.
    pub(super) fn folders_within<'p>(&self, path: &'p str) -> impl Iterator<Item = &'p str> {
        folders(path).filter(|&folder| self.hold(folder) && !self.0.contains(folder))
    }
}

/// The folders in which a file lies, the outermost first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    let parts = path.match_indices('/').map(|(at, _)| at);
    parts
        .filter_map(|at| path.get(..at))
        .filter(|folder| !folder.is_empty())
}

/// A root without the stroke at its end.
fn root(mut name: String) -> String {
    name.truncate(name.trim_end_matches('/').len());
    name
}

pub(super) fn is_below(path: &str, root: &str) -> bool {
    let root = root.trim_end_matches('/');
    match root {
        "." => !path.starts_with('/') && !path.starts_with("../"),
        _ => path
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_between_a_root_and_a_file_are_found() {
        let roots = Roots::new(["pages/".to_owned(), "/far".to_owned()].into_iter());
        for (path, held, folders) in [
            ("pages/a/b/c.txt", true, vec!["pages/a", "pages/a/b"]),
            ("pages/c.txt", true, vec![]),
            ("/far/a/c.txt", true, vec!["/far/a"]),
            ("page/a/c.txt", false, vec![]),
        ] {
            assert_eq!(roots.hold(path), held, "{path}");
            let found: Vec<_> = roots.folders_within(path).collect();
            assert_eq!(found, folders, "{path}");
        }
        let here = Roots::new(std::iter::once(".".to_owned()));
        assert!(here.hold("a/b.txt") && !here.hold("/far/b.txt"));
        assert_eq!(here.folders_within("a/b.txt").collect::<Vec<_>>(), ["a"]);
    }
}
