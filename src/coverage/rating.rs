//! Raters' words on an ordered axis, and their mean.

use serde::{Deserialize, Serialize};

use super::voice::Voice;
use crate::article::{Rating, SourceProfile};

/// An ordered axis of named steps, one apart, with 0 in the middle.
///
/// Implement it to count an axis of your own by the same code as bias and factuality. An axis without
/// an order needs no scale: see [`Distribution::new`](super::Distribution::new).
///
/// # Examples
///
/// ```
/// use samestory::article::SourceProfile;
/// use samestory::coverage::{Distribution, Profiles, Report, Scale, Unit, voices};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
/// enum Openness { Closed, Partly, Open }
///
/// impl Scale for Openness {
///     const AXIS: &'static str = "openness";
///     const STEPS: &'static [Self] = &[Self::Closed, Self::Partly, Self::Open];
///     fn from_label(label: &str) -> Option<Self> {
///         let names = ["closed", "partly", "open"];
///         Self::STEPS.get(names.iter().position(|name| *name == label)?).copied()
///     }
/// }
///
/// let outlet: SourceProfile = serde_json::from_str(
///     r#"{"id": "x", "ratings": [{"axis": "openness", "rater": "A", "label": "open"},
///                                {"axis": "openness", "rater": "B", "label": "partly"}]}"#,
/// )?;
/// let reports = ["x", "y"].map(|id| Report { article: id, source: Some(id), ..Report::default() });
/// let voices = voices(&reports, &Profiles::new([&outlet]), Unit::Independent);
/// let found = Distribution::<Openness>::of_ratings(&voices);
/// assert_eq!((found.counts[&Openness::Open], found.unknown), (1, 1));
///
/// let kinds = Distribution::new(&voices, &[], |voice| Some(voice.key.len()));
/// assert_eq!(kinds.counts[&1], 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Scale: Copy + Ord + 'static {
    /// The name in [`Rating::axis`].
    const AXIS: &'static str;

    /// All steps from the lowest to the highest.
    const STEPS: &'static [Self];

    /// The step that a rater's label means.
    fn from_label(label: &str) -> Option<Self>;

    /// The step's place: −3 to 3 where there are seven steps, −2 to 2 where there are five.
    fn position(self) -> f64 {
        let below = Self::STEPS.iter().take_while(|step| **step < self).count();
        below as f64 - (Self::STEPS.len() as f64 - 1.0) / 2.0
    }

    /// The step nearest to a position; half way between two, the one farther from the middle.
    fn nearest(position: f64) -> Option<Self> {
        let distance = |step: &Self| (step.position() - position).abs();
        Self::STEPS.iter().copied().min_by(|one, other| {
            let outward = other.position().abs().total_cmp(&one.position().abs());
            distance(one).total_cmp(&distance(other)).then(outward)
        })
    }
}

/// Where raters put an outlet or a voice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Rated<S> {
    /// The step nearest to the mean.
    pub step: S,
    /// The mean position.
    pub mean: f64,
    /// Raters heard.
    pub raters: usize,
    /// The lowest rater's position.
    pub lowest: f64,
    /// The highest rater's position.
    pub highest: f64,
}

/// Where the raters of an outlet put it: their mean, rounded half away from the middle.
///
/// A score counts before a label; scores are held to the axis. Words that are no label of the axis
/// are left out, and a rater named twice counts once, by the mean of both. `None` if no rater is
/// left.
///
/// # Examples
///
/// ```
/// use samestory::article::SourceProfile;
/// use samestory::coverage::{Bias, rate};
///
/// let outlet: SourceProfile = serde_json::from_str(
///     r#"{"id": "x", "ratings": [{"axis": "bias", "rater": "A", "label": "center"},
///                                {"axis": "bias", "rater": "B", "label": "lean left"}]}"#,
/// )?;
/// let rated = rate::<Bias>(&outlet).map(|rated| (rated.step, rated.mean));
/// assert_eq!(rated, Some((Bias::LeanLeft, -0.5)));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn rate<S: Scale>(profile: &SourceProfile) -> Option<Rated<S>> {
    let ratings = || profile.ratings.iter().filter(|rating| rating.axis == S::AXIS);
    let mut positions: Vec<f64> = Vec::new();
    for (place, rating) in ratings().enumerate() {
        let same = |other: &&Rating| !rating.rater.is_empty() && other.rater == rating.rater;
        if ratings().take(place).any(|earlier| same(&earlier)) {
            continue;
        }
        // The rater's other words on this axis; an unnamed rater has only this one.
        let later = ratings().skip(place + 1).filter(same).filter_map(position_of::<S>);
        let own: Vec<f64> = position_of::<S>(rating).into_iter().chain(later).collect();
        positions.extend(mean(&own));
    }
    summarize(&positions)
}

