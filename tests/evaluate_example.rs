//! The `evaluate` example from outside: its output, its exit status, and what it does to bad lines.

mod example_support;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use example_support::example;

fn evaluate(name: &str, gold: &[u8], predicted: &[u8], strict: bool) -> Option<Output> {
    let example = example("evaluate")?;
    let folder = std::env::temp_dir().join(format!("samestory-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |file: &str, bytes: &[u8]| {
        let path = folder.join(file);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let (gold, predicted) = (write("gold", gold), write("predicted", predicted));
    let mut command = Command::new(example);
    command.arg("--gold").arg(gold).arg("--predicted").arg(predicted);
    command.args(strict.then_some("--strict"));
    let output = command.output().expect("the example runs");
    remove(&folder);
    Some(output)
}

fn remove(folder: &Path) {
    std::fs::remove_dir_all(folder).expect("own folder");
}

const GOLD: &[u8] = br#"{"id": "a", "story": 1, "inLanguage": "eng"}
{"id": "b", "story": 1, "inLanguage": "fr"}
{"id": 3, "story": 2, "inLanguage": "en-GB"}
{"id": "d", "story": 2}
"#;

#[test]
fn writes_one_object_of_all_measures() {
    let predicted = br#"{"id":"a","story":"x","cluster":"x1"}
{"id":"b","story":"x"}
{"id":"3","story":"x"}
{"id":"d","story":"y","inLanguage":"de"}
{"id":"e","story":"y"}
"#;
    let Some(output) = evaluate("good", GOLD, predicted, true) else { return };
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let found: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    for (key, wanted) in [
        ("/articles", 4.0),
        ("/goldStories", 2.0),
        ("/predictedStories", 2.0),
        ("/missing", 0.0),
        ("/unknown", 1.0),
        ("/bcubed/precision", (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0),
        ("/bcubed/recall", 0.75),
        ("/pairwise/precision", 1.0 / 3.0),
        ("/crossLanguagePairs/goldPairs", 2.0),
        ("/crossLanguagePairs/precision", 0.5),
        ("/ceafE/precision", (0.8 + 2.0 / 3.0) / 2.0),
    ] {
        let value = found.pointer(key).and_then(Value::as_f64).expect(key);
        assert!((value - wanted).abs() < 1e-12, "{key} is {value}, not {wanted}");
    }
}

#[test]
fn bad_lines_are_named_and_skipped() {
    let predicted: &[u8] = b"\xef\xbb\xbf{\"id\":\"a\",\"story\":1}\r\n\nnot json\n[1]\n{\"id\":\"b\"}\n\xff\n\
        {\"id\":\"a\",\"story\":2}\n{\"id\":\"b\",\"story\":{}}\n{\"id\":\"b\",\"story\":1,\"inLanguage\":7}\n";
    let Some(output) = evaluate("bad", GOLD, predicted, false) else { return };
    assert!(output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    for reason in [
        ":2: the line is empty",
        ":3: expected",
        ":4: not a JSON object",
        ":5: no \"story\"",
        ":6: not UTF-8",
        ":7: id \"a\" is already on line 1",
        ":8: \"story\" should be",
        ":9: \"inLanguage\" should be",
        "8 bad lines skipped",
    ] {
        assert!(errors.contains(reason), "{reason} in {errors}");
    }
    let found: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(found["missing"], 3);

    let Some(output) = evaluate("strict", GOLD, predicted, true) else { return };
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn nothing_to_compare_with_is_an_error() {
    let Some(output) = evaluate("empty", b"", GOLD, false) else { return };
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no gold stories"));
}
