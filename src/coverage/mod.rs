//! Who reports a story, and from which side.
//!
//! Pure functions over a story's articles and the profiles of their outlets. [`Coverage`] is all
//! of them at once. First [`voices`] decides what counts as one; then each axis is counted over
//! these voices:
//!
//! * `summary`: [`Coverage`], all there is to say
//! * `voice`: [`voices`]: articles by independent voice, by source, or one by one
//! * `rating`: [`rate`], [`rate_voice`]: the mean of the raters on an ordered [`Scale`]
//! * `distribution`: [`Distribution`]: counts, shares, intervals and the lead on any axis
//! * `interval`: [`wilson`] and [`goodman`] confidence intervals
//! * `bias`: [`BiasCoverage`]: seven steps, three sides
//! * `factuality`: [`Factuality`]: five steps
//! * `ownership`: kinds of owners, several to an outlet; state media
//! * `locality`: outlets near the story and far from it
//! * `blindspot`: [`blindspot`]: is one side hardly reporting it?
//! * `clock`: [`Claim`]: what a publisher's date is worth beside our own clock
//! * `live`: which articles are live blogs
//! * `first_report`: [`first_report`]: who was first, and how sure that is
//!
//! What is not known is counted beside what is, never dropped, and every share has an interval.
//! No function depends on the order of the articles.
//!
//! # Examples
//!
//! ```
//! use samestory::article::SourceProfile;
//! use samestory::coverage::{Coverage, Profiles, Report, Side};
//!
//! let profiles: Vec<SourceProfile> = serde_json::from_str(
//!     r#"[{"id": "rive", "ratings": [{"axis": "bias", "label": "leanLeft"}]},
//!         {"id": "tor", "ratings": [{"axis": "bias", "label": "right"}]}]"#,
//! )?;
//! let report = |article, source, copy_of| {
//!     Report { article, source: Some(source), copy_of, ..Report::default() }
//! };
//! let reports = [
//!     report("a1", "rive", None),
//!     report("a2", "rive", None),
//!     report("a3", "tor", Some("a1")),
//!     report("a4", "elsewhere", None),
//! ];
//! let found = Coverage::new(&reports, &Profiles::new(&profiles), &[], None);
//! assert_eq!((found.article_count, found.source_count, found.independent_count), (4, 3, 2));
//! assert_eq!((found.bias.rated, found.bias.unrated), (1, 1));
//! assert_eq!(found.bias.share[&Side::Left], 1.0);
//! assert_eq!(found.bias.lead, None, "one voice is no lead");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod bias;
mod blindspot;
mod clock;
mod distribution;
mod factuality;
mod first_report;
mod interval;
mod live;
mod locality;
mod ownership;
mod rating;
mod summary;
mod voice;

pub use bias::{Bias, BiasCoverage, Side};
pub use blindspot::{
    Blindspot, BlindspotState, Pool, SideCounts, blindspot, control_false_discoveries,
};
pub use clock::{Claim, Hazard, claims, parse_utc_offset};
pub use distribution::Distribution;
pub use factuality::{Factuality, factuality};
pub use first_report::{FirstReport, RunnerUp, first_report};
pub use interval::{Interval, goodman, wilson};
pub use locality::{Locality, LocalityCoverage, locality};
pub use ownership::{StateMedia, is_state_media, ownership, state_media};
pub use rating::{Rated, Scale, rate, rate_voice};
pub use summary::Coverage;
pub use voice::{Profiles, Report, Unit, Voice, Voices, voices};
