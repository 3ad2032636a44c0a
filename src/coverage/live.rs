//! Articles that are written on while an event lasts.

use crate::article::Article;

/// Labels of live blogs, in lower case: lists of our own, of what outlets put before or after a
/// headline, and into addresses with a hyphen for each blank.
const LABELS: &[&str] = &[
    "live",
    "live blog",
    "live updates",
    "liveblog",
    "live ticker",
    "liveticker",
    "newsticker",
    "ticker",
    "en direct",
    "direct",
    "minute par minute",
    "en vivo",
    "en directo",
    "minuto a minuto",
    "ao vivo",
    "in diretta",
    "diretta",
    "na żywo",
    "relacja na żywo",
    "živě",
    "uživo",
    "uzivo",
    "на живо",
    "онлайн",
    "хроника",
    "наживо",
    "canlı",
    "canli",
    "élőben",
    "live uudised",
    "مباشر",
    "لحظة بلحظة",
    "लाइव",
    "लाइव अपडेट",
    "直播",
    "实时更新",
    "即時更新",
    "ライブ",
    "실시간",
];

/// Whether an article is a live blog, by the label of its headline (`LIVE: …`, `… | Liveticker`) or a
/// part of its address (`/live/`, `…-liveticker-…`). Its date is then that of its opening, which may
/// lie hours before what it is found for.
///
/// Misses live blogs that are labeled by their layout alone.
pub(super) fn is_live(article: &Article) -> bool {
    let headline = article.headline.to_lowercase();
    let parts = headline.split([':', '|', '–', '—', '•', '：', '｜', '[', ']', '【', '】']);
    let mut ends = parts.clone().take(1).chain(parts.skip(1).last());
    let labeled = headline.len() < 2000
        && ends.any(|part| LABELS.contains(&part.trim().trim_end_matches('!')));
    let address = article.url.as_deref().filter(|url| url.len() < 2000).unwrap_or_default();
    let path = address.split_once("//").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path).to_lowercase();
    labeled
        || path.split(['/', '?', '#', '.']).any(|part| {
            let words = part.replace(['-', '_'], " ");
            LABELS.contains(&words.as_str())
                || ["liveblog", "liveticker", "live blog", "live updates", "newsticker"]
                    .iter()
                    .any(|label| words.split(label).count() > 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_live_blogs() {
        for (headline, url, wanted) in [
            ("LIVE: Quake shakes Arequipa", "", true),
            ("Quake shakes Arequipa | Live updates", "", true),
            ("Beben in Peru", "https://x.example/ausland/beben-in-peru-liveticker-12.html", true),
            ("Séisme au Pérou", "https://x.example/en-direct/seisme", true),
            ("Sismo en Perú", "https://live.example/sismo", false),
            ("People live longer in Arequipa", "https://x.example/people-live-longer", false),
            ("How to live: a guide", "", false),
            ("直播：秘鲁地震", "", true),
            ("", "", false),
        ] {
            let mut article = Article::new("a", headline);
            article.url = Some(url.to_owned());
            assert_eq!(is_live(&article), wanted, "{headline} {url}");
        }
    }
}
