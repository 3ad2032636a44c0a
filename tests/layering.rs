//! The shape of the house: which module may use which, and how long a file may grow.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which data flows through them, as `lib.rs` lists them.
const FLOW: &[&str] = &[
    "article", "error", "store", "language", "token", "translit", "name", "entity", "features",
    "index", "cluster", "story", "coverage", "eval", "pipeline", "dataflow",
];
/// Lines a file of code may have. Longer tables say `@generated` in one of the first lines.
const MAX_LINES: usize = 600;
/// Lines in which a generated file says so.
const HEADER_LINES: usize = 5;

#[test]
fn the_modules_stand_in_the_order_of_the_flow() {
    let lib = fs::read_to_string(source_folder().join("lib.rs")).expect("lib.rs");
    let code = without_comments(&lib);
    let listed: Vec<&str> = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(listed, FLOW);
}

#[test]
fn a_module_uses_only_those_above_it() {
    let mut breaches = Vec::new();
    for path in files("rs") {
        let (Some(module), Ok(code)) = (module_of(&path), fs::read_to_string(&path)) else {
            continue;
        };
        // Unit tests are not let off: what needs a later stage is tested from outside.
        for (line, used) in breaches_in(&code, &module) {
            breaches.push(format!("{}:{line}: `{module}` uses `{used}`", path.display()));
        }
    }
    assert!(breaches.is_empty(), "later modules are used:\n{}", breaches.join("\n"));
}

#[test]
fn no_file_tells_two_things() {
    for path in files("rs") {
        let code = fs::read_to_string(&path).expect("UTF-8");
        let generated = code.lines().take(HEADER_LINES).any(|line| line.contains("@generated"));
        let lines = code.lines().count();
        assert!(
            generated || lines <= MAX_LINES,
            "{} has {lines} lines: part it, or say `@generated` in its header",
            path.display()
        );
    }
}

#[test]
fn every_folder_says_what_lives_there() {
    let folders: Vec<PathBuf> = files("rs")
        .into_iter()
        .filter_map(|path| path.parent().map(Path::to_owned))
        .filter(|folder| *folder != source_folder())
        .collect();
    assert!(folders.len() > FLOW.len());
    for folder in folders {
        let start = folder.join("mod.rs");
        let code = fs::read_to_string(&start)
            .unwrap_or_else(|error| panic!("{}: {error}", start.display()));
        let first = code.lines().next().unwrap_or_default();
        let says = first.strip_prefix("//! ").is_some_and(|text| text.len() > 10);
        assert!(says, "{}:1: a doc comment says what lives here", start.display());
    }
}

/// The checks themselves: what is planted is found, and nothing else.
#[test]
fn planted_breaches_are_found() {
    for (code, wanted) in [
        ("use crate::cluster::Link;", &[(1, "cluster")][..]),
        ("\n\npub use crate::pipeline::Pipeline;", &[(3, "pipeline")]),
        ("fn f() -> crate::story::Story { todo!() }", &[(1, "story")]),
        (
            "use crate::{article::Article, story::{Story, cluster::X},\n eval};",
            &[(1, "story"), (2, "eval")],
        ),
        ("use crate :: { self , eval as e };", &[(1, "eval")]),
        ("use super::super::pipeline::Event;", &[(1, "pipeline")]),
        ("use crate::Pipeline;", &[(1, "Pipeline")]),
        ("use crate::*;", &[(1, "*")]),
        ("let quote = '\"'; use crate::eval::f; let lifetime: &'a str = \"\";", &[(1, "eval")]),
        ("use crate::article::Article; use crate::token::{Token, Tokenizer};", &[]),
        ("use crate::features::SparseVector; use super::cluster::Own;", &[]),
        (
            "//! [`Story`](crate::story::Story)\n/// crate::eval\n/* crate::eval /* x */ crate::eval */",
            &[],
        ),
        (
            "let text = \"crate::eval \\\" crate::eval\"; let raw = r#\"crate::eval\" crate::eval\"#;",
            &[],
        ),
        ("use mycrate::eval; use samestory_crate::eval;", &[]),
    ] {
        let found = breaches_in(code, "features");
        let found: Vec<(usize, &str)> =
            found.iter().map(|(line, used)| (*line, used.as_str())).collect();
        assert_eq!(found, wanted, "{code}");
    }
}

/// The uses of modules that do not stand above `module`: line and name.
fn breaches_in(code: &str, module: &str) -> Vec<(usize, String)> {
    let code = without_comments(code);
    let own = FLOW.iter().position(|name| *name == module).unwrap_or(FLOW.len());
    let allowed = FLOW.get(..=own).unwrap_or(FLOW);
    uses(&code).into_iter().filter(|(_, name)| !allowed.contains(&name.as_str())).collect()
}

/// The first name of every path from the root of the crate, with its line.
fn uses(code: &str) -> Vec<(usize, String)> {
    let tokens = tokens(code);
    let text = |place: usize| tokens.get(place).map_or("", |(_, token)| *token);
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let start = place;
        place += 1;
        let rooted = if text(start) == "crate" && text(start + 1) == "::" {
            place = start + 2;
            true
        } else {
            // `super::super` of `module::file` is the crate.
            let mut steps = 0;
            while text(start + 2 * steps) == "super" && text(start + 2 * steps + 1) == "::" {
                steps += 1;
            }
            place = place.max(start + 2 * steps);
            steps >= 2 && FLOW.contains(&text(place))
        };
        if !rooted {
            continue;
        }
        if text(place) != "{" {
            found.extend(tokens.get(place).map(|(line, name)| (*line, (*name).to_owned())));
            continue;
        }
        let mut depth = 0;
        while let Some((line, token)) = tokens.get(place) {
            let begins = matches!(text(place.saturating_sub(1)), "{" | ",");
            match *token {
                "{" => depth += 1,
                "}" => depth -= 1,
                "self" => {}
                name if depth == 1 && begins && name != "," => found.push((*line, name.to_owned())),
                _ => {}
            }
            place += 1;
            if depth == 0 {
                break;
            }
        }
    }
    found
}

/// Words, `::` and single signs, with their lines.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (code, 1);
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) {
            rest.find(|character| !is_word(character)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if !first.is_whitespace() {
            tokens.push((line, token));
        }
        line += usize::from(first == '\n');
        rest = after;
    }
    tokens
}

/// The code without comments and without what stands in quotes; lines keep their numbers.
fn without_comments(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if first == '"' {
            quoted(rest)
        } else if let Some(length) =
            raw_string(rest).filter(|_| !kept.ends_with(char::is_alphanumeric))
        {
            length
        } else if first == '\'' {
            character(rest)
        } else {
            kept.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (skipped, after) = rest.split_at(length);
        kept.push(' ');
        kept.extend(skipped.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    kept
}

/// The length of the nested comment at the start.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut place) = (0, 0);
    while let Some(rest) = text.get(place..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            place += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of the string at the start.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (place, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string at the start, if there is one.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let body = after.get(marks..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let length = body.find(&end).map_or(body.len(), |place| place + end.len());
    Some(text.len() - body.len() + length)
}

/// The length of the character literal at the start; 1 for the mark of a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((place, escaped))) => {
            let after = place + escaped.len_utf8();
            text[after..].find('\'').map_or(1, |end| after + end + 1)
        }
        (Some(_), Some((place, '\''))) => place + 1,
        _ => 1,
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The top module a file belongs to; `None` for `lib.rs`.
fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(source_folder()).ok()?;
    let name = inside.iter().next()?.to_str()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "lib").then(|| name.to_owned())
}

/// All files under `src` with an extension, in order.
fn files(extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
