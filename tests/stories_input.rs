//! What the `stories` example reads beside feeds: lines, standard input, outlets, a window; and what it
//! does to bad input.

mod example_support;
mod stories_support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use example_support::{errors, example, run};
use stories_support::{ATOM, Folder};

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

#[test]
fn an_empty_file_holds_no_stories() {
    let Some(example) = example("stories") else { return };
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
    let Some(example) = example("stories") else { return };
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
    let Some(example) = example("stories") else { return };
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
    let Some(example) = example("stories") else { return };
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

#[test]
fn a_minus_reads_standard_input() {
    let Some(example) = example("stories") else { return };
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

#[test]
fn a_window_is_a_number_of_hours() {
    let Some(example) = example("stories") else { return };
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
    let Some(example) = example("stories") else { return };
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
