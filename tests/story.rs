//! What a story says, through a pipeline: points and who carries them, places, differences, spread,
//! related stories, rank.

use std::collections::BTreeMap;

use samestory::article::{Article, SourceProfile};
use samestory::language::{Detection, LanguageDetector, LanguageTag};
use samestory::pipeline::{CoveredStory, Pipeline, PipelineOptions};
use samestory::story::{DifferenceKind, Group, language_leads};

/// Outlets named after their side and a number: `left1`, `center2`, `right1`, `none1`.
fn outlets() -> Vec<SourceProfile> {
    let sides = ["left", "center", "right", "none"].into_iter();
    let outlet = |side: &str, number: u32| {
        let ratings = match side {
            "none" => serde_json::json!([]),
            side => serde_json::json!([{"axis": "bias", "rater": "R", "label": side}]),
        };
        let id = format!("{side}{number}");
        serde_json::from_value(serde_json::json!({"id": id, "ratings": ratings}))
            .expect("a profile")
    };
    sides.flat_map(|side| (1..=9).map(move |number| outlet(side, number))).collect()
}

/// An article an hour: `outlet | language | headline | text`.
fn pipeline(lines: &[&str]) -> Pipeline {
    let mut options = PipelineOptions::default();
    options.story.languages = vec![tag("en")];
    let mut pipeline =
        Pipeline::builder().options(options).sources(outlets()).build().expect("a pipeline");
    for (number, line) in lines.iter().enumerate() {
        let [outlet, language, headline, text] =
            line.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("{line}");
        };
        let mut article = Article::new(format!("a{number:02}"), headline);
        article.source = Some(outlet.to_owned());
        article.in_language = Some(language.to_owned());
        article.article_body = text.to_owned();
        let at = format!("2026-02-{:02}T{:02}:30:00Z", 1 + number / 24, number % 24);
        article.date_published = at.parse().ok();
        article.date_seen = article.date_published.map(|at| at.plus_hours(0.1));
        pipeline.push(article).expect("it is taken");
    }
    pipeline.settle();
    pipeline
}

fn tag(text: &str) -> LanguageTag {
    text.parse().expect("a tag")
}

fn story_of(pipeline: &Pipeline, article: &str) -> CoveredStory {
    let id = pipeline.story_of(article).expect("a story");
    pipeline.story(&id).expect("it is held")
}

const QUAKE: &[&str] = &[
    "center1 | en | Quake of magnitude 6.8 shakes Arequipa in Peru | A magnitude 6.8 earthquake shook \
     the Arequipa region of Peru on Friday, killing 31 people. The mayor of Camaná, Rosaura Quispe \
     Llerena, asked for tents and water. She said that the road was cut. Peru's navy lifted a \
     tsunami warning for Arequipa",
    "left1 | en | Arequipa quake: Peru counts its dead | The earthquake of magnitude 6.8 killed 31 \
     people in the Arequipa region of Peru. Unions say that 450 adobe houses were never inspected.",
    "left2 | en | Peru quake hits the poor of Arequipa | The quake of magnitude 6.8 in Arequipa, Peru, \
     killed 31 people and destroyed 450 adobe houses of farm workers.",
    "right1 | es | Sismo de magnitud 6,8 sacude Arequipa, en Perú | Un terremoto de magnitud 6,8 \
     sacudió el viernes la región de Arequipa, en Perú, y dejó 31 muertos. La alcaldesa de Camaná, \
     Rosaura Quispe Llerena, pidió carpas y agua.",
    "right2 | de | Beben der Stärke 6,8 erschüttert Arequipa in Peru | Ein Erdbeben der Stärke 6,8 hat \
     am Freitag die Region Arequipa in Peru erschüttert und 31 Menschen getötet. Der Flughafen von \
     Arequipa in Peru bleibt geschlossen.",
    "none1 | en | Peru: quake in Arequipa kills 31 | At least 31 people died when a quake of magnitude \
     6.8 shook the Arequipa region of Peru on Friday.",
];

