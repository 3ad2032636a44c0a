//! Dates that are absurd, false or none: the article is taken, and no story suffers.

mod pipeline_support;

use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Event, EventKind, Pipeline, PipelineOptions};

use pipeline_support::{QUAKE, article, dated, pipeline, word};

fn closed(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event.kind, EventKind::Closed { .. })).count()
}

#[test]
fn dates_of_any_kind_are_read_or_left() {
    for date in [
        "9999-12-31T23:59:59Z",
        "-009999-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0001-01-01",
        "",
        "yesterday",
        "2026-02-30T00:00:00Z",
        "2026-13-01",
        "99999-01-01",
        "2026-02-01T25:61:00Z",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "\u{0}",
        "0",
    ] {
        let json =
            serde_json::json!({"id": "a", "headline": "Quake", "date": date, "dateSeen": date});
        let article: Article = serde_json::from_value(json).expect("a bad date is no bad article");
        let mut pipeline = pipeline();
        pipeline.push(article).expect("a bad date is no bad article");
        serde_json::to_string(&pipeline.stories()).expect("JSON");
    }
    for number in
        ["1e400", "-1e308", "1.5", "18446744073709551615", "-9223372036854775808", "[]", "{}"]
    {
        let json = format!(r#"{{"id": "a", "headline": "Quake", "date": {number}}}"#);
        let Ok(article) = serde_json::from_str::<Article>(&json) else { continue };
        let mut pipeline = pipeline();
        pipeline.push(article).expect("a bad date is no bad article");
        serde_json::to_string(&pipeline.stories()).expect("JSON");
    }
}

/// Headlines of other events, so that the frequencies know which words are rare.
const BACKGROUND: [&str; 20] = [
    "Snow closes the Brenner, trains turn back at Innsbruck",
    "Fed leaves rates unchanged and sees steady labour market",
    "Strong demand lifts carmaker's profit in the third quarter",
    "Rescuers search for skiers after avalanche in Tyrol",
    "Parliament in Lisbon votes on the budget after a long night",
    "Southern Spain prepares for a heat wave in early spring",
    "Hospitals in Kenya on alert as doctors begin their strike",
    "Peru votes: two candidates go into the second round",
    "Film festival opens with a comedy from South Korea",
    "Roads blocked near Lyon as farmers protest against prices",
    "City of Turin sends a new tram into the hills",
    "Chip maker opens a plant near Dresden, ministers attend",
    "After the storm: ferries sail again between the islands",
    "Court in The Hague hears the case of the sunken tanker",
    "Telescope in Chile finds a planet with three suns",
    "Tennis: the champion retires after an injury in Melbourne",
    "Central bank of Norway raises its forecast for inflation",
    "Museum returns a bronze head to Nigeria",
    "Fire in a warehouse near Rotterdam, smoke over the port",
    "Election in Slovenia: late count decides a single seat",
];

#[test]
fn absurd_dates_seize_no_story() {
    let intruders = [
        Some("9999-12-31T00:00:00Z"),
        Some("2099-06-01T00:00:00Z"),
        Some("1970-01-01T00:00:00Z"),
        Some("-004000-01-01T00:00:00Z"),
        Some("1991-01-01T00:00:00Z"),
        Some("2026-02-04T11:00:00Z"),
        Some("2026-01-30T01:00:00Z"),
        None,
    ];
    for date in intruders {
        // An intruder that says the same as the first article, or nearly.
        for headline in [QUAKE[0], "Strong earthquake shakes southern Peru, Arequipa worst hit"] {
            for seen in [None, Some("2026-02-01T13:00:00Z")] {
                let mut pipeline = pipeline();
                let mut events = Vec::new();
                for (number, text) in BACKGROUND.iter().enumerate() {
                    let other = dated(&format!("b{number}"), text, "2026-02-01T11:00:00Z");
                    pipeline.push(other).expect("accepted");
                }
                for (number, text) in QUAKE.iter().enumerate() {
                    if number == 1 || number == 3 {
                        let mut intruder = article(&format!("x{number}"), headline);
                        intruder.date_published = date.and_then(|date| date.parse().ok());
                        intruder.date_seen = seen.and_then(|seen| seen.parse().ok());
                        events.extend(pipeline.push(intruder).expect("accepted"));
                    }
                    let id = format!("q{number}");
                    let date = format!("2026-02-01T{}:00:00Z", 12 + number);
                    events.extend(pipeline.push(dated(&id, text, &date)).expect("accepted"));
                }
                let case = format!("{date:?} seen {seen:?}: {headline}");
                assert_eq!(closed(&events), 0, "{case}");
                assert_eq!(pipeline.story_of("q0").as_deref(), Some("s20"), "{case}");
                // Some await the next pass of merging; none is in a story of the background's.
                for number in 0..QUAKE.len() {
                    let story = pipeline.story_of(&format!("q{number}")).unwrap_or_default();
                    let founder = story.trim_start_matches('s').parse::<usize>();
                    assert!(founder.is_ok_and(|key| key >= 20), "q{number} in {story} with {case}");
                }
                let [before, after] = ["2026-01-30T00:00:00Z", "2026-02-05T00:00:00Z"]
                    .map(|date| date.parse::<Timestamp>().expect("a date"));
                let story = pipeline.story("s20").expect("the story").story;
                assert!(story.date_created > before && story.date_modified < after, "{case}");
            }
        }
    }
}

#[test]
fn a_few_dates_in_the_future_close_nothing() {
    let mut options = PipelineOptions::default();
    options.idle_articles = 0;
    let mut pipeline = Pipeline::builder().options(options).build().expect("valid");
    let mut events = Vec::new();
    for number in 0..1100_u32 {
        // Every fifth article claims to come from the future.
        let date = match number % 10 {
            0 => "2098-01-01T00:00:00Z".to_owned(),
            5 => "2027-01-01T00:00:00Z".to_owned(),
            _ => format!("2026-02-01T{:02}:{:02}:00Z", number / 60, number % 60),
        };
        let text = format!("Report {} of {}", word(number * 7), word(number * 13 + 5));
        events.extend(pipeline.push(dated(&number.to_string(), &text, &date)).expect("accepted"));
    }
    assert_eq!(closed(&events), 0);
    // Time that really passes does close them.
    for number in 2000..2600_u32 {
        let date = format!("2026-03-01T{:02}:{:02}:00Z", (number - 2000) / 60, number % 60);
        let text = format!("Report {} of {}", word(number * 7), word(number * 13 + 5));
        events.extend(pipeline.push(dated(&number.to_string(), &text, &date)).expect("accepted"));
    }
    assert!(closed(&events) > 100, "{}", closed(&events));
}

#[test]
fn a_story_belongs_to_the_article_that_came_first() {
    let mut pipeline = pipeline();
    pipeline.push(article("z", "Snow closes the Brenner")).expect("accepted");
    pipeline.push(dated("a", QUAKE[0], "2026-02-03T12:00:00Z")).expect("accepted");
    let founded = pipeline.story_of("a").expect("a story");
    // It claims to have been there two days earlier; another one repeats it word for word.
    pipeline.push(dated("b", QUAKE[4], "2026-02-01T13:00:00Z")).expect("accepted");
    pipeline.push(dated("c", QUAKE[0], "2026-02-01T14:00:00Z")).expect("accepted");
    pipeline.settle();
    assert_eq!(founded, "s1");
    assert_eq!(pipeline.story_of("a").as_ref(), Some(&founded), "it keeps its id");
    assert_eq!(pipeline.story_of("c"), Some(founded.clone()), "a copy goes where its text is");
    let story = pipeline.story(&founded).expect("the story").story;
    assert_eq!(story.clusters[0].articles[0].as_str(), "a");
    assert_eq!(story.wire_groups[0].members[0].as_str(), "a");
}
