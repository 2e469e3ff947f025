//! How elements that hold readers' comments are named: what stands in them is not of the article.

/// Classes and ids, as common systems have them; whole words, since `has-comments` is an article's.
const NAMES: &[&str] = &[
    "comment",
    "comments",
    "comment-list",
    "commentlist",
    "comments-list",
    "comments-area",
    "comments-section",
    "comment-section",
    "comment-body",
    "comment-text",
    "comment-content",
    "comment_content",
    "comments-wrapper",
    "comments-container",
    "user-comment",
    "reader-comments",
    "disqus_thread",
    "respond",
    "kommentare",
    "comentarios",
    "commentaires",
];

/// Whether one of these names, with white space between, is that of an element of comments.
///
/// ```
/// assert!(newsdex::page::names_comments("box comment-list"));
/// assert!(!newsdex::page::names_comments("post has-comments"));
/// ```
pub fn named(names: &str) -> bool {
    let is_listed = |word: &str| NAMES.iter().any(|name| name.eq_ignore_ascii_case(word));
    names.split_whitespace().any(is_listed)
}
