//! The `stream` example from outside: events as they happen, and what it does to bad input.

mod example_support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

use example_support::{File, errors, example, run};

fn events(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    let events: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for (number, event) in events.iter().enumerate() {
        assert_eq!(event["seq"], number, "{event}");
    }
    events
}

/// Kind and article or story of each event.
fn kinds(events: &[Value]) -> Vec<(&str, &str)> {
    let text = |event: &'static str| event;
    events
        .iter()
        .map(|event| {
            let about = ["article", "from", "story"].map(text);
            let about = about.iter().find_map(|field| event[*field].as_str());
            (event["event"].as_str().unwrap_or("?"), about.unwrap_or("?"))
        })
        .collect()
}

/// A line of an article, so many hours after the first.
fn line(id: &str, headline: &str, hours: u32) -> String {
    let date = format!("2026-02-{:02}T{:02}:00:00Z", 1 + hours / 24, hours % 24);
    let article = serde_json::json!({"id": id, "headline": headline, "date": date, "lang": "en"});
    format!("{article}\n")
}

const QUAKE: &str = "Quake of magnitude 6 shakes Arequipa in Peru";

#[test]
fn events_come_in_order() {
    let Some(example) = example("stream") else { return };
    let first = File::new("first", line("a", QUAKE, 0) + &line("b", "Snow closes the Brenner", 0));
    let second = File::new("second", line("c", QUAKE, 1));
    let output = run(&example, &[first.path(), second.path()]);
    assert!(output.status.success(), "{}", errors(&output));
    assert_eq!(errors(&output), "");
    let events = events(&output.stdout);
    let wanted =
        [("created", "s0"), ("joined", "a"), ("created", "s1"), ("joined", "b"), ("joined", "c")];
    assert_eq!(kinds(&events), wanted);
    assert_eq!(events[4]["story"], "s0");
    assert_eq!(events[4]["nearest"], "a");
}

