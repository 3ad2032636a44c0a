//! What the `stories` example writes: assignments, events, stories, pages and text, the same every time,
//! and safe to open.

mod example_support;
mod stories_support;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use example_support::{errors, example, run};
use stories_support::Folder;

/// The fields that every story has.
const FIELDS: &[&str] = &[
    "id",
    "status",
    "mergedInto",
    "lineage",
    "headline",
    "medoidArticle",
    "summary",
    "dateCreated",
    "dateModified",
    "clusters",
    "articleCount",
    "sourceCount",
    "independentCount",
    "languages",
    "wireGroups",
    "entities",
    "places",
    "bias",
    "factuality",
    "ownership",
    "locality",
    "blindspot",
    "firstReport",
    "links",
    "cohesion",
    "related",
    "timeline",
    "spread",
    "differences",
    "rank",
    "biasBySource",
    "biasByArticle",
];

#[test]
fn the_sample_gives_the_same_bytes_every_time() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("same");
    let mut runs = Vec::new();
    for (run_number, threads) in ["1", "2", "1"].into_iter().enumerate() {
        let files = ["assignments", "events", "json"]
            .map(|name| folder.path(&format!("{name}{run_number}")));
        let [assignments, events, json] = &files;
        let output = run(
            &example,
            &[
                "--threads",
                threads,
                "--assignments",
                assignments,
                "--events",
                events,
                "--json",
                json,
            ],
        );
        assert!(output.status.success(), "{}", errors(&output));
        assert_eq!(errors(&output), "");
        let written = files.map(|file| fs::read_to_string(file).expect("written"));
        runs.push((output.stdout, written));
    }
    assert!(runs[0] == runs[1], "two threads differ from one");
    assert!(runs[0] == runs[2], "two runs differ");

    let articles = include_str!("../examples/sample/articles.jsonl");
    let wanted: Vec<String> = articles
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<Value>(line).ok()?["id"].as_str().map(str::to_owned)
        })
        .collect();
    assert_eq!(folder.ids("assignments0"), wanted, "a line for each article, in order");
    let stories = folder.lines("json0");
    let mut count = 0;
    for story in &stories {
        for field in FIELDS {
            assert!(story.get(field).is_some(), "{field} in {story}");
        }
        count += story["articleCount"].as_u64().unwrap_or_default();
    }
    assert_eq!(count as usize, wanted.len());
    for line in folder.lines("assignments0") {
        let cluster_is_in_story = stories.iter().any(|story| {
            story["id"] == line["story"]
                && story["clusters"].as_array().into_iter().flatten().any(|cluster| {
                    cluster["id"] == line["cluster"]
                        && cluster["articles"]
                            .as_array()
                            .is_some_and(|ids| ids.contains(&line["id"]))
                })
        });
        assert!(cluster_is_in_story, "{line}");
    }
    for (number, event) in folder.lines("events0").iter().enumerate() {
        assert_eq!(event["seq"], number, "{event}");
    }
}

#[test]
fn pages_escape_what_comes_from_articles() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("pages");
    let attack =
        r#"<script>alert(1)</script><img src=x onerror=alert(2)> "quoted' & Quake in Arequipa"#;
    let lines: String = ["a", "b\"><script>x</script>", "c"]
        .into_iter()
        .map(|id| {
            let article = serde_json::json!({
                "id": id, "title": attack, "description": format!("{attack} was felt in La Paz."),
                "url": if id == "a" { "javascript:alert(1)" } else { "https://x.example/\"><script>" },
                "source": "<script>s</script>", "lang": "en", "author": attack,
            });
            format!("{article}\n")
        })
        .collect();
    let file = folder.write("attack.jsonl", lines);
    let output = run(&example, &["--html", &folder.path("html"), &file]);
    assert!(output.status.success(), "{}", errors(&output));
    let mut pages = 0;
    for entry in fs::read_dir(folder.path("html")).expect("pages") {
        let page = fs::read_to_string(entry.expect("a page").path()).expect("UTF-8");
        let lower = page.to_lowercase();
        assert!(!lower.contains("<script") && !lower.contains("<img"), "{page}");
        assert!(!lower.contains("href=\"javascript"), "{page}");
        assert!(page.contains("&lt;script&gt;"), "{page}");
        pages += 1;
    }
    assert_eq!(pages, 2, "an index and one story");
}

