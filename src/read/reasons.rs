//! The fixed texts by which trouble and skipped files are counted: [`Warning::reason`](crate::error::Warning::reason).

/// The source could not be opened or read.
pub const UNREADABLE: &str = "cannot be read";
/// The source holds no bytes.
pub const EMPTY_FILE: &str = "empty file";
/// The source is named like text but is not.
pub const BINARY: &str = "binary";
/// A page, line or record is longer than [`Limits::page_bytes`](super::Limits::page_bytes).
pub const PAGE_TOO_LONG: &str = "page size limit";
/// A compressed source unpacks to more than its limits allow.
pub const UNPACKED_LIMIT: &str = "unpacked size limit";
/// Markup of a page is nested deeper than [`page::Limits`](crate::page::Limits) allow: it was read flatter than it is.
pub const DEPTH_LIMIT: &str = "depth limit";
/// A page has more blocks than [`page::Limits`](crate::page::Limits) allow: those behind were left out.
pub const BLOCKS_LIMIT: &str = "block limit";
/// A page takes more work than [`page::Limits`](crate::page::Limits) allow: what follows was left out.
pub const WORK_LIMIT: &str = "work limit";
/// A compressed or archived source ends before its end.
pub const TRUNCATED: &str = "truncated";
/// A compressed or archived source is not what its format says.
pub const DAMAGED: &str = "damaged";
/// A line or file of JSON cannot be read.
pub const INVALID_JSON: &str = "not valid JSON";
/// A record has no field that could be the article.
pub const NO_BODY: &str = "record without a body";
/// A feed cannot be read further.
pub const INVALID_FEED: &str = "not a valid feed";
/// Entries of a feed carry only a summary.
pub const FEED_SUMMARY: &str = "feed item without full text";
/// A web page in a content coding that is not read here.
pub const CONTENT_CODING: &str = "unsupported content coding";
/// A response of a web archive that carries no page: an error, a redirection.
pub const NO_PAGE_STATUS: &str = "web response without a page";
/// A record of a web archive of another kind than a page: a script, a picture, a feed.
pub const OTHER_CONTENT: &str = "web content that is no page";
/// A ring of symbolic links.
pub const LINK_LOOP: &str = "symbolic link loop";
/// A file in a folder whose extension says that it is no page.
pub const OTHER_FORMAT: &str = "not a news page format";
/// A symbolic link, passed over because links are not followed.
pub const LINK: &str = "symbolic link";
/// A folder that holds an index, passed over: what lies in it is no page.
pub const INDEX: &str = "search index";
/// A pipe, socket or device.
pub const SPECIAL_FILE: &str = "not a regular file";

/// True for what is said of a page that was read in part or flatter than it is: beside what became of it, not instead.
///
/// ```
/// use newsdex::read::reasons;
/// assert!(reasons::is_in_part(reasons::BLOCKS_LIMIT));
/// assert!(!reasons::is_in_part(reasons::PAGE_TOO_LONG));
/// ```
pub fn is_in_part(reason: &str) -> bool {
    [DEPTH_LIMIT, BLOCKS_LIMIT, WORK_LIMIT].contains(&reason)
}

/// True for a page or source of which nothing, or not all, was read because it is too long.
///
/// ```
/// use newsdex::read::reasons;
/// assert!(reasons::is_limit(reasons::UNPACKED_LIMIT));
/// assert!(!reasons::is_limit(reasons::TRUNCATED));
/// ```
pub fn is_limit(reason: &str) -> bool {
    [PAGE_TOO_LONG, UNPACKED_LIMIT].contains(&reason)
}

/// True for what is passed over on purpose, false for what went wrong.
///
/// ```
/// use newsdex::read::reasons;
/// assert!(reasons::is_skip(reasons::OTHER_FORMAT));
/// assert!(!reasons::is_skip(reasons::TRUNCATED));
/// ```
pub fn is_skip(reason: &str) -> bool {
    [
        OTHER_FORMAT,
        LINK,
        SPECIAL_FILE,
        FEED_SUMMARY,
        INDEX,
        NO_PAGE_STATUS,
        OTHER_CONTENT,
    ]
    .contains(&reason)
}
