//! Stories for tests of pages that share addresses, and the folders in which they lie.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod archive;

/// Stories without a row of four words in common.
pub const STORIES: [(&str, &str); 5] = [
    (
        "Weir at Harrowgate repaired",
        "The weir at Harrowgate was repaired on Thursday after a flood had torn a hole of nine metres into it in March. \
         Willows will be planted along the bank by volunteers, and boats may pass through its lock again from Sunday morning. \
         An engineer who inspected every pillar below the water found no further cracks in the old masonry.",
    ),
    (
        "No ferry before the storm has passed",
        "No ferry will cross Lake Torven until gales calm down, its owners announced early this morning at the pier. \
         Passengers are taken round by bus along the northern shore, which adds an hour to their journey to the islands. \
         Fishermen moored their vessels inside the harbour and doubled all ropes before night fell over the coast.",
    ),
    (
        "Library keeps its reading room",
        "Councillors in Brenford voted to keep the reading room open, although heating bills for that hall have doubled since autumn. \
         Readers collected four thousand signatures within two weeks and presented them to a surprised mayor outside. \
         Shelves of local history are going to be moved upstairs while painters work on the ceiling in spring.",
    ),
    (
        "Orchard growers expect a late harvest",
        "Apples ripen late this year because frost damaged blossoms across valleys south of Kellmouth during two nights in May. \
         Growers hope warm weeks will follow, yet presses have been booked for October rather than September this time. \
         Cider makers said prices might rise slightly, though barrels from last season still fill most cellars nearby.",
    ),
    (
        "Tram line to the foundry is delayed",
        "Tracks for a tram towards the former foundry cannot be laid before winter, since steel arrived bent from its supplier. \
         Residents of Mill Street complained about trenches that remain open in front of shops and a clinic entrance. \
         Builders promised wooden bridges within days and offered compensation to any business losing customers meanwhile.",
    ),
];
