//! All that there is to say of a story's coverage.

use serde::{Deserialize, Serialize};

use super::bias::BiasCoverage;
use super::blindspot::{Blindspot, Pool, blindspot};
use super::clock::claims;
use super::distribution::Distribution;
use super::factuality::{Factuality, factuality};
use super::first_report::{FirstReport, first_report};
use super::locality::{LocalityCoverage, locality};
use super::ownership::{StateMedia, ownership, state_media};
use super::voice::{Profiles, Report, Unit, voices};
use crate::article::Place;

/// The coverage of one story.
///
/// Axes are counted by independent voice, leanings by outlet and by article as well; for other units
/// of other axes call their functions on [`voices`](super::voices) of that unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Coverage {
    /// Articles.
    pub article_count: usize,
    /// Outlets.
    pub source_count: usize,
    /// Newsrooms that wrote something themselves.
    pub independent_count: usize,
    /// Leanings.
    pub bias: BiasCoverage,
    /// Leanings counted by outlet: copies count, families do not collapse.
    pub bias_by_source: BiasCoverage,
    /// Leanings counted by article, as bars elsewhere are: a reprint is a vote.
    pub bias_by_article: BiasCoverage,
    /// Factuality.
    pub factuality: Distribution<Factuality>,
    /// Kinds of owners.
    pub ownership: Distribution<String>,
    /// Whether governments are among the owners.
    pub state_media: Distribution<StateMedia>,
    /// Where the voices are.
    pub locality: LocalityCoverage,
    /// Whether one side hardly reports it.
    pub blindspot: Blindspot,
    /// Who was first; `None` if nothing has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_report: Option<FirstReport>,
}

