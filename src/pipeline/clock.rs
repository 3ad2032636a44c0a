//! What time it is, and which dates are believed.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Timestamp};

/// Dates outside 1990 to 2100 are defaults and mistakes (1970, 9999).
const EARLIEST: Timestamp = Timestamp::from_seconds(631_152_000);
const LATEST: Timestamp = Timestamp::from_seconds(4_102_444_800);
/// Hours by which a publisher's clock may be ahead of ours: time zones, at most.
const MAX_AHEAD_HOURS: f64 = 14.0;
/// Hours by which it may be behind: a week in print.
const MAX_BEHIND_HOURS: f64 = 168.0;
/// Times the clock looks at.
const REMEMBERED: usize = 101;

/// The stream's own time: the median of the last hundred articles' times, so that no single
/// article, however dated, moves it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Clock {
    recent: VecDeque<Timestamp>,
}

impl Clock {
    /// The time of the stream; the epoch before the first article.
    pub(super) fn now(&self) -> Timestamp {
        let mut sorted: Vec<Timestamp> = self.recent.iter().copied().collect();
        sorted.sort_unstable();
        sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or_default()
    }

    /// The believable time of an article: the publisher's date where it is possible and, if we
    /// have a clock of our own, near it; else when it was seen; `None` where neither is possible.
    pub(super) fn believe(article: &Article) -> Option<Timestamp> {
        let possible = |at: &Timestamp| *at >= EARLIEST && *at < LATEST;
        let seen = article.date_seen.filter(possible);
        let near = |at: &Timestamp| {
            seen.is_none_or(|seen| {
                (-MAX_BEHIND_HOURS..=MAX_AHEAD_HOURS).contains(&at.hours_since(seen))
            })
        };
        let published = article.date_published.filter(possible).filter(near);
        published.or(seen)
    }

    /// Notes the time of an article.
    pub(super) fn advance(&mut self, time: Timestamp) {
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back(time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(published: Option<&str>, seen: Option<&str>) -> Article {
        let mut article = Article::new("a", "Title");
        article.date_published = published.and_then(|text| text.parse().ok());
        article.date_seen = seen.and_then(|text| text.parse().ok());
        article
    }

    #[test]
    fn impossible_dates_are_not_believed() {
        let mut clock = Clock::default();
        let now: Timestamp = "2026-02-01T12:00:00Z".parse().expect("a date");
        clock.advance(now);
        for (published, seen, wanted) in [
            (Some("2026-02-01T10:00:00Z"), None, "2026-02-01T10:00:00Z"),
            (Some("2026-02-01T10:00:00Z"), Some("2026-02-01T11:00:00Z"), "2026-02-01T10:00:00Z"),
            (Some("2026-02-09T10:00:00Z"), Some("2026-02-01T11:00:00Z"), "2026-02-01T11:00:00Z"),
            (Some("2020-02-09T10:00:00Z"), Some("2026-02-01T11:00:00Z"), "2026-02-01T11:00:00Z"),
            (Some("1970-01-01T00:00:00Z"), None, "2026-02-01T12:00:00Z"),
            (Some("9999-01-01T00:00:00Z"), None, "2026-02-01T12:00:00Z"),
            (None, None, "2026-02-01T12:00:00Z"),
        ] {
            let believed = Clock::believe(&article(published, seen));
            let believed = believed.unwrap_or_else(|| clock.now());
            assert_eq!(believed.to_string(), wanted, "{published:?} {seen:?}");
        }
    }

    #[test]
    fn one_article_does_not_move_the_clock() {
        let mut clock = Clock::default();
        for hour in 0..10 {
            clock.advance(Timestamp::from_seconds(1_700_000_000 + hour * 3600));
        }
        let before = clock.now();
        clock.advance(Timestamp::from_seconds(4_000_000_000));
        assert!(clock.now().hours_since(before) <= 1.0);
    }
}
