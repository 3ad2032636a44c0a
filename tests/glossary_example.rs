//! The `glossary` example from outside: its page, its JSON, and what it does to bad files.

mod example_support;

use std::process::Output;

use serde_json::Value;

use example_support::{example, run};

fn glossary(arguments: &[&str]) -> Option<Output> {
    Some(run(&example("glossary")?, arguments))
}

fn is_shoigu(label: &str) -> bool {
    label.contains("Shoigu")
}

#[test]
fn lists_the_samples_names_by_language() {
    let Some(output) = glossary(&["--top", "40"]) else { return };
    assert!(output.status.success());
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.contains("Shoigu") && page.contains("Шойгу"), "{page}");

    let Some(output) = glossary(&["--json", "-", "--top", "40"]) else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 40);
    let counts: Vec<u64> = lines.iter().filter_map(|line| line["articleCount"].as_u64()).collect();
    assert!(counts.len() == 40 && counts.is_sorted_by(|one, two| one >= two), "{counts:?}");
    let labels = lines
        .iter()
        .filter_map(|line| line["labels"].as_object())
        .find(|labels| labels.values().any(|label| label.as_str().is_some_and(is_shoigu)))
        .expect("Shoigu is in the news");
    assert!(labels.len() >= 10, "{labels:?}");
}

#[test]
fn bad_files_are_named() {
    let folder = std::env::temp_dir().join(format!("samestory-glossary-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let aliases = folder.join("aliases.tsv");
    std::fs::write(&aliases, "馮檢基\tFrederick Fung\nalone\n").expect("a file");
    let path = aliases.display().to_string();
    if let Some(output) = glossary(&["--aliases", &path]) {
        assert!(!output.status.success());
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains("aliases.tsv") && message.contains("line 2"), "{message}");
    }
    std::fs::remove_dir_all(&folder).expect("own folder");
}
