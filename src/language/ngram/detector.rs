//! The detector in front.

use super::close::close_languages;
use super::model::{MODEL, Model, Scores};
use super::single;
use super::spans::{LanguageSpan, spans_into};
use super::table::{Group, MOST_LANGUAGES};
use crate::error::Error;
use crate::language::detector::{Detection, LanguageDetector};
use crate::language::script::{Script, dominant_script};
use crate::language::tag::LanguageTag;

/// A difference of nats is worth less the longer the text, since neighboring n-grams repeat each
/// other: it is divided by `1 + symbols / DISCOUNT`, fitted on one half of labeled texts.
const DISCOUNT: f32 = 60.0;
/// Nats a symbol up to which a text is of the best language without doubt; fitted likewise.
const STRANGE: f32 = 1.15;
/// How fast doubt grows beyond that.
const STRANGENESS_SLOPE: f32 = 8.0;
/// What a softmax under such doubt says, and the share of right answers then: `bin/calibration` of
/// the bench on one half of labeled texts; between them it is linear.
const CALIBRATION: [(f32, f32); 18] = [
    (0.0, 0.017),
    (0.001, 0.061),
    (0.005, 0.182),
    (0.017, 0.289),
    (0.052, 0.462),
    (0.12, 0.525),
    (0.35, 0.559),
    (0.458, 0.594),
    (0.548, 0.651),
    (0.635, 0.707),
    (0.716, 0.793),
    (0.784, 0.855),
    (0.839, 0.902),
    (0.878, 0.936),
    (0.907, 0.954),
    (0.95, 0.965),
    (0.99, 0.967),
    (1.0, 0.976),
];
/// How usual Serbian in Latin letters is beside Bosnian and Croatian: half of its news is in Cyrillic.
/// In eight words of news 0.5 finds 47 % of it, 75 of Croatian and 42 of Bosnian; 1.0 finds 59, 72, 37.
const SERBIAN: f32 = 0.5;
/// Languages further behind the best one, in nats, change no confidence.
const BEHIND: f32 = -14.0;
/// A title counts for the whole article, but is shorter; its letters count twice.
const TITLE_WEIGHT: f32 = 2.0;

/// Options of [`NgramDetector`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DetectorOptions {
    /// Only these languages are answered; all where it is empty.
    pub languages: Vec<LanguageTag>,
    /// How usual each language is, as weights above 0; languages that are not listed have 1. A
    /// source that is 95 % Norwegian has `(nb, 20.0)` here or in [`NgramDetector::detect_with`].
    pub prior: Vec<(LanguageTag, f32)>,
    /// Answers less sure than this are `None`; from 0 to 1, 0 at first.
    pub least_confidence: f32,
}

/// Detects 99 languages, Serbian in either alphabet, by n-grams, frequent words and script.
///
/// The first 4,000 letters count; detection allocates nothing, and all detectors share one table
/// of 4 MB, which the first one used loads in a few milliseconds.
///
/// A confidence is the share of right answers among those given with it, measured on labeled texts
/// of one to thirty words of which one in twenty was of a language the detector does not know.
///
/// # Examples
///
/// ```
/// use samestory::language::{LanguageDetector, NgramDetector};
///
/// let detector = NgramDetector::default();
/// let found = detector.detect("Schoigu sichert China Unterstützung zu").unwrap();
/// assert_eq!(found.language.to_string(), "de");
/// assert!(found.confidence > 0.5);
/// assert!(detector.detect("2026, 12:30").is_none());
/// ```
///
#[doc = include_str!("ACCURACY.md")]
#[derive(Clone, Debug, Default)]
pub struct NgramDetector {
    options: DetectorOptions,
}

impl NgramDetector {
    /// A detector of all languages without a prior.
    pub fn new() -> Self {
        Self::default()
    }

    /// A detector with options.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] where a weight is not above 0 or the confidence not within 0…1.
    pub fn with_options(options: DetectorOptions) -> Result<Self, Error> {
        for (language, weight) in &options.prior {
            if !(*weight > 0.0 && weight.is_finite()) {
                return Err(Error::InvalidOption {
                    option: "language.prior",
                    value: format!("{weight} for {language}"),
                    wanted: "above 0 and finite",
                });
            }
        }
        if !(0.0..=1.0).contains(&options.least_confidence) {
            return Err(Error::InvalidOption {
                option: "language.least_confidence",
                value: options.least_confidence.to_string(),
                wanted: "from 0 to 1",
            });
        }
        Ok(Self { options })
    }

    /// The tags of all languages the detector knows, in order.
    pub fn languages() -> Vec<LanguageTag> {
        const SINGLE: &str =
            "el hy ka ko ja zh zh-Hant th lo km my ta te kn ml gu pa si or bo bn as";
        let table = &MODEL.table;
        let grouped = table.groups.iter().flat_map(|group| group.languages.iter().copied());
        let mut tags: Vec<LanguageTag> =
            grouped.chain(SINGLE.split(' ').filter_map(|tag| tag.parse().ok())).collect();
        tags.sort_unstable();
        tags
    }

    /// The language of an article: title and body weigh in one decision, where the title alone may
    /// be all names.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::language::NgramDetector;
    ///
    /// let body = "Ministeren ble mottatt av sin kollega i Beijing, og de skal møtes igjen i uken.";
    /// let found = NgramDetector::new().detect_article("Shoigu–Wang Yi", body).unwrap();
    /// assert_eq!(found.language.to_string(), "nb");
    /// ```
    pub fn detect_article(&self, title: &str, body: &str) -> Option<Detection> {
        self.decide(&[(title, TITLE_WEIGHT), (body, 1.0)], &[])
    }

