//! Newer articles before older ones, as far as somebody asks for it.

use tantivy::DocId;

use crate::error::Result;

use super::segment::Segment;

const DAY: f64 = 86_400.0;

/// Half-lives beyond which an article is as old as one can be. It keeps a score above zero, so that what the query
/// is about still orders very old articles and those without a date.
const OLDEST: f64 = 100.0;

/// How the score of an article fades with its age. Ages are counted from the newest article that matches, so that
/// an archive that ended years ago is put in order like a living one; only the ratio of two scores counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Recency {
    /// In seconds.
    half_life: f64,
    /// Seconds since 1970.
    newest: i64,
}

impl Recency {
    /// The fading for a half-life in days; `None` if no matching article has a date. Dates after `now` (seconds since
    /// 1970) are slips of a page, and count as now.
    pub fn of(
        days: u32,
        segments: &[Segment],
        matched: &[Vec<DocId>],
        now: i64,
    ) -> Result<Option<Self>> {
        let mut newest = None;
        for (segment, docs) in segments.iter().zip(matched) {
            let published = segment.published()?;
            let seconds = docs.iter().filter_map(|&doc| published.first(doc));
            newest = newest.max(seconds.map(|at| at.min(now)).max());
        }
        Ok(newest.map(|newest| Self {
            half_life: f64::from(days.max(1)) * DAY,
            newest,
        }))
    }

    /// What is left of the score of an article: 1 for the newest, a half after each half-life.
    pub fn left(&self, segment: &Segment, doc: DocId) -> Result<f32> {
        Ok(self.left_at(segment.published()?.first(doc)))
    }

    fn left_at(&self, published: Option<i64>) -> f32 {
        let age = |at: i64| self.newest.saturating_sub(at).max(0) as f64 / self.half_life;
        let halves = published.map_or(OLDEST, age).min(OLDEST);
        (-halves).exp2() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_left_after_a_half_life() {
        let day = DAY as i64;
        let recency = Recency {
            half_life: 30.0 * DAY,
            newest: 1000 * day,
        };
        let table = [
            (Some(1000), 1.0),
            (Some(1001), 1.0),
            (Some(970), 0.5),
            (Some(940), 0.25),
        ];
        for (published, left) in table {
            let found = recency.left_at(published.map(|at: i64| at * day));
            assert!((found - left).abs() < 1e-6_f32, "{published:?}");
        }
        let ancient = recency.left_at(Some(i64::MIN));
        assert!(ancient > 0.0);
        assert_eq!(ancient.to_bits(), recency.left_at(None).to_bits());
    }
}
