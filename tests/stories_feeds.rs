//! The feeds that the `stories` example reads: RSS, Atom and JSON Feed, whole and broken.

mod example_support;
mod stories_support;

use serde_json::Value;

use example_support::{errors, example, run};
use stories_support::{ATOM, Folder};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Morning Gather</title><link>https://www.morning-gather.example/</link><language>en</language>
<description>Picked from everywhere</description>
<item><title>Quake shakes &lt;b&gt;Arequipa&lt;/b&gt;, &amp;quot;felt in La Paz&amp;quot;</title><guid isPermaLink="false">r1</guid>
<link>https://www.morning-gather.example/r1</link><pubDate>Sun, 01 Feb 2026 09:14:00 GMT</pubDate>
<description><![CDATA[<p>Walls fell.</p><p>Inflation < 3 % and R&amp;D.</p>]]></description>
<source url="https://www.andes-post.example/feed?a=1&amp;b=2">Andes Post</source></item>
<item><title>Snow closes the Brenner</title><guid>/relative/guid</guid><dc:creator>A. Writer</dc:creator></item>
<item><title>No guid, but a link</title><link>https://morning-gather.example/r3</link></item>
<item><title>Neither guid nor link</title><pubDate>yesterday</pubDate></item>
<item><guid>r5</guid><description></description></item>
<item><guid>r6</guid><source>No address</source><description>Only a description here.</description></item>
</channel></rss>
"#;

const JSON_FEED: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "La Boussole", "home_page_url": "https://boussole.example/", "language": "fr",
  "items": [
    {"id": "j1", "url": "https://boussole.example/j1", "title": "Séisme à Arequipa",
     "content_html": "<p>Les murs sont tombés.</p>", "date_published": "2026-02-01T09:30:00Z"},
    {"id": "j2", "content_text": "Le col du Brenner est fermé."}
  ]
}
"#;

#[test]
fn feeds_are_read() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("feeds");
    let rss = folder.write("rss.xml", RSS);
    let atom = folder.write("atom.xml", format!("\u{feff}\n{ATOM}"));
    let json = folder.write("feed.json", JSON_FEED);
    let about = r#"{"id": "about", "title": "On https://jsonfeed.org/version/1.1", "lang": "en"}"#;
    let lines =
        folder.write("lines.jsonl", format!("{about}\n{{\"id\": \"last\", \"title\": \"End\"}}\n"));
    let (assignments, stories, pages) =
        (folder.path("assignments"), folder.path("stories"), folder.path("pages"));
    let arguments = [
        "--assignments",
        &assignments,
        "--json",
        &stories,
        "--html",
        &pages,
        &rss,
        &atom,
        &json,
        &lines,
    ];
    let output = run(&example, &arguments);
    assert!(output.status.success(), "{}", errors(&output));
    let said = errors(&output);
    assert!(said.contains(&format!("{rss}:5: ")) && said.contains("no text"), "{said}");
    assert!(said.ends_with("1 bad lines skipped\n"), "{said}");
    let ids = folder.ids("assignments");
    assert_eq!(ids[..2], ["r1", "/relative/guid"]);
    assert!(ids[2].len() > 10 && ids[3].len() > 10 && ids[2] != ids[3], "{ids:?}");
    assert_eq!(ids[4..7], ["r6", "tag:kessel.example,2026:1", "tag:kessel.example,2026:2"]);
    assert_eq!(ids[7..], ["j1", "j2", "about", "last"], "every input, in order");
    let first = folder.read("stories");

    // Keys are the same in every run, those that the feed left out as well.
    assert!(run(&example, &arguments).status.success());
    assert_eq!(folder.ids("assignments"), ids);
    assert_eq!(folder.read("stories"), first);

    let stories = folder.lines("stories");
    let story_of = |id: &str| {
        let holds = |story: &&Value| {
            let clusters = story["clusters"].as_array().into_iter().flatten();
            clusters.flat_map(|cluster| cluster["articles"].as_array()).flatten().any(|a| a == id)
        };
        stories.iter().find(holds).unwrap_or_else(|| panic!("no story of {id}"))
    };
    let quake = story_of("r1");
    let headlines: Vec<&str> = stories
        .iter()
        .flat_map(|story| story["headline"].as_object())
        .flatten()
        .filter_map(|(_, text)| text.as_str())
        .collect();
    for wanted in [
        "Quake shakes Arequipa , \"felt in La Paz\"",
        "Only a description here.",
        "Erdbeben < 7 in Arequipa",
        "Séisme à Arequipa",
        "Le col du Brenner est fermé.",
    ] {
        assert!(headlines.contains(&wanted), "{wanted:?} in {headlines:?}");
    }
    assert_eq!(quake["dateCreated"].as_str().map(|at| &at[..10]), Some("2026-02-01"));
    assert!(story_of("tag:kessel.example,2026:2")["languages"]["de"].is_number());
    assert!(story_of("j2")["languages"]["fr"].is_number());
}

#[test]
fn the_true_publisher_of_a_gathered_entry_is_named() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("origin");
    let wire = |guid: &str, link: &str, source: &str| {
        format!(
            "<item><guid>{guid}</guid><link>{link}</link><title>Quake shakes Arequipa</title>\
             <pubDate>Sun, 01 Feb 2026 09:14:00 GMT</pubDate>{source}</item>"
        )
    };
    let one = wire(
        "1",
        "https://gather.example/1",
        r#"<source url="https://www.andes-post.example/feed">A</source>"#,
    );
    let two = wire("2", "https://gather.example/2", "");
    let rss = folder.write("rss.xml", format!(
        "<rss version=\"2.0\"><channel><title>G</title><link>https://gather.example/</link>{one}{two}</channel></rss>"
    ));
    let output = run(&example, &[&rss]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("andes-post.example: Quake"), "{text}");
    assert!(text.contains(" gather.example: Quake"), "{text}");
    let atom = folder.write(
        "atom.xml",
        ATOM.replace("Schnee am Brenner", "Erdbeben &lt; 7 in Arequipa")
            .replace("<summary>Gesperrt.</summary>", ""),
    );
    let text = run(&example, &[&atom]).stdout;
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("2 articles, 2 outlets"), "{text}");
    assert!(text.contains("anden-kurier.example:") && text.contains("kessel.example:"), "{text}");
}

#[test]
fn a_broken_feed_is_named_and_the_rest_is_read() {
    let Some(example) = example("stories") else { return };
    let folder = Folder::new("broken");
    let good = folder.write("good.jsonl", "{\"id\": \"a\", \"title\": \"Quake\"}\n");
    for (name, text) in [
        ("cut.xml", &RSS[..400]),
        ("page.html", "<!doctype html><html><body><p>Not a feed</body></html>"),
        ("other.xml", "<?xml version=\"1.0\"?><note/>"),
        ("cut.json", &JSON_FEED[..200]),
        ("angle.txt", "<"),
    ] {
        let file = folder.write(name, text);
        let output = run(&example, &["--assignments", &folder.path("assignments"), &file, &good]);
        assert!(output.status.success(), "{name}");
        let said = errors(&output);
        assert!(said.starts_with(&format!("{file}:1: ")), "{name}: {said}");
        assert_eq!(folder.ids("assignments"), ["a"], "{name}");
    }
}