#[test]
fn points_are_whole_sentences_one_a_theme() {
    let pipeline = pipeline(QUAKE);
    let found = story_of(&pipeline, "a00");
    assert_eq!(found.coverage.article_count, QUAKE.len(), "one story");
    let points = &found.story.summary;
    let text: Vec<&str> = points.iter().map(|point| point.text.as_str()).collect();
    assert!(points.len() >= 2, "{text:?}");
    assert!(points.iter().all(|point| point.language == Some(tag("en"))), "{text:?}");
    for point in points {
        assert!(point.text.ends_with('.') && !point.text.starts_with("She"), "{}", point.text);
        let first = pipeline.article(point.articles[0].as_str()).expect("its article");
        assert!(first.article_body.contains(&point.text), "as it stands there: {}", point.text);
        let placed: usize = point.sides.values().sum();
        assert!((placed..=point.articles.len()).contains(&point.voices), "{point:?}");
    }
    let deaths: Vec<_> = points.iter().filter(|point| point.text.contains("31")).collect();
    assert_eq!(deaths.len(), 1, "the dead are one theme: {text:?}");
    assert!(deaths[0].voices >= 5, "{:?}", deaths[0]);
    assert_eq!(deaths[0].sides.get("right"), Some(&2), "{:?}", deaths[0].sides);
    let german = deaths[0].elsewhere.iter().find(|other| other.language == Some(tag("de")));
    assert!(german.is_some_and(|other| other.text.contains("31 Menschen")), "{:?}", deaths[0]);
}

#[test]
fn one_side_tells_what_others_do_not() {
    let found = story_of(&pipeline(QUAKE), "a00").story;
    let houses = found.differences.iter().find(|difference| difference.label == "450");
    let houses = houses.unwrap_or_else(|| panic!("{:?}", found.differences));
    assert_eq!((&houses.group, houses.kind), (&Group::Side("left".into()), DifferenceKind::Number));
    assert_eq!((houses.here, houses.here_of, houses.elsewhere, houses.elsewhere_of), (2, 2, 0, 3));
    assert!((houses.chance - 0.1).abs() < 1e-9, "one of ten ways: {}", houses.chance);
    assert!(houses.example.as_ref().is_some_and(|example| example.text.contains("450")));
    assert!(found.differences.iter().all(|difference| difference.label != "31"));
}

/// Nobody knows any language but what articles say of themselves.
#[derive(Debug)]
struct NoDetector;

impl LanguageDetector for NoDetector {
    fn detect(&self, _: &str) -> Option<Detection> {
        None
    }
}

#[test]
fn a_language_is_compared_with_languages_alone() {
    let told = "killed 31 people in the Arequipa region of Peru and destroyed 450 adobe houses.";
    let mut pipeline =
        Pipeline::builder().detector(NoDetector).sources(outlets()).build().expect("a pipeline");
    let mut push = |outlet: &str, language: Option<&str>, headline: &str, text: &str| {
        let mut article = Article::new(outlet, headline);
        article.source = Some(outlet.to_owned());
        article.in_language = language.map(str::to_owned);
        article.article_body = text.to_owned();
        pipeline.push(article).expect("it is taken");
    };
    for number in 1..=3 {
        let headline = format!("Quake {number} in Arequipa, Peru, kills 31");
        push(&format!("left{number}"), Some("en"), &headline, &format!("A quake {told} {number}"));
        push(&format!("right{number}"), None, &headline, &format!("The quake {told} {number}"));
    }
    for number in 1..=2 {
        let headline = format!("Beben {number} in Arequipa in Peru: 31 Tote");
        let text = "Ein Erdbeben hat in der Region Arequipa in Peru 31 Menschen getötet.";
        push(&format!("center{number}"), Some("de"), &headline, &format!("{text} {number}"));
    }
    pipeline.settle();
    let found = story_of(&pipeline, "left1");
    assert_eq!(found.coverage.article_count, 8, "one story");
    let languages: Vec<String> =
        found.story.languages.keys().map(|language| language.to_string()).collect();
    assert_eq!(languages, ["de", "en", "und"]);
    let houses = found.story.differences.iter().find(|difference| difference.label == "450");
    let houses = houses.unwrap_or_else(|| panic!("{:?}", found.story.differences));
    assert_eq!(houses.group, Group::Language(tag("en")));
    assert_eq!((houses.here, houses.here_of, houses.elsewhere, houses.elsewhere_of), (3, 3, 0, 2));
    assert!((houses.chance - 0.1).abs() < 1e-9, "one of ten ways: {}", houses.chance);
}