impl Coverage {
    /// Computes it from the story's reports and places, and the outlets that could have reported.
    ///
    /// # Complexity
    ///
    /// O(n log n) for n reports.
    pub fn new(
        reports: &[Report<'_>],
        profiles: &Profiles<'_>,
        places: &[Place],
        pool: Option<Pool>,
    ) -> Self {
        let independent = voices(reports, profiles, Unit::Independent);
        let bias = BiasCoverage::new(&independent);
        let sources = voices(reports, profiles, Unit::Source);
        let articles = voices(reports, profiles, Unit::Article);
        Self {
            article_count: reports.len(),
            source_count: sources.all.len(),
            bias_by_source: BiasCoverage::new(&sources),
            bias_by_article: BiasCoverage::new(&articles),
            independent_count: independent.all.len(),
            factuality: factuality(&independent),
            ownership: ownership(&independent),
            state_media: state_media(&independent),
            locality: locality(&independent, places),
            blindspot: blindspot((&bias).into(), pool),
            first_report: first_report(&claims(reports, profiles)),
            bias,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, SourceProfile};
    use proptest::prelude::*;

    fn profiles() -> Vec<SourceProfile> {
        serde_json::from_value(serde_json::json!([
            {"id": "wire", "place": {"country": "GB"}, "wireAgency": true,
             "ratings": [{"axis": "bias", "label": "center"}]},
            {"id": "left", "domains": ["left.example"], "place": {"country": "FR"},
             "ratings": [{"axis": "bias", "label": "left"}, {"axis": "factuality", "label": "high"}],
             "owners": [{"name": "A", "category": "independent"}]},
            {"id": "right", "name": "The Right", "utcOffsetHint": "-05:00",
             "ratings": [{"axis": "bias", "label": "right"}],
             "owners": [{"name": "B", "category": "government"}, {"name": "C", "category": "other"}]},
            {"id": "left-sport", "family": "left"},
        ]))
        .expect("profiles")
    }

    /// `articles[i]` is an outlet and the number of the article that it copies.
    fn cover(articles: &[(&'static str, Option<usize>)], turn: usize) -> Coverage {
        let keys: Vec<String> = (0..articles.len()).map(|number| format!("a{number:02}")).collect();
        let mut reports: Vec<Report<'_>> = articles
            .iter()
            .zip(&keys)
            .map(|((source, copied), key)| Report {
                article: key,
                source: Some(source),
                copy_of: copied.and_then(|number| keys.get(number)).map(String::as_str),
                ..Report::default()
            })
            .collect();
        reports.rotate_left(turn.min(articles.len()));
        Coverage::new(&reports, &Profiles::new(&profiles()), &[], None)
    }

    #[test]
    fn an_article_brings_what_coverage_needs() {
        let article: Article = serde_json::from_str(
            r#"{"id": "a", "title": "T", "source": "feed", "originPublisher": "The Right",
                "published": "2026-02-01T03:14:00Z", "dateSeen": "2026-02-01T08:20:00Z"}"#,
        )
        .expect("an article");
        let other: Article = serde_json::from_str(
            r#"{"id": "b", "title": "T", "source": "www.left.example",
                "published": "2026-02-01T07:50:00Z", "dateSeen": "2026-02-01T07:55:00Z"}"#,
        )
        .expect("an article");
        let reports = [Report::new(&article, None), Report::new(&other, None)];
        let found = Coverage::new(&reports, &Profiles::new(&profiles()), &[], None);
        assert_eq!((found.independent_count, found.bias.rated), (2, 2));
        let first = found.first_report.expect("there are times");
        assert_eq!(first.article.as_ref().map(|article| article.as_str()), Some("b"));
        assert_eq!(
            first.runners_up[0].at.to_string(),
            "2026-02-01T08:14:00Z",
            "local time, as UTC"
        );
    }

    #[test]
    fn is_written_and_read_back() {
        let found = cover(&[("wire", None), ("left", Some(0)), ("right", None), ("new", None)], 0);
        let json = serde_json::to_value(&found).expect("JSON");
        for (key, wanted) in [
            ("/articleCount", 4.into()),
            ("/sourceCount", 4.into()),
            ("/independentCount", 3.into()),
            ("/bias/unrated", 1.into()),
            ("/bias/share/right", 0.5.into()),
            ("/bias/lead", serde_json::Value::Null),
            ("/biasBySource/rated", 3.into()),
            ("/biasByArticle/unit", "article".into()),
            ("/factuality/unknown", 3.into()),
            ("/ownership/counts/government", 1.into()),
            ("/stateMedia/counts/yes", 1.into()),
            ("/locality/countries/counts/GB", 1.into()),
            ("/blindspot/state", "insufficient".into()),
        ] {
            assert_eq!(json.pointer(key), Some(&wanted), "{key} in {json}");
        }
        assert_eq!(serde_json::from_value::<Coverage>(json).ok(), Some(found));
    }

    proptest! {
        #[test]
        fn order_and_copies_change_no_share(
            articles in prop::collection::vec(
                (prop::sample::select(vec!["wire", "left", "right", "left-sport", "new"]),
                 prop::option::weighted(0.3, 0usize..10)),
                1..10,
            ),
            copier in prop::sample::select(vec!["left", "right", "another"]),
            copied in any::<prop::sample::Index>(),
            turn in 0usize..10,
        ) {
            let found = cover(&articles, 0);
            prop_assert_eq!(&cover(&articles, turn), &found);
            let mut with_copy = articles.clone();
            with_copy.push((copier, Some(copied.index(articles.len()))));
            // Copies of what is not there would now copy the new one.
            prop_assume!(articles.iter().all(|(_, copied)| *copied != Some(articles.len())));
            let more = cover(&with_copy, turn);
            prop_assert_eq!(more.independent_count, found.independent_count);
            prop_assert_eq!((more.bias, more.ownership), (found.bias, found.ownership));
            prop_assert_eq!((more.locality, more.blindspot), (found.locality, found.blindspot));
            prop_assert_eq!((more.factuality, more.state_media), (found.factuality, found.state_media));
            prop_assert!(more.bias_by_article.rated >= found.bias_by_article.rated);
        }
    }
}
