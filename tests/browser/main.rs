//! The pages that the `stories` example writes, in a real browser: at phone and desktop width, in light
//! and dark.
//!
//! Skipped, with a message, where there is no Chromium. `SAMESTORY_SCREENSHOTS=DIR` keeps pictures
//! of what the tests look at.

mod driver;
#[path = "../example_support/mod.rs"]
mod example_support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use driver::Browser;
use example_support::example;
use serde_json::Value;

/// Pages in a folder of their own, gone when the test ends.
struct Pages(PathBuf);

impl Pages {
    fn write(name: &str, example: &Path, articles: Option<&str>) -> Self {
        let folder = std::env::temp_dir().join(format!("samestory-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut command = Command::new(example);
        command.arg("--html").arg(folder.join("html")).stdin(Stdio::null());
        if let Some(articles) = articles {
            let input = folder.join("articles.jsonl");
            fs::write(&input, articles).expect("a file");
            command.arg(input);
        }
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join("html").join(name)
    }

    /// The page whose headline holds a word.
    fn of(&self, word: &str) -> PathBuf {
        let pages = fs::read_dir(self.0.join("html")).expect("pages");
        let mut pages: Vec<PathBuf> = pages.map(|entry| entry.expect("a page").path()).collect();
        pages.sort();
        let holds = |page: &PathBuf| {
            let text = fs::read_to_string(page).expect("UTF-8");
            let headline = text.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next());
            headline.is_some_and(|headline| headline.contains(word))
        };
        pages.into_iter().find(holds).unwrap_or_else(|| panic!("no page of {word}"))
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Window sizes: a small phone, a desktop.
const VIEWS: [(u32, u32, bool); 2] = [(360, 760, true), (1280, 900, false)];

/// What is wrong with the page that is open, as a list.
const FAULTS: &str = include_str!("faults.js");

/// Opens a page at each width in each scheme, and finds no fault in it.
fn look(browser: &Browser, page: &Path, name: &str, mut more: impl FnMut(&Browser)) {
    for (width, height, phone) in VIEWS {
        for scheme in ["light", "dark"] {
            browser.set_view(width, height, phone, scheme);
            browser.open(page);
            let faults = browser.run(FAULTS);
            assert_eq!(faults, Value::Array(Vec::new()), "{name} at {width}, {scheme}");
            more(browser);
            assert_eq!(browser.console(), [""; 0], "{name} at {width}, {scheme}");
            if let Some(folder) = std::env::var_os("SAMESTORY_SCREENSHOTS") {
                let file = format!("{name}-{width}-{scheme}.png");
                browser.screenshot(&Path::new(&folder).join(file));
            }
        }
    }
}

#[test]
fn the_page_of_a_story_shows_every_part() {
    let Some(example) = example("stories") else { return };
    let Some(browser) = Browser::start() else { return };
    let pages = Pages::write("browser", &example, None);
    let page = pages.of("Shoigu");
    look(&browser, &page, "story", |browser| {
        let count = |selector: &str| {
            let script = format!("return document.querySelectorAll({selector:?}).length");
            browser.run(&script).as_u64().expect("a number")
        };
        for (selector, least) in [
            (".points > li", 3),
            (".points .told", 3),
            (".points details .elsewhere > div", 5),
            (".plot circle.mark", 25),
            (".plot circle.mark.copy", 1),
            (".headlines > li", 20),
            (".side", 4),
            ("article.card", 25),
            ("article.card .excerpt", 20),
            (".names > li", 5),
            (".spellings > li", 20),
            (".pairs > li", 3),
            (".related > li", 1),
            ("aside .stack rect", 4),
            ("aside .whisker", 10),
            (".steps > div", 7),
            ("#first, #blindspot, #axis-factuality, #axis-owners, #axis-nearness", 5),
        ] {
            assert!(count(selector) >= least, "{selector}: {} of {least}", count(selector));
        }
        let text = browser.run("return document.body.textContent").to_string();
        for form in ["Shoigu", "Choïgou", "Шойгу", "شويغو", "ショイグ", "绍伊古", "Not rated"]
        {
            assert!(text.contains(form), "{form}");
        }
        let right_to_left = browser.run(
            "return [...document.querySelectorAll('.headlines [lang=ar], .headlines [lang=he], .card [lang=fa]')]\
             .map((element) => getComputedStyle(element).direction)",
        );
        let directions = right_to_left.as_array().expect("some");
        assert!(
            directions.len() >= 3 && directions.iter().all(|way| way == "rtl"),
            "{directions:?}"
        );
    });

    // Details open without a script, and what they hold fits as well.
    browser.run("document.querySelectorAll('details').forEach((details) => details.open = true)");
    assert_eq!(browser.run(FAULTS), Value::Array(Vec::new()), "with all details open");

    look(&browser, &pages.path("index.html"), "index", |browser| {
        let links =
            browser.run("return [...document.querySelectorAll('.front a')].map((a) => a.href)");
        let links = links.as_array().expect("links");
        assert!(links.len() >= 25, "{} stories", links.len());
        for link in links {
            let file = link.as_str().and_then(|link| link.strip_prefix("file://")).expect("a file");
            assert!(Path::new(file).exists(), "{file}");
        }
    });
}

#[test]
fn what_comes_from_articles_stays_text() {
    let Some(example) = example("stories") else { return };
    let Some(browser) = Browser::start() else { return };
    let attack =
        "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
    let urls = ["javascript:document.title='owned'", "https://x.example/\" onmouseover=\"1"];
    let articles: String = (0..3)
        .map(|number| {
            let article = serde_json::json!({
                "id": format!("{number}\"><script>document.title='owned'</script>"),
                "title": format!("{attack} Quake shakes Arequipa"),
                "description": format!("{attack} The quake was felt in La Paz on Friday."),
                "source": attack, "lang": "en", "author": attack,
                "url": urls[number % 2],
            });
            format!("{article}\n")
        })
        .collect();
    let pages = Pages::write("attack", &example, Some(&articles));
    for page in [pages.path("index.html"), pages.of("Arequipa")] {
        look(&browser, &page, "attack", |browser| {
            let found = browser.run(
                "return [document.title, document.images.length, document.body.innerText, \
                 [...document.links].map((link) => link.protocol + Object.keys(link.attributes)).join()]",
            );
            assert_ne!(found[0], "owned");
            assert_eq!(found[1], 0, "no image");
            assert!(found[2].as_str().is_some_and(|text| text.contains("<script>")), "{found}");
            assert!(
                found[3].as_str().is_some_and(|links| !links.contains("javascript")),
                "{found}"
            );
        });
    }
}

/// Words that cannot be broken, marks that turn the direction, and scripts of every kind.
#[test]
fn unruly_text_keeps_within_the_page() {
    let Some(example) = example("stories") else { return };
    let Some(browser) = Browser::start() else { return };
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(12);
    let texts = [
        format!("Quake shakes Arequipa {long}"),
        format!("Quake shakes Arequipa \u{202e}{}", "שלום ".repeat(40)),
        format!("Quake shakes Arequipa {}", "地震".repeat(120)),
        format!("Quake shakes Arequipa {}", "แผ่นดินไหว".repeat(60)),
        format!("Quake shakes Arequipa {}", "e\u{301}\u{302}\u{303}".repeat(100)),
    ];
    let line = |(number, title): (usize, &String)| {
        let article = serde_json::json!({
            "id": number, "title": title, "lang": "en", "source": long.clone() + &number.to_string(),
            "description": format!("The quake that shook Arequipa was felt in La Paz. {title}."),
        });
        format!("{article}\n")
    };
    let articles: String = texts.iter().enumerate().map(line).collect();
    let pages = Pages::write("unruly", &example, Some(&articles));
    look(&browser, &pages.of("Arequipa"), "unruly", |_| {});
    look(&browser, &pages.path("index.html"), "unruly-index", |_| {});
}
