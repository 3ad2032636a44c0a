//! The `explain` example from outside: two articles, a story, and what it does to bad input.

mod example_support;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use example_support::{File, errors, example};

fn run(example: &Path, file: &File, arguments: &[&str]) -> Output {
    Command::new(example)
        .args(["--articles", file.path()])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("it runs")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", errors(output));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&text(output)).expect("JSON")
}

const ARTICLES: &str = r#"{"id": "a", "lang": "en", "headline": "Shoigu tells Wang Yi in Beijing that Russia supports China on Taiwan", "date": "2026-02-01T10:00:00Z"}
{"id": "b", "lang": "de", "headline": "Schoigu sagt Wang Yi in Peking: Russland steht im Streit um Taiwan hinter China", "date": "2026-02-01T11:00:00Z"}
{"id": "c", "lang": "en", "headline": "Quake of magnitude 6.4 shakes Arequipa in Peru, 12 hurt", "date": "2026-02-01T12:00:00Z"}
{"id": "d", "lang": "es", "headline": "Sismo de magnitud 6,4 sacude Arequipa en Perú: 12 heridos", "date": "2026-02-01T13:00:00Z"}
{"id": "e", "lang": "en", "headline": "Beijing: Shoigu tells Wang Yi that Russia supports China on Taiwan question", "date": "2026-02-01T14:00:00Z"}
{"id": "f", "lang": "en", "headline": "Beijing: Shoigu tells Wang Yi that Russia supports China on Taiwan question", "date": "2026-02-01T15:00:00Z"}
"#;

#[test]
fn two_articles_of_one_story() {
    let Some(example) = example("explain") else { return };
    let file = File::new("one", ARTICLES);
    let said = text(&run(&example, &file, &["a", "b"]));
    for wanted in
        ["one story, two clusters", "signals", "what met", "what contradicts", "Shoigu = Schoigu"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("nearest miss"), "{said}");
    if cfg!(feature = "gazetteer") {
        assert!(said.contains("Beijing = Peking"), "{said}");
    }
    assert!(text(&run(&example, &file, &["e", "f"])).contains("one story: one text"));
    let value = json(&run(&example, &file, &["--json", "c", "d"]));
    assert_eq!(value["sameStory"], true);
    assert_eq!(value["articles"][1]["id"], "d");
    let signals = value["signals"].as_array().expect("signals");
    let shares: f64 = signals.iter().filter_map(|signal| signal["share"].as_f64()).sum();
    assert!((shares - 1.0).abs() < 1e-3, "{value}");
    let sum: f64 = signals.iter().filter_map(|signal| signal["amount"].as_f64()).sum();
    let amount = value["evidence"]["amount"].as_f64().expect("an amount");
    assert!((sum - amount).abs() < 1e-3, "{value}");
    let met = |kind: &str, one: &str, other: &str| {
        value["meetings"].as_array().into_iter().flatten().any(|meeting| {
            let holds = |side: &str, form: &str| {
                meeting[side].as_array().is_some_and(|forms| forms.iter().any(|f| f == form))
            };
            meeting["kind"] == kind && holds("one", one) && holds("other", other)
        })
    };
    assert!(met("number", "6.4", "6,4") && met("word", "magnitude", "magnitud"), "{value}");
    assert_eq!(value["nearestMiss"], Value::Null);
}

#[test]
fn two_articles_of_two_stories() {
    let Some(example) = example("explain") else { return };
    let file = File::new("two", ARTICLES);
    let said = text(&run(&example, &file, &["a", "c"]));
    for wanted in ["two stories", "nearest miss", "to merge", "a in s2: ", "c in s0: "] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let value = json(&run(&example, &file, &["--json", "a", "c"]));
    let miss = &value["nearestMiss"];
    assert!(miss["missing"].as_f64().is_some_and(|missing| missing > 0.0), "{value}");
    assert_eq!((&miss["one"], &miss["other"]), (&"s0".into(), &"s2".into()));
    assert!(miss["stories"]["probability"].as_f64().is_some_and(|p| p < 0.5), "{value}");
    let kinds: Vec<&Value> =
        value["vetoes"].as_array().into_iter().flatten().map(|veto| &veto["kind"]).collect();
    assert!(kinds.contains(&&Value::from("names")), "{value}");
    if cfg!(feature = "gazetteer") {
        assert!(kinds.contains(&&Value::from("places")), "{value}");
    }
}

#[test]
fn a_story_by_its_id_or_by_an_article() {
    let Some(example) = example("explain") else { return };
    let file = File::new("story", ARTICLES);
    let by_id = text(&run(&example, &file, &["--story", "s0"]));
    assert_eq!(by_id, text(&run(&example, &file, &["b"])));
    for wanted in
        ["s0: 4 articles, 1 of them copies", "the weakest", "suspects", "members", "nearest misses"]
    {
        assert!(by_id.contains(wanted), "{wanted}: {by_id}");
    }
    let value = json(&run(&example, &file, &["--json", "a"]));
    assert_eq!(value["story"], "s0");
    let links = value["links"].as_array().expect("links");
    assert_eq!((links.len(), value["members"].as_array().map(Vec::len)), (2, Some(3)));
    assert_eq!(value["weakest"], links[1]);
    let amounts: Vec<f64> = links.iter().filter_map(|link| link["amount"].as_f64()).collect();
    assert!(amounts[0] >= amounts[1], "{amounts:?}");
}

#[test]
fn what_is_wrong_is_named() {
    let Some(example) = example("explain") else { return };
    let file = File::new("wrong", ARTICLES);
    for (arguments, reason) in [
        (&["a", "zz"][..], "no article has the id \"zz\""),
        (&["zz"], "no article has the id \"zz\""),
        (&["--story", "s99"], "no story has the id \"s99\""),
        (&["--story", "99"], "no story has the id \"99\""),
        (&["--story", ""], "no story has the id \"\""),
    ] {
        let output = run(&example, &file, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors(&output).contains(reason), "{}", errors(&output));
    }
    for arguments in [&[][..], &["--story", "s0", "a"], &["a", "b", "c"]] {
        assert_eq!(run(&example, &file, arguments).status.code(), Some(2), "{arguments:?}");
    }
    let file = File::new("bad", format!("{ARTICLES}\nnot JSON\n"));
    let output = run(&example, &file, &["a", "b"]);
    assert!(output.status.success());
    assert!(errors(&output).starts_with(&format!("{}:8: ", file.path())), "{}", errors(&output));
    assert_eq!(run(&example, &file, &["--strict", "a", "b"]).status.code(), Some(1));
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let Some(example) = example("explain") else { return };
    let line = |id: &str| {
        let title = "\u{1b}]0;owned\u{7}Quake \u{1b}[2J shakes\r\nArequipa \u{9b}31m 6.4";
        format!("{}\n", serde_json::json!({"id": id, "title": title, "lang": "en"}))
    };
    let file = File::new("steer", line("a") + &line("b\u{1b}[2J"));
    for arguments in [&["a", "b\u{1b}[2J"][..], &["a"]] {
        let said = text(&run(&example, &file, arguments));
        let control = said.chars().find(|character| character.is_control() && *character != '\n');
        assert_eq!(control, None, "{said:?}");
    }
}