#[test]
fn articles_of_no_named_outlet_are_one_voice_everywhere() {
    let mut pipeline = Pipeline::builder().build().expect("a pipeline");
    for (number, line) in QUAKE.iter().enumerate() {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let mut article = Article::new(format!("a{number:02}"), parts[2]);
        article.in_language = Some(parts[1].to_owned());
        article.article_body = parts[3].to_owned();
        article.date_published = "2026-02-01T00:30:00Z".parse().ok();
        pipeline.push(article).expect("it is taken");
    }
    pipeline.settle();
    let found = story_of(&pipeline, "a00");
    assert_eq!(found.coverage.article_count, QUAKE.len(), "one story");
    assert_eq!(found.coverage.independent_count, 1);
    assert!(!found.story.summary.is_empty());
    for point in &found.story.summary {
        assert_eq!((point.voices, point.voices_of), (1, 1), "{point:?}");
    }
    let half = PipelineOptions::default().story.rank_half_voices;
    assert!((found.story.rank - 1.0 / (1.0 + half)).abs() < 1e-9, "{}", found.story.rank);
    assert!(found.story.differences.is_empty(), "{:?}", found.story.differences);
}

#[test]
fn spread_and_timeline_tell_every_language_and_side() {
    let found = story_of(&pipeline(QUAKE), "a00");
    let count: usize = found.story.timeline.iter().map(|entry| entry.count).sum();
    assert_eq!(count, found.coverage.article_count);
    let sides = found.story.timeline.iter().filter(|entry| entry.side.as_deref() == Some("left"));
    assert_eq!(sides.map(|entry| entry.count).sum::<usize>(), 2);
    let languages: Vec<String> = found
        .story
        .spread
        .iter()
        .map(|arrival| arrival.language.expect("known").to_string())
        .collect();
    assert_eq!(languages, ["en", "es", "de"]);
    let hours: Vec<f64> = found.story.spread.iter().map(|arrival| arrival.hours).collect();
    assert_eq!(hours, [0.0, 3.0, 4.0]);
    assert_eq!(found.story.spread[0].after, None, "the first follows none");
    #[cfg(feature = "gazetteer")]
    {
        let places: Vec<&str> =
            found.story.places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(places, ["Peru"]);
    }
}

#[test]
fn a_reprint_changes_no_share_no_point_and_no_rank() {
    let before = story_of(&pipeline(QUAKE), "a00");
    let mut lines = QUAKE.to_vec();
    let reprint = format!("right3 | {}", QUAKE[0].split_once('|').expect("an outlet").1.trim());
    // The same text under another headline, at the same time as the last article: the rank is of now.
    lines.push(&reprint);
    let pipeline = pipeline(&lines);
    let after = story_of(&pipeline, "a00");
    assert_eq!(after.coverage.article_count, before.coverage.article_count + 1);
    assert_eq!(after.coverage.independent_count, before.coverage.independent_count);
    assert_eq!(after.coverage.bias, before.coverage.bias);
    assert_eq!(after.coverage.factuality, before.coverage.factuality);
    assert_eq!(after.coverage.ownership, before.coverage.ownership);
    assert_ne!(after.coverage.bias_by_article, before.coverage.bias_by_article, "counted there");
    assert_eq!(after.story.summary, before.story.summary);
    assert_eq!(after.story.differences, before.story.differences);
    assert_eq!(after.story.wire_groups.len(), 1);
    assert!(after.story.rank <= before.story.rank, "an hour later");
    assert_eq!(after.story.timeline.iter().map(|entry| entry.copies).sum::<usize>(), 1);
}

#[test]
fn the_rank_saturates() {
    let mut ranks = Vec::new();
    for count in [1, 2, 4, 6] {
        let pipeline = pipeline(&QUAKE[..count]);
        ranks.push(story_of(&pipeline, "a00").story.rank);
    }
    assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
    assert!(ranks.iter().all(|rank| (0.0..1.0).contains(rank)), "{ranks:?}");
    let gains = [(ranks[1] - ranks[0]), (ranks[3] - ranks[2]) / 2.0];
    assert!(gains[1] < gains[0], "each voice adds less: {ranks:?}");
}