/// Where a voice stands: the mean over its rated outlets.
pub fn rate_voice<S: Scale>(voice: &Voice<'_>) -> Option<Rated<S>> {
    let outlets: Vec<Rated<S>> =
        voice.profiles.iter().filter_map(|profile| rate::<S>(profile)).collect();
    let means: Vec<f64> = outlets.iter().map(|outlet| outlet.mean).collect();
    Some(Rated {
        raters: outlets.iter().map(|outlet| outlet.raters).sum(),
        lowest: outlets.iter().map(|outlet| outlet.lowest).fold(f64::INFINITY, f64::min),
        highest: outlets.iter().map(|outlet| outlet.highest).fold(f64::NEG_INFINITY, f64::max),
        ..summarize(&means)?
    })
}

fn summarize<S: Scale>(positions: &[f64]) -> Option<Rated<S>> {
    let mean = mean(positions)?;
    Some(Rated {
        step: S::nearest(mean)?,
        mean,
        raters: positions.len(),
        lowest: positions.iter().copied().fold(f64::INFINITY, f64::min),
        highest: positions.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    })
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn position_of<S: Scale>(rating: &Rating) -> Option<f64> {
    let score = rating.score.filter(|score| score.is_finite());
    let labeled = || S::from_label(rating.label.as_deref()?).map(S::position);
    let (first, last) = (S::STEPS.first()?.position(), S::STEPS.last()?.position());
    score.or_else(labeled).map(|position| position.clamp(first, last))
}

/// A label as lower-case words: `leanLeft`, `Lean Left`, `lean-left` and `LEAN_LEFT` are one.
pub(super) fn words_of(label: &str) -> String {
    let mut words = String::with_capacity(label.len() + 2);
    let mut after_lower = false;
    for character in label.trim().chars() {
        let separates = !character.is_alphanumeric();
        if (separates || (after_lower && character.is_uppercase())) && !words.ends_with(' ') {
            words.push(' ');
        }
        if !separates {
            words.extend(character.to_lowercase());
        }
        after_lower = character.is_lowercase();
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Bias, Factuality};

    fn outlet(ratings: &[(&str, Option<&str>, Option<f64>)]) -> SourceProfile {
        let mut profile = SourceProfile::new("x");
        for (rater, label, score) in ratings {
            let mut rating = Rating::default();
            (rating.axis, rating.rater) = ("bias".into(), (*rater).into());
            (rating.label, rating.score) = (label.map(str::to_owned), *score);
            profile.ratings.push(rating);
        }
        profile
    }

    #[test]
    fn raters_are_averaged_half_away_from_the_middle() {
        use Bias::*;
        let labeled = |labels: &str| {
            let raters: Vec<_> =
                labels.split(',').map(|label| ("", Some(label.trim()), None)).collect();
            rate::<Bias>(&outlet(&raters)).map(|rated| rated.step)
        };
        for (labels, wanted) in [
            ("left, center, lean left", LeanLeft),
            ("lean left, center, lean left", LeanLeft),
            ("center, center, lean left", Center),
            ("center, center, center", Center),
            ("lean left, lean left, lean left", LeanLeft),
            ("center, lean left", LeanLeft),
            ("center, lean right", LeanRight),
            ("lean left, lean left", LeanLeft),
            ("left, lean left", Left),
            ("lean right", LeanRight),
            ("far right", FarRight),
            ("left, right", Center),
        ] {
            assert_eq!(labeled(labels), Some(wanted), "{labels}");
        }
        assert_eq!(labeled("unknown"), None);
    }

    #[test]
    fn odd_words_do_no_harm() {
        for (what, ratings, wanted) in [
            ("no rater", vec![], None),
            ("an unknown word", vec![("A", Some("unrated"), None)], None),
            ("a score beyond the axis", vec![("A", None, Some(99.0))], Some(3.0)),
            ("no number", vec![("A", Some("left"), Some(f64::NAN))], Some(-2.0)),
            (
                "a rater named twice",
                vec![
                    ("A", Some("left"), None),
                    ("B", Some("center"), None),
                    ("A", Some("left"), None),
                ],
                Some(-1.0),
            ),
        ] {
            let mean = rate::<Bias>(&outlet(&ratings)).map(|rated| rated.mean);
            assert_eq!(mean, wanted, "{what}");
        }
        assert!(
            rate::<Factuality>(&outlet(&[("A", Some("high"), None)])).is_none(),
            "another axis"
        );
    }

    #[test]
    fn a_voice_is_the_mean_of_its_outlets() {
        let one = outlet(&[("A", Some("left"), None), ("B", Some("left"), None)]);
        let (two, three) = (outlet(&[("A", Some("center"), None)]), outlet(&[]));
        let voice = Voice { key: "x", articles: 3, profiles: vec![&one, &two, &three] };
        let rated = rate_voice::<Bias>(&voice).expect("rated");
        assert_eq!((rated.step, rated.mean, rated.raters), (Bias::LeanLeft, -1.0, 3));
        assert_eq!((rated.lowest, rated.highest), (-2.0, 0.0));
    }

    #[test]
    fn labels_are_read_in_any_dress() {
        for label in ["leanLeft", "LeanLeft", "lean-left", " Lean Left ", "LEAN_LEFT", "lean  left"]
        {
            assert_eq!(words_of(label), "lean left", "{label}");
        }
        assert_eq!(words_of("!?"), "");
    }
}