#[test]
fn standard_input_is_the_default() {
    let Some(example) = example("stream") else { return };
    for arguments in [&[][..], &["-"]] {
        let mut child = Command::new(&example)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut next = || output.next().expect("an event").expect("UTF-8");
        // Each event comes before the next article does.
        input.write_all(line("a", QUAKE, 0).as_bytes()).expect("it reads");
        assert!(next().contains("created") && next().contains("joined"));
        input.write_all(line("b", QUAKE, 1).as_bytes()).expect("it reads");
        assert!(next().contains(r#""article":"b""#));
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }
}

#[test]
fn a_file_that_grows_is_followed() {
    let Some(example) = example("stream") else { return };
    let file = File::new("grows", line("a", QUAKE, 0));
    let mut child = Command::new(&example)
        .args(["--follow", file.path()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = || output.next().expect("an event").expect("UTF-8");
    assert!(next().contains("created") && next().contains("joined"));
    // A line that is not whole yet waits for its end.
    let more = line("b", QUAKE, 1);
    let (one, two) = more.split_at(20);
    file.append(one);
    std::thread::sleep(std::time::Duration::from_millis(600));
    file.append(two);
    assert!(next().contains(r#""article":"b""#));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}

#[test]
fn stories_close_and_are_let_go_of() {
    let Some(example) = example("stream") else { return };
    let mut lines = line("old", QUAKE, 0);
    // The stream's clock is the median of its last hundred times.
    for number in 0..120 {
        lines += &line(&format!("n{number}"), &format!("Report {number}: town{number} elects"), 48);
    }
    lines += &line("old", QUAKE, 48);
    let file = File::new("closes", &lines);
    let output = run(&example, &["--window", "24h", "--retention", "1d", file.path()]);
    let said = events(&output.stdout);
    assert!(kinds(&said).contains(&("closed", "s0")), "{said:?}");
    assert!(errors(&output).contains("is taken"), "still held: it closes within 256 articles");
    assert!(run(&example, &["--window", "3d", file.path()]).status.success());
    for number in 120..300 {
        lines += &line(&format!("n{number}"), &format!("Report {number}: town{number} elects"), 50);
    }
    lines += &line("old", QUAKE, 50);
    let file = File::new("forgets", &lines);
    let output = run(&example, &["--window", "24h", "--retention", "1h", file.path()]);
    let (said, errors) = (events(&output.stdout), errors(&output));
    assert!(errors.contains("is taken") && errors.ends_with("1 bad lines skipped\n"), "{errors}");
    let old = kinds(&said).into_iter().filter(|kind| *kind == ("joined", "old")).count();
    assert_eq!(old, 2, "the id was free again");
}

#[test]
fn articles_are_taken_out_and_replaced() {
    let Some(example) = example("stream") else { return };
    let lines = line("a", QUAKE, 0)
        + &line("b", QUAKE, 1)
        + "{\"remove\": \"b\"}\n{\"remove\": \"zz\"}\n"
        + &line("b", &QUAKE.replace("magnitude 6", "magnitude 6.1"), 2)
        + &line("a", "Snow closes the Brenner", 3);
    let file = File::new("removes", lines);
    let output = run(&example, &[file.path()]);
    let said = events(&output.stdout);
    // Which stories there are is not the matter here.
    let moves = |said: &[Value]| -> Vec<String> {
        let moves = kinds(said).into_iter().filter(|(kind, _)| ["joined", "left"].contains(kind));
        moves.map(|(kind, article)| format!("{kind} {article}")).collect()
    };
    let wanted = ["joined a", "joined b", "left b", "joined b"];
    assert_eq!(moves(&said), wanted);
    let errors = errors(&output);
    assert!(errors.contains(":4: no article \"zz\" is held"), "{errors}");
    assert!(errors.contains(":6: ") && errors.contains("is taken"), "{errors}");

    let output = run(&example, &["--replace", file.path()]);
    let said = events(&output.stdout);
    assert_eq!(moves(&said)[..4], wanted);
    assert_eq!(moves(&said)[4..], ["left a", "joined a"]);
}

#[test]
fn bad_lines_are_named_and_skipped() {
    let Some(example) = example("stream") else { return };
    let bad: [(&[u8], &str); 5] = [
        (b"not JSON", "expected"),
        (b"{\"id\": \"x\", \"headline\": \"caf\xe9\"}", "not UTF-8"),
        (b"{\"headline\": \"Nobody's\"}", "no `id`"),
        (b"{\"id\": \"y\", \"headline\": \" \"}", "no text"),
        (b"{\"remove\": 5}", ""),
    ];
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(line("a", QUAKE, 0).into_bytes());
    for (line, _) in bad {
        bytes.extend(line);
        bytes.extend(b"\r\n\n");
    }
    bytes.extend(line("b", QUAKE, 1).trim_end().as_bytes());
    let file = File::new("bad", &bytes);
    let output = run(&example, &[file.path()]);
    assert!(output.status.success());
    assert_eq!(kinds(&events(&output.stdout)).last(), Some(&("joined", "b")));
    let said = errors(&output);
    for ((number, (_, reason)), said) in (0..).zip(bad).zip(said.lines()) {
        let place = format!("{}:{}: ", file.path(), 2 + 2 * number);
        assert!(said.starts_with(&place) && said.contains(reason), "{place}{reason}: {said}");
    }
    assert_eq!(said.lines().last(), Some("5 bad lines skipped"));
    let output = run(&example, &["--strict", file.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output).lines().count(), 1);
    let output = run(&example, &["/nowhere/missing.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("missing.jsonl"), "{}", errors(&output));
}

#[test]
fn a_store_goes_on_where_the_last_run_ended() {
    let Some(example) = example("stream") else { return };
    let file = File::new("stored", line("a", QUAKE, 0) + &line("b", "Snow on the Brenner", 0));
    let store = std::env::temp_dir().join(format!("samestory-stream-store-{}", std::process::id()));
    let _ = fs::remove_dir_all(&store);
    let path = store.to_str().expect("UTF-8");
    let first = run(&example, &["--store", path, file.path()]);
    assert!(first.status.success(), "{}", errors(&first));
    file.append(&line("c", QUAKE, 1));
    let second = run(&example, &["--store", path, "--since", "0", file.path()]);
    assert_eq!((second.status.success(), errors(&second).as_str()), (true, ""));
    let all = events(&second.stdout);
    assert_eq!(all[..4], events(&first.stdout), "what was told stays true");
    assert_eq!(kinds(&all)[4..], [("joined", "c")]);
    assert_eq!(all[4]["story"], "s0");
    let without = run(&example, &["--since", "0", file.path()]);
    assert_eq!(without.status.code(), Some(2), "there is nothing to repeat");
    fs::remove_dir_all(&store).expect("removed");
}
