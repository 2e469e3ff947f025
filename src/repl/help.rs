//! What the session says about itself.

/// `.help`.
pub(super) const HELP: &str = "\
Type a query to search; `newsdex help query` tells all that it can say.

  3, open 3            read article 3 of the answer
  more 3               more passages of article 3
  n, p                 next page, page before
  /site:daily.example  narrow the current set (also: refine …)
  facets, facets site  count people, places, outlets … over the current set;
                       then a number narrows the set to that value
  S1 AND S2 NOT S3     combine sets; S1 alone goes back to it
  history, back        the sets so far; the set before

  .limit 20  .passages 5  .sort date|relevance  .timer on|off  .read FILE
  .help  .quit         also \\? and \\q; Ctrl-C clears the line, Ctrl-D leaves
";
