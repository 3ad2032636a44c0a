//! The learned weights of the signals.

use serde::{Deserialize, Serialize};

use super::signals::{NOTHING_SHARED, Signals};

/// The weights that `examples/train_clusters` learns, a name and a value a line.
const LEARNED: &str = include_str!("model.txt");

/// Features of a full article, from which on texts are not short.
const LONG: f32 = 384.0;
/// Features of a headline.
const SHORT: f32 = 80.0;
/// Evidence against one story beyond which nothing gets less likely.
const MOST_AGAINST: f32 = 4.0;
/// The shortness of a text of five words; of shorter ones as well.
const MOST_SHORT: f32 = 1.25;
/// What a side that must not be joined scores.
const VETO: f32 = -20.0;

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident: $key:literal,)*) => {
        /// The weights of a small model that says whether two sides are one story.
        ///
        /// It adds up, in log-odds: how near the texts are for their length (short texts agree more
        /// by chance), the time between them, and whether places, things, numbers and names agree
        /// or contradict each other. A log-odds of 0 is an even chance. One model serves headlines
        /// and full articles, one language and a hundred: `short` weights count in proportion to
        /// how short the texts are, from 0 for full articles to 1 for headlines of ten words.
        ///
        /// The weights are set by direct search for the best clusters (Och, *Minimum Error Rate
        /// Training*, ACL 2003), on streams of headlines and of full articles.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        #[non_exhaustive]
        pub struct StoryModel {
            $($(#[$doc])* pub $name: f32,)*
        }

        impl StoryModel {
            /// The names of the weights, in order.
            pub const NAMES: [&'static str; [$($key),*].len()] = [$($key),*];

            /// A weight by its name.
            pub fn get(&self, name: &str) -> Option<f32> {
                match name {
                    $($key => Some(self.$name),)*
                    _ => None,
                }
            }

            /// Sets a weight by its name; whether there is one of that name.
            pub fn set(&mut self, name: &str, value: f32) -> bool {
                match name {
                    $($key => self.$name = value,)*
                    _ => return false,
                }
                true
            }

            const ZERO: Self = Self { $($name: 0.0,)* };
        }
    };
}

weights! {
    /// ln of the average similarity to a cluster of its language from which an article joins it.
    join: "join",
    /// The same for short texts, added.
    join_short: "joinShort",
    /// How much that need grows with the logarithm of the time between.
    join_time: "joinTime",
    /// The same for short texts, added.
    join_time_short: "joinTimeShort",
    /// ln of the cosine to a story, times the root of the features, from which an article joins it.
    link: "link",
    /// The same for short texts, added.
    link_short: "linkShort",
    /// How much that need grows with the logarithm of the days between.
    link_time: "linkTime",
    /// The same for short texts, added.
    link_time_short: "linkTimeShort",
    /// Weight of the similarity within the article's language.
    link_local: "linkLocal",
    /// What an article needs more where the story has its language.
    link_same: "linkSame",
    /// As `link`, for two stories.
    merge: "merge",
    /// The same for short texts, added.
    merge_short: "mergeShort",
    /// As `linkTime`, for two stories.
    merge_time: "mergeTime",
    /// The same for short texts, added.
    merge_time_short: "mergeTimeShort",
    /// How much the need grows with half the logarithm of the smaller story's size.
    merge_size: "mergeSize",
    /// ln of the size up to which it grows.
    merge_size_cap: "mergeSizeCap",
    /// Weight of the similarity within the languages of both.
    merge_local: "mergeLocal",
    /// What two stories need more where they share a language.
    merge_same: "mergeSame",
    /// Share of the shared languages that may tell different events.
    merge_conflicts: "mergeConflicts",
    /// ln of the average similarity within a language below which two sides tell different events.
    gate: "gate",
    /// The same for short texts, added.
    gate_short: "gateShort",
    /// Weight of the cosine of places.
    places: "places",
    /// What both naming places, and no common one, speaks against.
    places_differ: "placesDiffer",
    /// Weight of the cosine of concepts.
    concepts: "concepts",
    /// Weight of the cosine of numbers.
    numbers: "numbers",
    /// What both having numbers, and no common one, speaks against.
    numbers_differ: "numbersDiffer",
    /// Weight of the cosine of names.
    names: "names",
    /// What both having names, and no common one, speaks against.
    names_differ: "namesDiffer",
    /// What a log-odds of the sum is worth: makes it a calibrated probability.
    scale: "scale",
}

impl Default for StoryModel {
    fn default() -> Self {
        Self::parse(LEARNED)
    }
}

impl StoryModel {
    /// Reads lines of a name and a value; lines that begin with `#` and unknown names are skipped.
    pub fn parse(text: &str) -> Self {
        let mut model = Self::ZERO;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) = line.split_once(' ') {
                if let Ok(value) = value.trim().parse() {
                    model.set(name, value);
                }
            }
        }
        model
    }

    /// The average similarity to a cluster `hours` away from which an article of so many features
    /// joins it.
    pub(super) fn join_need(&self, features: f32, hours: f64) -> f32 {
        let short = shortness(features);
        let grows = (self.join_time + self.join_time_short * short).max(0.0);
        // 36 hours halve what a similarity is worth at a weight of one.
        (self.join + self.join_short * short + grows * (hours as f32 / 36.0).ln_1p()).exp()
    }

    /// ln of the average similarity below which two sides of one language tell different events.
    pub(super) fn event_gate(&self, features: f32) -> f32 {
        self.gate + self.gate_short * shortness(features)
    }

    /// The evidence that an article belongs to a story; above 0 it does.
    pub(super) fn link(&self, signals: &Signals) -> f32 {
        self.contributions(signals, false).iter().map(|(_, amount)| amount).sum()
    }

    /// The evidence that two stories are one; above 0 they are.
    pub(super) fn merge(&self, signals: &Signals) -> f32 {
        self.contributions(signals, true).iter().map(|(_, amount)| amount).sum()
    }

    /// The probability that evidence stands for.
    pub(super) fn probability(&self, evidence: f32) -> f32 {
        // A veto of two articles is one of many in a story: it makes them unlikely, not impossible.
        1.0 / (1.0 + (-self.scale * evidence.max(-MOST_AGAINST)).exp())
    }

    /// What each signal adds to the evidence.
    pub(super) fn contributions(
        &self,
        signals: &Signals,
        stories: bool,
    ) -> [(SignalKind, f32); SignalKind::ALL.len()] {
        let short = shortness(signals.features);
        let [need, need_short, time, time_short, local, same] = if stories {
            let size = signals.articles.ln().min(self.merge_size_cap);
            let need = self.merge + self.merge_size * 0.5 * size;
            [
                need,
                self.merge_short,
                self.merge_time,
                self.merge_time_short,
                self.merge_local,
                self.merge_same,
            ]
        } else {
            [
                self.link,
                self.link_short,
                self.link_time,
                self.link_time_short,
                self.link_local,
                self.link_same,
            ]
        };
        let near = (signals.cross.max(1e-4) * signals.features.sqrt()).ln();
        let gate = self.event_gate(signals.features);
        let within = signals.local.map_or(0.0, |similarity| {
            let differs =
                if stories { signals.conflicts > self.merge_conflicts } else { similarity < gate };
            if differs { VETO } else { local * (similarity - gate) - same }
        });
        let sign = |cosine: Option<f32>, weight: f32, against: f32| {
            cosine.map_or(0.0, |cosine| {
                weight * cosine - if cosine < NOTHING_SHARED { against } else { 0.0 }
            })
        };
        let grows = (time + time_short * short).max(0.0);
        [
            (SignalKind::Text, near - need - need_short * short),
            (SignalKind::Language, within),
            (SignalKind::Time, -grows * (signals.hours / 24.0).ln_1p()),
            (SignalKind::Places, sign(signals.places, self.places, self.places_differ)),
            (SignalKind::Concepts, sign(signals.concepts, self.concepts, 0.0)),
            (SignalKind::Numbers, sign(signals.numbers, self.numbers, self.numbers_differ)),
            (SignalKind::Names, sign(signals.names, self.names, self.names_differ)),
        ]
    }
}

/// The kinds of evidence that are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SignalKind {
    /// How near the texts are for their length, whatever their language.
    Text,
    /// How near they are where they share a language; far below 0 where they tell different events.
    Language,
    /// The time between them.
    Time,
    /// Places.
    Places,
    /// Everyday things.
    Concepts,
    /// Numbers.
    Numbers,
    /// Names.
    Names,
}

impl SignalKind {
    /// All kinds, in order.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Language,
        Self::Time,
        Self::Places,
        Self::Concepts,
        Self::Numbers,
        Self::Names,
    ];
}

/// 0 for full articles, 1 for headlines of ten words, a little more for shorter ones: what holds of
/// headlines is not carried on to three words.
fn shortness(features: f32) -> f32 {
    ((LONG / features.max(1.0)).ln() / (LONG / SHORT).ln()).clamp(0.0, MOST_SHORT)
}
