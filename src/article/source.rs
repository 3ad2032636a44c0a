//! Outlets: who they are, where they sit, how others rate them.

use serde::{Deserialize, Serialize};

/// What is known about an outlet.
///
/// Only `id` is required; it is what [`Article::source`](super::Article::source) refers to. Everything
/// else is what others say of the outlet, and coverage figures show how much of it is missing.
///
/// # Examples
///
/// ```
/// use samestory::article::SourceProfile;
///
/// let profile: SourceProfile = serde_json::from_str(
///     r#"{"id": "la-rive", "name": "La Rive", "place": {"country": "FR"},
///         "ratings": [{"axis": "bias", "rater": "Ledger", "label": "leanLeft"}]}"#,
/// )?;
/// assert_eq!(profile.family(), "la-rive");
/// assert_eq!(profile.ratings[0].label.as_deref(), Some("leanLeft"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct SourceProfile {
    /// The key that articles use.
    pub id: String,
    /// The name as the outlet writes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Internet domains, without `www.`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// One newsroom behind several feeds: outlets of one family are one voice.
    #[serde(rename = "family", skip_serializing_if = "Option::is_none")]
    pub family_id: Option<String>,
    /// Where the newsroom is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Languages it usually writes, as BCP-47 tags.
    #[serde(alias = "languages", skip_serializing_if = "Vec::is_empty")]
    pub in_language: Vec<String>,
    /// What raters say, on any axis.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Rating>,
    /// Who owns it; several owners are possible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Owner>,
    /// Whether others republish its texts.
    pub wire_agency: bool,
    /// The usual offset of its clock from UTC, such as `+01:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc_offset_hint: Option<String>,
}

impl SourceProfile {
    /// A profile that knows nothing but the outlet's key.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// The newsroom: the declared family, or the outlet itself.
    pub fn family(&self) -> &str {
        self.family_id.as_deref().unwrap_or(&self.id)
    }
}

/// The newsroom behind an article, by which independent voices are counted everywhere: the family of its
/// outlet, the outlet itself where no profile is known, and nothing where no outlet is named.
///
/// Articles of no named outlet may all be one outlet's, so they are one voice: a story of a hundred of
/// them has one, since the number of voices is not to be raised by leaving names away. Copies are the
/// caller's to leave out.
///
/// # Examples
///
/// ```
/// use samestory::article::{SourceProfile, newsroom};
///
/// let mut profile = SourceProfile::new("rive-sport");
/// profile.family_id = Some("rive".into());
/// assert_eq!(newsroom(Some("rive-sport.example"), Some(&profile)), "rive");
/// assert_eq!(newsroom(Some("elsewhere"), None), "elsewhere");
/// assert_eq!(newsroom(None, None), "");
/// ```
pub fn newsroom<'a>(outlet: Option<&'a str>, profile: Option<&'a SourceProfile>) -> &'a str {
    profile.map(SourceProfile::family).or(outlet).unwrap_or_default()
}

/// A place as an outlet's address gives it, from wide to narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Place {
    /// ISO 3166-1 alpha-2 code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// State, province or the like.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// City or town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
}

/// One rater's word on one axis, as a label or as a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Rating {
    /// `bias`, `factuality`, or any name of the caller's.
    pub axis: String,
    /// Who says so.
    pub rater: String,
    /// A step of the axis, such as `leanLeft` or `high`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A position on the axis where the rater gives a number: bias from −3 (far left) to 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// An owner and the kind of owner it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Owner {
    /// The owner's name.
    pub name: String,
    /// `independent`, `corporation`, `government`, … in the rater's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub category: String,
}
