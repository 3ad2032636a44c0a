//! What is known of outlets, for pages.

use samestory::article::{Article, SourceProfile};
use samestory::coverage::{Bias, Factuality, Profiles, Rated, rate};

use super::words;

/// Characters of an outlet's name: feeds may name anything.
const MAX_NAME: usize = 60;

/// The profiles, by any name that articles use.
pub(super) struct Outlets<'a>(Profiles<'a>);

impl<'a> Outlets<'a> {
    pub(super) fn new(profiles: &'a [SourceProfile]) -> Self {
        Self(Profiles::new(profiles))
    }

    pub(super) fn profile(&self, article: &Article) -> Option<&'a SourceProfile> {
        self.0.get(article.outlet()?)
    }

    /// The outlet as it writes itself.
    pub(super) fn name(&self, article: &Article) -> String {
        let profile = self.profile(article).filter(|profile| !profile.name.is_empty());
        let name = profile.map(|profile| profile.name.as_str()).or(article.outlet());
        let name = name.unwrap_or("Outlet unknown");
        if name.chars().count() <= MAX_NAME {
            name.to_owned()
        } else {
            name.chars().take(MAX_NAME - 1).chain(['…']).collect()
        }
    }

    /// `Lyon, France`.
    pub(super) fn place(&self, article: &Article) -> String {
        let Some(place) = self.profile(article).and_then(|profile| profile.place.as_ref()) else {
            return String::new();
        };
        let country = words::country(&place.country);
        let parts = [place.locality.as_str(), country.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn bias(&self, article: &Article) -> Option<Rated<Bias>> {
        rate::<Bias>(self.profile(article)?)
    }

    /// The key of the side in JSON.
    pub(super) fn side(&self, article: &Article) -> Option<&'static str> {
        Some(self.bias(article)?.step.side().name())
    }

    /// What raters say, in words: `Lean left, by 2 raters`.
    pub(super) fn rating(&self, article: &Article) -> Option<String> {
        let rated = self.bias(article)?;
        let raters = words::count(rated.raters, "rater", "raters");
        let mut text = format!("{}, by {raters}", words::bias(rated.step));
        if let Some(factuality) = rate::<Factuality>(self.profile(article)?) {
            let step = words::factuality(factuality.step).to_lowercase();
            text.push_str(&format!("; factuality {step}"));
        }
        Some(text)
    }
}
