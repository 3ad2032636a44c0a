//! Folders for what the `stories` example reads and writes, and a feed.
#![allow(dead_code, unreachable_pub)] // Each test uses some of it.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A folder of its own for each test, gone when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("samestory-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn lines(&self, name: &str) -> Vec<Value> {
        let text = self.read(name);
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// The ids of the assignments, in order.
    pub fn ids(&self, name: &str) -> Vec<String> {
        self.lines(name).iter().map(|line| line["id"].as_str().unwrap_or("?").to_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A feed of two entries; of the first it says whose it is.
pub const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Kessel</title>
<id>urn:kessel</id><updated>2026-02-01T10:00:00Z</updated><link href="https://kessel.example/"/>
<entry><id>tag:kessel.example,2026:1</id><title type="html">Erdbeben &amp;lt; 7 in Arequipa</title>
<link href="https://kessel.example/1"/><published>2026-02-01T10:14:00+01:00</published>
<updated>2026-02-01T11:00:00Z</updated><content type="html">&lt;p&gt;Mauern fielen.&lt;/p&gt;</content>
<source><id>urn:x</id><title>Anden-Kurier</title><link href="https://anden-kurier.example/feed"/></source></entry>
<entry><id>tag:kessel.example,2026:2</id><title>Schnee am Brenner</title><summary>Gesperrt.</summary></entry>
</feed>
"#;
