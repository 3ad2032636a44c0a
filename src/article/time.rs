//! Instants as whole seconds, read from whatever a feed calls a date.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant, in whole seconds since 1970-01-01T00:00:00Z (may be negative).
///
/// Written as RFC 3339 in UTC. Read from RFC 3339, RFC 2822 (RSS), ISO 8601 without an offset
/// (taken as UTC), a bare date (midnight UTC), or a number of seconds or milliseconds. Formats that
/// are not for people hold the seconds.
///
/// # Examples
///
/// ```
/// use samestory::article::Timestamp;
///
/// let at: Timestamp = "2026-02-01T09:14:00+01:00".parse()?;
/// assert_eq!(at.to_string(), "2026-02-01T08:14:00Z");
/// assert_eq!("Sun, 01 Feb 2026 08:14:00 GMT".parse(), Ok(at));
/// assert_eq!(at.hours_since("2026-02-01".parse()?), 8.0 + 14.0 / 60.0);
/// # Ok::<(), samestory::article::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The text is no date that this library reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no date: wanted RFC 3339 (2026-02-01T09:14:00Z), RFC 2822, or epoch seconds")]
pub struct ParseTimestampError {
    text: String,
}

/// The end of the year 9999. Numbers above are milliseconds (of 1978 and later).
const LARGEST_SECONDS: i64 = 253_402_207_200;
/// The start of the year −9999.
const SMALLEST_SECONDS: i64 = -377_705_023_201;

impl Timestamp {
    /// The instant `seconds` after the epoch, held within the years −9999 to 9999.
    pub const fn from_seconds(seconds: i64) -> Self {
        if seconds > LARGEST_SECONDS {
            Self(LARGEST_SECONDS)
        } else if seconds < SMALLEST_SECONDS {
            Self(SMALLEST_SECONDS)
        } else {
            Self(seconds)
        }
    }

    /// Whole seconds since the epoch.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Hours from `earlier` to `self`; negative if `earlier` is later.
    pub fn hours_since(self, earlier: Self) -> f64 {
        self.0.saturating_sub(earlier.0) as f64 / 3600.0
    }

    /// The instant `hours` later (earlier if negative), saturating at the ends of the range.
    pub fn plus_hours(self, hours: f64) -> Self {
        Self::from_seconds(self.0.saturating_add((hours * 3600.0) as i64))
    }

    fn from_number(number: i64) -> Self {
        let milliseconds = number.unsigned_abs() > LARGEST_SECONDS.unsigned_abs();
        Self::from_seconds(if milliseconds { number.div_euclid(1000) } else { number })
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let civil_utc = |moment: civil::DateTime| {
            moment.to_zoned(TimeZone::UTC).ok().map(|zoned| Self(zoned.timestamp().as_second()))
        };
        trimmed
            .parse::<jiff::Timestamp>()
            .ok()
            .map(|instant| Self(instant.as_second()))
            .or_else(|| trimmed.parse::<civil::DateTime>().ok().and_then(civil_utc))
            .or_else(|| trimmed.parse::<i64>().ok().map(Self::from_number))
            .or_else(|| {
                let zoned = rfc2822::parse(trimmed).ok()?;
                Some(Self(zoned.timestamp().as_second()))
            })
            .ok_or_else(|| ParseTimestampError { text: text.chars().take(60).collect() })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        jiff::Timestamp::from_second(self.0).map_err(|_| fmt::Error)?.fmt(formatter)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Timestamp;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a date, or seconds or milliseconds since the epoch")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Timestamp, E> {
                Ok(Timestamp::from_number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Timestamp, E> {
                i64::try_from(number).map(Timestamp::from_number).map_err(E::custom)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Timestamp, E> {
                Ok(Timestamp::from_number(number as i64))
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            i64::deserialize(deserializer).map(Self::from_seconds)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dates_that_feeds_hold() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("2016-11-10T08:21:04", Some(1_478_766_064)),
            ("2016-11-10 08:21:04", Some(1_478_766_064)),
            ("2016-11-10", Some(1_478_736_000)),
            ("Thu, 10 Nov 2016 08:21:04 +0000", Some(1_478_766_064)),
            ("Thu, 10 Nov 2016 08:21:04 GMT", Some(1_478_766_064)),
            ("1478766064", Some(1_478_766_064)),
            ("1478766064000", Some(1_478_766_064)),
            ("9999-12-30T00:00:00Z", Some(253_402_128_000)),
            ("yesterday", None),
            ("", None),
            ("2016-13-45", None),
        ] {
            let parsed = text.parse::<Timestamp>().ok().map(Timestamp::seconds);
            assert_eq!(parsed, seconds, "{text:?}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for seconds in [0, -1, 1_478_766_064, LARGEST_SECONDS, SMALLEST_SECONDS] {
            let at = Timestamp::from_seconds(seconds);
            let json = serde_json::to_string(&at).expect("a timestamp is JSON");
            assert_eq!(serde_json::from_str::<Timestamp>(&json).ok(), Some(at), "{json}");
        }
    }

    #[test]
    fn the_ends_of_the_range_do_not_overflow() {
        let (first, last) = (Timestamp::from_seconds(i64::MIN), Timestamp::from_seconds(i64::MAX));
        assert!(last.hours_since(first) > 0.0);
        assert_eq!(last.plus_hours(f64::MAX), last);
        assert_eq!(last.to_string(), "9999-12-30T22:00:00Z");
        assert!(first.to_string().starts_with('-'));
    }
}
