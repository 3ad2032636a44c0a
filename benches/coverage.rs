//! The coverage of 10,000 stories: how long it takes, and that it says what it must.
//!
//! `cargo bench --bench coverage`

use std::hint::black_box;
use std::time::Instant;

use samestory::article::{Place, SourceProfile, Timestamp};
use samestory::coverage::{
    Blindspot, Coverage, Pool, Profiles, Report, Side, control_false_discoveries,
};

const STORIES: usize = 10_000;
const OUTLETS: usize = 2_000;
/// What it must not take longer than, in seconds.
const MOST_SECONDS: f64 = 1.0;
const RUNS: usize = 5;

/// Numbers that look random and are the same every time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

/// Outlets as they are: two thirds rated by one to three raters, some owned by several, some of a
/// family.
fn outlets(numbers: &mut Numbers) -> Vec<SourceProfile> {
    const BIAS: [&str; 7] =
        ["farLeft", "left", "leanLeft", "center", "leanRight", "right", "farRight"];
    const OWNERS: [&str; 5] =
        ["independent", "corporation", "government", "billionaire", "mediaConglomerate"];
    const COUNTRIES: [&str; 6] = ["US", "GB", "FR", "RU", "CN", "BR"];
    let outlet = |number: usize| {
        let raters = numbers.below(9) / 3;
        let mut ratings = Vec::new();
        for rater in 0..=raters {
            if numbers.below(3) > 0 {
                let label = BIAS[numbers.below(7)];
                ratings.push(
                    serde_json::json!({"axis": "bias", "rater": rater.to_string(), "label": label}),
                );
            }
        }
        ratings.push(serde_json::json!({"axis": "factuality", "rater": "0", "label": "high"}));
        let owners: Vec<_> = (0..numbers.below(3))
            .map(|_| serde_json::json!({"name": "A", "category": OWNERS[numbers.below(5)]}))
            .collect();
        let country = COUNTRIES[numbers.below(6)];
        serde_json::from_value(serde_json::json!({
            "id": format!("outlet-{number}"), "ratings": ratings, "owners": owners,
            "place": {"country": country, "locality": "Paris"}, "inLanguage": ["fr"],
            "family": (number % 7 == 0).then(|| format!("family-{}", number % 50)),
        }))
        .expect("a profile")
    };
    (0..OUTLETS).map(outlet).collect()
}

fn main() {
    let mut numbers = Numbers(1);
    let profiles = outlets(&mut numbers);
    let keys: Vec<String> = (0..6_000).map(|number| format!("article-{number}")).collect();
    // Sizes as news has them: most stories small, one of 5,000 articles.
    let mut stories: Vec<Vec<Report<'_>>> = Vec::new();
    let start = 1_770_000_000;
    for number in 0..STORIES {
        let size = if number == 0 { 5_000 } else { 2 + 40 / (1 + numbers.below(20)) };
        let mut reports = Vec::new();
        for place in 0..size {
            let published = start + numbers.below(90_000) as i64;
            reports.push(Report {
                article: &keys[place],
                source: Some(&profiles[numbers.below(OUTLETS)].id),
                copy_of: (numbers.below(4) == 0).then(|| keys[numbers.below(place + 1)].as_str()),
                published: Some(Timestamp::from_seconds(published)),
                seen: Some(Timestamp::from_seconds(published + numbers.below(3_000) as i64)),
                live: numbers.below(50) == 0,
            });
        }
        stories.push(reports);
    }
    let places: Vec<Place> =
        serde_json::from_str(r#"[{"country": "FR", "locality": "Paris"}]"#).expect("places");
    let articles: usize = stories.iter().map(Vec::len).sum();

    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let begin = Instant::now();
        let index = Profiles::new(&profiles);
        let pool = Pool::of_outlets(&profiles);
        let found: Vec<Coverage> = stories
            .iter()
            .map(|reports| Coverage::new(reports, &index, &places, Some(pool)))
            .collect();
        let mut spots: Vec<Blindspot> = found.iter().map(|coverage| coverage.blindspot).collect();
        control_false_discoveries(&mut spots);
        best = best.min(begin.elapsed().as_secs_f64());
        check(&stories, &found);
        black_box((found, spots));
    }
    println!(
        "coverage of {STORIES} stories, {articles} articles, {OUTLETS} outlets: {best:.3} s on one thread"
    );
    assert!(best <= MOST_SECONDS, "more than {MOST_SECONDS} s");
}

/// Shares that sum to one within their intervals, and nobody left out.
fn check(stories: &[Vec<Report<'_>>], found: &[Coverage]) {
    for (reports, coverage) in stories.iter().zip(found) {
        assert_eq!(coverage.article_count, reports.len());
        let bias = &coverage.bias;
        assert_eq!(bias.rated + bias.unrated, coverage.independent_count);
        let sum: f64 = bias.share.values().sum();
        assert!(bias.rated == 0 || (sum - 1.0).abs() < 1e-9);
        for side in Side::ALL {
            if let Some(share) = bias.share.get(&side) {
                assert!(bias.low[&side] <= *share && *share <= bias.high[&side]);
            }
        }
    }
}