#[test]
fn related_stories_say_why() {
    let mut lines = QUAKE.to_vec();
    lines.extend([
        "left3 | en | Camaná mayor Rosaura Quispe Llerena resigns over building permits | The mayor of \
         Camaná in the Arequipa region of Peru, Rosaura Quispe Llerena, resigned over permits for a \
         market hall. Prosecutors want to hear her brother.",
        "right4 | en | Building permits: mayor Rosaura Quispe Llerena steps down in Camaná | Rosaura \
         Quispe Llerena stepped down as mayor of Camaná, in the Arequipa region of Peru. Prosecutors \
         look into permits for a market hall that her brother built.",
        "left4 | en | Snow closes the Brenner pass | Snow closed the Brenner pass on Sunday.",
    ]);
    let pipeline = pipeline(&lines);
    let stories = pipeline.stories();
    for covered in &stories {
        for related in &covered.story.related {
            assert!(!related.why.is_empty() && related.story != covered.story.id);
            for reason in &related.why {
                assert!(!reason.label.is_empty() && reason.share > 0.0 && reason.share_there > 0.0);
            }
        }
    }
    let quake = pipeline.story_of("a00").expect("a story");
    let mayor =
        stories.iter().find(|covered| pipeline.story_of("a06") == Some(covered.story.id.clone()));
    let mayor = mayor.expect("a story");
    if mayor.story.id != quake {
        let related = mayor.story.related.iter().find(|related| related.story == quake);
        let labels: Vec<&str> =
            related.expect("near").why.iter().map(|reason| reason.label.as_str()).collect();
        assert!(
            labels.iter().any(|label| label.contains("Quispe") || *label == "Peru"),
            "{labels:?}"
        );
    }
    let snow = stories.iter().find(|c| c.story.headline.values().any(|text| text.contains("Snow")));
    assert!(snow.expect("a story").story.related.is_empty());
}

#[test]
fn who_follows_whom_is_tested_over_stories() {
    // Seven events, each told in English first and in German an hour later; a third by French first.
    let towns = [
        "Kyoto",
        "Nairobi",
        "Helsinki",
        "Montevideo",
        "Jakarta",
        "Reykjavik",
        "Casablanca",
        "Lusaka",
    ];
    let mut lines = Vec::new();
    for (number, town) in towns.iter().enumerate() {
        let share = 11 + 7 * number;
        lines.push(format!(
            "center1 | en | Fire destroys {share} shops in {town} | A fire destroyed {share} shops in {town}."
        ));
        lines.push(format!(
            "left1 | de | Feuer zerstört {share} Läden in {town} | Ein Feuer zerstörte {share} Läden in {town}."
        ));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let stories = pipeline(&lines).stories();
    let told: Vec<_> = stories.iter().map(|covered| &covered.story).collect();
    let both = told.iter().filter(|story| story.spread.len() == 2).count();
    let leads = language_leads(told.iter().copied(), 1);
    assert!(both >= 6, "{both} stories in both languages");
    assert_eq!(leads.len(), 1, "{leads:?}");
    let lead = &leads[0];
    assert_eq!((lead.leader, lead.follower), (tag("en"), tag("de")));
    assert_eq!((lead.first, lead.stories, lead.median_hours), (both, both, 1.0));
    assert!((lead.p - 0.5f64.powi(both as i32 - 1)).abs() < 1e-9 && lead.q == lead.p, "{lead:?}");
    assert!(language_leads(told, 50).is_empty(), "too few to tell");
}

#[test]
fn a_story_is_written_and_read_back() {
    for covered in pipeline(QUAKE).stories() {
        let json = serde_json::to_value(&covered).expect("JSON");
        assert!(json["summary"][0]["voicesOf"].is_number() && json["differences"].is_array());
        let read = serde_json::from_value::<CoveredStory>(json).map_err(|error| error.to_string());
        assert_eq!(read, Ok(covered));
    }
}

#[test]
fn points_come_from_the_readers_language_or_that_of_most_voices() {
    let mut counts: BTreeMap<&str, String> = BTreeMap::new();
    for languages in [vec![], vec![tag("de")], vec![tag("ka"), tag("es")]] {
        let mut options = PipelineOptions::default();
        options.story.languages = languages.clone();
        let mut pipeline = Pipeline::builder().options(options).build().expect("a pipeline");
        for (number, line) in QUAKE.iter().enumerate() {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let mut article = Article::new(number.to_string(), parts[2]);
            article.source = Some(parts[0].to_owned());
            article.in_language = Some(parts[1].to_owned());
            article.article_body = parts[3].to_owned();
            pipeline.push(article).expect("it is taken");
        }
        pipeline.settle();
        let story = story_of(&pipeline, "0").story;
        let first = story.summary[0].language.expect("known").to_string();
        counts.insert(
            if languages.is_empty() { "any" } else { languages[0].language() }.to_owned().leak(),
            first,
        );
    }
    assert_eq!(
        counts,
        BTreeMap::from([("any", "en".into()), ("de", "de".into()), ("ka", "es".into())])
    );
}
