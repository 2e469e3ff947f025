//! The words by which a name's kind and its ends are told.

use crate::enrich::listed::Listed;

/// Words in small letters behind a hyphen that are no part of a name: `Trump-backed`, `Clinton-era`.
pub static BEHIND_HYPHEN: Listed = Listed::new(
    "led based backed era style like owned born run held made built educated inspired esque trained funded \
    appointed controlled linked designed shaped sized type free only wide friendly bound area branded related \
    sponsored occupied endorsed directed produced focused speaking hating loving supporting aligned supported \
    in to and the for of at on",
);

/// Companies whose own names end like a possessive.
pub static ENDS_IN_S: Listed = Listed::new(
    "mcdonald wendy macy kohl lowe domino sotheby christie levi moody lloyd sainsbury arby denny hardee \
    kellogg bloomingdale dillard chili applebee bonham barney michael albertson zaxby culver freddy gimbel \
    wegman sheetz reese hershey campbell carl victoria",
);

/// Words in small letters that the tagger takes along: `Obama administration`.
pub static TAKEN_ALONG: Listed = Listed::new("administration campaign presidency family");

/// Last words of the names of streets.
pub static STREETS: Listed =
    Listed::new("St. Street Ave. Ave Avenue Road Rd. Rd Boulevard Blvd. Blvd Lane Drive Highway");

/// Last words that make a body of a name of two words or more, whatever stands before.
pub static BODIES: Listed = Listed::new(
    "University Foundation Association Institute Academy Committee Commission Ministry Department Federation \
    Agency Party Council Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC PLC GmbH Airlines Airways Holdings \
    Organization Organisation Bureau Society Union Authority FC Newspaper Magazine",
);

/// Last words that make a place of a name of two words or more. Embassies are places, as the guidelines of the training data have it.
pub static SITES: Listed = Listed::new(
    "Embassy Consulate Ocean Sea River Island Islands Peninsula Mountains Airport Bridge Prison Province \
    Strait Desert Avenue Boulevard",
);

/// Titles with a stop, in front of a name.
pub static STOPPED_TITLES: Listed = Listed::new("M. MM. Mr. Mrs. Ms. Dr. Prof. Sr. Sra.");

/// Titles that are no part of a person's name.
pub static TITLES_OUTSIDE: Listed = Listed::new(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Dame PM President Senator Sen. Rep. Gov. Gen. \
    Col. Lt. Sgt. Capt. Maj. Adm. Rev. Judge Justice Ayatollah Minister Chancellor Governor Mayor Coach \
    Chairman Secretary Congressman Congresswoman Officer Detective Captain Sergeant Sheriff Pope Princess \
    Herr Frau MP Cllr Ambassador Premier CEO",
);
