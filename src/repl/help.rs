//! What the session says about itself.

/// `.help`.
pub(super) const HELP: &str = "\
Type words to search; each search makes a set. `.help query` tells all that a query can say.

  3, open 3            read article 3 of the answer, at its best passage
  more 3               more passages of article 3
  why 3                what the rank of article 3 is made of
  like 3               articles like article 3
  n, p                 next page, page before; a page has as many articles as the window has room
                       for; articles of other pages can be opened by their numbers too
  /site:daily.example  narrow the current set (also: refine …); of several parts each must hold
  facets, facets site  count people, places, outlets … over the current set;
                       then a number narrows the set to that value
  first                the earliest article of each outlet in the current set
  S1 AND S2 NOT S3     combine sets, also with words: S1 AND council, -S1;
                       S1 alone goes back to it, diff S1 S2 compares two
  history              the sets so far
  back, undo           the set before
  y                    search for what was offered, when nothing was found (or Enter alone)
  save hits.csv        write the whole set: .csv .tsv .jsonl .ids .txt .md .bib
  export set.jsonl     write the whole articles of the set

  .limit 20  .passages 5  .sort relevance|date|oldest  .timer on|off
  .mode text|json|csv|tsv|ids|bibtex|csl-json|markdown   the form of answers
  .output FILE                     answers go to a new file; .output alone ends that
  .read FILE                       run the lines of a file
  .help  .quit                     also \\? and \\q

A word that is also a command is searched for in quotes: \"history\". Ctrl-C clears the line, and
during an answer abandons it; Ctrl-D leaves, Tab completes, Ctrl-R looks for an earlier line, a
leading space keeps a line out of the history, a \\ at the end goes on in the next line.
";