/// Of a story of any size the page lists what fits: 1,300 articles fill every list on it, so that more
/// make it no larger.
#[test]
fn the_page_of_a_large_story_is_less_than_a_megabyte() {
    const ARTICLES: usize = 1300;
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("large");
    let words: Vec<&str> = "tents water blankets road bridge school harbor market church museum \
        night families doctors trucks food bread radio candles pupils neighbors dogs money army \
        power airport flights hospital village tower square"
        .split_whitespace()
        .collect();
    let (mut articles, mut outlets) = (String::new(), String::from("id,name,country,bias\n"));
    for number in 0..ARTICLES {
        // Nine words that differ from article to article: no copies.
        let some: Vec<&str> =
            (0..9).map(|at| words[(number * (at + 7) + at * at) % words.len()]).collect();
        let rescued = 10 + number * 37 % 400;
        let long = "a-long-address-of-the-article".repeat(6);
        let article = serde_json::json!({
            "id": number, "source": format!("outlet-{number}"), "lang": "en",
            "title": format!("Quake of magnitude 6.8 shakes Arequipa in Peru, {rescued} rescued"),
            "articleBody": format!(
                "A strong earthquake of magnitude 6.8 struck the coast of Arequipa in Peru on Friday, \
                 killing 31 people, officials said. People asked for {}. Rescuers pulled {rescued} \
                 people from the rubble in Camaná, said the mayor, Rosaura Quispe Llerena.",
                some.join(", ")
            ),
            "url": format!("https://outlet-{number}.example/{long}"),
            "date": 1_769_770_000 + 30 * number, "dateSeen": 1_769_770_100 + 30 * number,
        });
        articles += &format!("{article}\n");
        let bias = ["left", "center", "right", ""][number % 4];
        outlets += &format!(
            "outlet-{number},The Outlet of Number {number} and of a Long Name,PE,{bias}\n"
        );
    }
    let (articles, outlets) = (folder.write("a.jsonl", articles), folder.write("s.csv", outlets));
    let pages = folder.path("pages");
    let output = run(&example, &["--sources", &outlets, "--html", &pages, &articles]);
    assert!(output.status.success(), "{}", errors(&output));
    let mut sizes: Vec<(u64, PathBuf)> = fs::read_dir(&pages)
        .expect("pages")
        .map(|entry| entry.expect("a page"))
        .map(|entry| (entry.metadata().expect("a size").len(), entry.path()))
        .collect();
    sizes.sort();
    let (bytes, page) = sizes.pop().expect("a page");
    let page = fs::read_to_string(page).expect("UTF-8");
    let (cards, lines) = (page.matches("<article").count(), page.matches("class=\"line\"").count());
    assert!(bytes < 1_000_000, "{bytes} bytes, {cards} cards, {lines} lines");
    assert!(cards + lines >= 800, "{bytes} bytes, {cards} cards, {lines} lines");
    assert!(page.contains("more that are counted but not listed"), "{cards} cards, {lines} lines");
}

#[test]
fn a_headline_cannot_steer_the_terminal() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("terminal");
    let line = |id: &str| {
        let title = "\u{1b}]0;owned\u{7}Quake \u{1b}[2J shakes\r\nArequipa \u{9b}31m";
        let article = serde_json::json!({
            "id": id, "title": title, "description": format!("{title} and was felt in La Paz."),
            "source": "\u{1b}[31mred", "lang": "en",
        });
        format!("{article}\n")
    };
    let file = folder.write("steer.jsonl", line("a") + &line("b"));
    let output = run(&example, &[&file]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("Quake"), "{text}");
    let control = text.chars().find(|character| character.is_control() && *character != '\n');
    assert_eq!(control, None, "{text:?}");
}