    /// The language of a text from a source whose usual languages are known, as weights above 0
    /// against 1 for all others.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::language::NgramDetector;
    ///
    /// let malay = [("ms".parse()?, 20.0)];
    /// let found = NgramDetector::new().detect_with("Gempa di Sumatera", &malay).unwrap();
    /// assert_eq!(found.language.to_string(), "ms");
    /// # Ok::<(), samestory::language::ParseLanguageTagError>(())
    /// ```
    pub fn detect_with(&self, text: &str, prior: &[(LanguageTag, f32)]) -> Option<Detection> {
        self.decide(&[(text, 1.0)], prior)
    }

    /// Appends the languages of the parts of a text: spans in bytes, in order, which cover it.
    ///
    /// Sentences and quotations are looked at one by one, and so are runs of another script; a part
    /// that does not tell goes with the one before.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::language::NgramDetector;
    ///
    /// let mut spans = Vec::new();
    /// let text = "Le ministre a répondu hier soir : « We are not going to change our position »";
    /// NgramDetector::new().spans_into(text, &mut spans);
    /// let languages: Vec<String> = spans.iter().map(|s| s.language.to_string()).collect();
    /// assert_eq!(languages, ["fr", "en"]);
    /// ```
    pub fn spans_into(&self, text: &str, spans: &mut Vec<LanguageSpan>) {
        spans_into(self, text, spans);
    }

    fn decide(&self, texts: &[(&str, f32)], prior: &[(LanguageTag, f32)]) -> Option<Detection> {
        let script = texts.iter().rev().find_map(|(text, _)| dominant_script(text))?;
        let model: &Model = &MODEL;
        let found = match model.table.group(script) {
            Some((number, group)) => {
                let mut scores = Scores::NONE;
                for (text, weight) in texts {
                    scores.add(&model.score(text, number, group), *weight);
                }
                self.best_of(&scores, group, script, prior)
            }
            None => {
                let text = texts.iter().map(|text| text.0).max_by_key(|text| text.len())?;
                let ((tag, next), confidence) = single::language(script, text, &model.table)?;
                let language = tag.parse().ok().filter(|language| self.allows(*language))?;
                let runner_up = next.and_then(|tag| tag.parse().ok());
                Some(Detection { runner_up, ..Detection::new(language, script, confidence) })
            }
        };
        found.filter(|found| found.confidence >= self.options.least_confidence)
    }

    fn allows(&self, language: LanguageTag) -> bool {
        self.options.languages.is_empty() || self.options.languages.contains(&language)
    }

    fn best_of(
        &self,
        scores: &Scores,
        group: &Group,
        script: Script,
        prior: &[(LanguageTag, f32)],
    ) -> Option<Detection> {
        if scores.symbols <= 0.0 {
            return None;
        }
        let discount = 1.0 / (1.0 + scores.symbols / DISCOUNT);
        let mut posterior = [f32::MIN; MOST_LANGUAGES];
        let columns = group.languages.len().min(MOST_LANGUAGES);
        let posterior = posterior.get_mut(..columns)?;
        for (place, nats) in posterior.iter_mut().zip(&scores.nats) {
            *place = nats * discount;
        }
        if let Some(place) = group.serbian.and_then(|column| posterior.get_mut(column)) {
            *place += SERBIAN.ln();
        }
        let weights = self.options.prior.iter().chain(prior);
        for (language, weight) in weights.filter(|(_, weight)| weight.ln().is_finite()) {
            let column = group.column(*language);
            if let Some(place) = column.and_then(|column| posterior.get_mut(column)) {
                *place += weight.ln();
            }
        }
        if !self.options.languages.is_empty() {
            let places = posterior.iter_mut().zip(&group.languages);
            for (place, _) in places.filter(|(_, language)| !self.allows(**language)) {
                *place = f32::MIN;
            }
        }
        let mut best: [(f32, Option<LanguageTag>); 2] = [(f32::MIN, None); 2];
        for (place, language) in posterior.iter().zip(&group.languages) {
            if *place > best[0].0 {
                best = [(*place, Some(*language)), best[0]];
            } else if *place > best[1].0 {
                best[1] = (*place, Some(*language));
            }
        }
        let language = best[0].1?;
        let behind = posterior.iter().map(|place| place - best[0].0);
        let sum: f32 = behind.filter(|behind| *behind > BEHIND).map(f32::exp).sum();
        let known = 1.0 / (1.0 + ((scores.strangeness - STRANGE) * STRANGENESS_SLOPE).exp());
        let detection = Detection::new(language, script, calibrated(known / sum.max(1.0)));
        Some(Detection { runner_up: best[1].1, ..detection })
    }
}

/// The share of right answers where the model says `raw`.
fn calibrated(raw: f32) -> f32 {
    let mut below = (0.0, 0.0);
    for above in CALIBRATION {
        if raw <= above.0 {
            let width = (above.0 - below.0).max(f32::MIN_POSITIVE);
            return below.1 + (above.1 - below.1) * (raw - below.0) / width;
        }
        below = above;
    }
    below.1
}

impl LanguageDetector for NgramDetector {
    fn detect(&self, text: &str) -> Option<Detection> {
        self.decide(&[(text, 1.0)], &[])
    }
}

impl Detection {
    /// Whether the runner-up is a language that is hard to tell from the answer, such as Bosnian
    /// from Croatian; see [`close_languages`].
    pub fn is_close(&self) -> bool {
        let close = close_languages(self.language);
        self.runner_up.is_some_and(|tag| close.iter().any(|name| name.parse() == Ok(tag)))
    }
}
