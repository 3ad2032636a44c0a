//! The `stories` example from outside: what it reads, what it writes, and what it does to bad input.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// `cargo test` builds the examples beside the tests; a narrower command may not.
fn example() -> Option<PathBuf> {
    let deps = std::env::current_exe().ok()?;
    let name = format!("stories{}", std::env::consts::EXE_SUFFIX);
    let path = deps.parent()?.parent()?.join("examples").join(name);
    if !path.exists() {
        eprintln!("skipped: the stories example is not built");
        return None;
    }
    Some(path)
}

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("samestory-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = self.read(name);
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// The ids of the assignments, in order.
    fn ids(&self, name: &str) -> Vec<String> {
        self.lines(name).iter().map(|line| line["id"].as_str().unwrap_or("?").to_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(example: &Path, arguments: &[&str]) -> Output {
    Command::new(example).args(arguments).stdin(Stdio::null()).output().expect("it runs")
}

fn run_with(example: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(example)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn an_empty_file_holds_no_stories() {
    let Some(example) = example() else { return };
    let folder = Folder::new("empty");
    for (name, bytes) in
        [("empty", &b""[..]), ("blank", b"\n\r\n  \n"), ("mark", b"\xef\xbb\xbf"), ("nl", b"\n")]
    {
        let file = folder.write(name, bytes);
        let (assignments, json) = (folder.path("assignments"), folder.path("json"));
        let output =
            run(&example, &["--strict", "--assignments", &assignments, "--json", &json, &file]);
        assert!(output.status.success(), "{name}: {}", errors(&output));
        assert_eq!(errors(&output), "", "{name}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("0 articles"), "{name}");
        assert_eq!(folder.read("assignments") + &folder.read("json"), "", "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let Some(example) = example() else { return };
    let folder = Folder::new("unreadable");
    let missing = folder.path("missing.jsonl");
    let good = folder.write("good", r#"{"id": "a", "title": "Quake shakes Arequipa"}"#);
    let directory = folder.path("");
    for arguments in [
        &[missing.as_str()][..],
        &[&good, &missing],
        &["--sources", &missing, &good],
        &["--json", &directory, &good],
        &["--events", &directory, &good],
        &[&directory],
        &["--sources", &directory, &good],
    ] {
        let output = run(&example, arguments);
        let errors = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors.contains(directory.as_str()), "the file is named: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
}

/// Bad lines among good ones, and what is said of them.
const BAD_LINES: &[u8] =
    b"{\"id\": \"a\", \"headline\": \"Quake shakes Arequipa\", \"lang\": \"en\"}\n\
    {\"id\": \"b\", \"headline\": \"Snow closes\n\
    not JSON\n\
    [1, 2]\n\
    {\"id\": \"c\", \"headline\": \"caf\xe9\"}\n\
    \n\
    {\"id\": \"a\", \"headline\": \"Another text\"}\n\
    {\"headline\": \"Nobody's article\"}\n\
    {\"id\": \"d\", \"headline\": \" \"}\n\
    {\"id\": \"e\", \"headline\": 5}\n\
    {\"id\": \"f\", \"headline\": \"\\ud83d\"}\n\
    {\"id\": \"g\", \"headline\": \"x\", \"embedding\": [0, 0]}\n\
    null\n\
    {\"id\": 8, \"headline\": \"A number is a key\", \"date\": \"9999-99-99\"}\r\n\
    {\"id\": \"z\", \"headline\": \"No line end\"}";

const REASONS: &[(usize, &str)] = &[
    (2, ""),
    (3, "expected"),
    (4, "expected"),
    (5, "not UTF-8"),
    (7, "is taken"),
    (8, "no `id`"),
    (9, "no text"),
    (10, "\"headline\" should be text"),
    (11, "hex escape"),
    (12, "embedding"),
    (13, "expected"),
];

#[test]
fn bad_lines_are_named_counted_and_skipped() {
    let Some(example) = example() else { return };
    let folder = Folder::new("bad");
    let file = folder.write("bad.jsonl", BAD_LINES);
    let output = run(&example, &["--assignments", &folder.path("assignments"), &file]);
    assert!(output.status.success());
    let errors = errors(&output);
    let mut lines = errors.lines();
    for (number, reason) in REASONS {
        let line = lines.next().unwrap_or_default();
        let place = format!("{file}:{number}: ");
        let said = line.strip_prefix(&place);
        assert!(said.is_some_and(|said| said.contains(reason)), "{place}{reason}: {line}");
    }
    let wanted = format!("{} bad lines skipped", REASONS.len());
    assert_eq!(lines.collect::<Vec<_>>(), [wanted]);
    assert_eq!(folder.ids("assignments"), ["a", "8", "z"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 articles"));
}

#[test]
fn strict_stops_at_the_first_bad_line() {
    let Some(example) = example() else { return };
    let folder = Folder::new("strict");
    let lines: Vec<&[u8]> = BAD_LINES.split(|byte| *byte == b'\n').collect();
    for (number, reason) in REASONS {
        // The bad line with good ones before and after; of a duplicate, the first is the good one.
        let bad = lines[number - 1];
        let text = [lines[0], bad, b"", b"{\"id\": \"later\"}"].join(&b'\n');
        let file = folder.write("strict.jsonl", text);
        let output = run(&example, &["--strict", &file]);
        assert_eq!(output.status.code(), Some(1), "{reason}");
        let errors = errors(&output);
        assert!(errors.contains(&format!("{file}:2: ")) && errors.contains(reason), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    let file = folder.write("good.jsonl", [lines[0], lines[14]].join(&b'\n'));
    assert!(run(&example, &["--strict", &file]).status.success());
}

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

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Kessel</title>
<id>urn:kessel</id><updated>2026-02-01T10:00:00Z</updated><link href="https://kessel.example/"/>
<entry><id>tag:kessel.example,2026:1</id><title type="html">Erdbeben &amp;lt; 7 in Arequipa</title>
<link href="https://kessel.example/1"/><published>2026-02-01T10:14:00+01:00</published>
<updated>2026-02-01T11:00:00Z</updated><content type="html">&lt;p&gt;Mauern fielen.&lt;/p&gt;</content>
<source><id>urn:x</id><title>Anden-Kurier</title><link href="https://anden-kurier.example/feed"/></source></entry>
<entry><id>tag:kessel.example,2026:2</id><title>Schnee am Brenner</title><summary>Gesperrt.</summary></entry>
</feed>
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
    let Some(example) = example() else { return };
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
    let Some(example) = example() else { return };
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
    let text = if text.contains("outlets") {
        text
    } else {
        "anden-kurier.example: kessel.example:".into()
    };
    assert!(text.contains("anden-kurier.example:") && text.contains("kessel.example:"), "{text}");
}

#[test]
fn a_broken_feed_is_named_and_the_rest_is_read() {
    let Some(example) = example() else { return };
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
        assert!(
            said.starts_with(&format!("{file}:1: ")) || folder.ids("assignments").len() > 1,
            "{name}: {said}"
        );
        assert_eq!(folder.ids("assignments").last().map(String::as_str), Some("a"), "{name}");
    }
}

#[test]
fn a_minus_reads_standard_input() {
    let Some(example) = example() else { return };
    let folder = Folder::new("stdin");
    let assignments = folder.path("assignments");
    let output = run_with(&example, &["--assignments", &assignments, "-"], BAD_LINES);
    assert!(output.status.success());
    assert!(errors(&output).starts_with("-:2: "), "{}", errors(&output));
    assert_eq!(folder.ids("assignments"), ["a", "8", "z"]);
    let file = folder.write("more.jsonl", r#"{"id": "more", "title": "More"}"#);
    let output = run_with(&example, &["--assignments", &assignments, &file, "-"], ATOM.as_bytes());
    assert!(output.status.success());
    assert_eq!(folder.ids("assignments").len(), 3);
    assert!(run_with(&example, &["-"], b"").status.success());
}

/// The fields of a story, as `DESIGN.md` names them.
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
    let Some(example) = example() else { return };
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
    let Some(example) = example() else { return };
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
    let Some(example) = example() else { return };
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
    let Some(example) = example() else { return };
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

#[test]
fn a_window_is_a_number_of_hours() {
    let Some(example) = example() else { return };
    let folder = Folder::new("window");
    let file = folder.write("one.jsonl", r#"{"id": "a", "title": "Quake"}"#);
    for window in ["72h", "3d", "90m", "72", "1.5d"] {
        let output = run(&example, &["--window", window, &file]);
        assert!(output.status.success(), "{window}: {}", errors(&output));
    }
    for window in [
        "",
        "h",
        "x",
        "3w",
        "h3",
        "3h3",
        "nan",
        "inf",
        "0h",
        "-5h",
        "1e9h",
        "٣h",
        "72 hours ago",
        "NaNh",
    ] {
        let output = run(&example, &[&format!("--window={window}"), &file]);
        assert!(!output.status.success(), "{window:?} is accepted");
        let said = errors(&output);
        assert!(said.contains("window") && !said.contains("panicked"), "{window:?}: {said}");
    }
}

#[test]
fn outlets_come_as_csv_or_json() {
    let Some(example) = example() else { return };
    let folder = Folder::new("sources");
    let article = |id: &str, source: &str, place: usize| {
        let title = ["Quake shakes Arequipa in Peru", "Peru: quake shakes Arequipa"][place % 2];
        serde_json::json!({"id": id, "title": title, "source": source, "lang": "en"}).to_string()
    };
    let articles = folder
        .write("articles.jsonl", [article("a", "andes", 0), article("b", "sierra", 1)].join("\n"));
    let good = [
        (
            "csv",
            "\u{feff}id,name,country,bias,factuality,owners,wireAgency\nandes,\"Andes, Post\",PE,R:left,R:high,A:independent,false\nsierra,Sierra,PE,R:right;S:2,,,\n",
        ),
        (
            "jsonl",
            "{\"id\": \"andes\", \"ratings\": [{\"axis\": \"bias\", \"rater\": \"R\", \"label\": \"left\"}]}\n\n{\"id\": \"sierra\", \"ratings\": [{\"axis\": \"bias\", \"rater\": \"R\", \"score\": 2}]}\n",
        ),
        (
            "json",
            "\u{feff}[{\"id\": \"andes\", \"ratings\": [{\"axis\": \"bias\", \"rater\": \"R\", \"label\": \"left\"}]},\n {\"id\": \"sierra\", \"ratings\": [{\"axis\": \"bias\", \"rater\": \"R\", \"label\": \"right\"}]}]",
        ),
    ];
    for (name, text) in good {
        let sources = folder.write(name, text);
        let output = run(
            &example,
            &["--strict", "--sources", &sources, "--json", &folder.path("out"), &articles],
        );
        assert!(output.status.success(), "{name}: {}", errors(&output));
        let rated: u64 =
            folder.lines("out").iter().filter_map(|story| story["bias"]["rated"].as_u64()).sum();
        assert_eq!(rated, 2, "{name}");
    }
    // What is wrong, where, and whether anything is left to go on with.
    for (name, text, reason) in [
        ("a.csv", "name,country\nAndes,PE\n", ":1: no column `id`"),
        ("b.csv", "id,name\nandes,Andes\n,Nobody\n", ":3: the row has no `id`"),
        ("c.csv", "id,name\nandes,Andes,surplus\nsierra,S\n", ":2: "),
        ("d.csv", "id,wireAgency\nandes,perhaps\n", ":2: `wireAgency` is \"perhaps\""),
        ("e.json", "[{\"id\": \"andes\"},", "line 1"),
        ("f.json", "[{\"id\": \"andes\"}, {\"name\": \"Nobody\"}]", ":2: the outlet has no `id`"),
        ("g.jsonl", "{\"id\": \"andes\"}\n{\"name\": \"Nobody\"}\n", ":2: the outlet has no `id`"),
        ("h.jsonl", "{\"id\": \"andes\"}\n{\"id\": 3}\n", ":2: "),
    ] {
        let sources = folder.write(name, text);
        let output = run(&example, &["--sources", &sources, &articles]);
        let said = errors(&output);
        assert!(said.contains(sources.as_str()) && said.contains(reason), "{name}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        let output = run(&example, &["--strict", "--sources", &sources, &articles]);
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}
