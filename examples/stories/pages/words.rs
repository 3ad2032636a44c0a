//! Names, numbers and times as people read them.

use jiff::tz::TimeZone;
use samestory::article::Timestamp;
use samestory::coverage::{Bias, Factuality, Hazard, Locality};
use samestory::entity::PlaceId;
use samestory::language::LanguageTag;

/// The year 1990.
const EARLIEST: i64 = 631_152_000;

/// `1 Feb 2026, 04:46 UTC`.
pub(super) fn time(at: Timestamp) -> String {
    moment(at, "%-d %b %Y, %H:%M UTC")
}

/// `1 Feb, 04:46`.
pub(super) fn short_time(at: Timestamp) -> String {
    moment(at, "%-d %b, %H:%M")
}

fn moment(at: Timestamp, format: &str) -> String {
    // Nothing is believed to be older: where no article has a date, the stream's time is its start.
    if at.seconds() < EARLIEST {
        return "date unknown".to_owned();
    }
    match jiff::Timestamp::from_second(at.seconds()) {
        Ok(instant) => instant.to_zoned(TimeZone::UTC).strftime(format).to_string(),
        Err(_) => at.to_string(),
    }
}

/// `+2 h 05 min`, `+40 s`.
pub(super) fn delay(from: Timestamp, to: Timestamp) -> String {
    let seconds = to.seconds() - from.seconds();
    let sign = if seconds < 0 { "−" } else { "+" };
    let seconds = seconds.unsigned_abs();
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match hours {
        48.. => format!("{sign}{} days", hours / 24),
        1.. => format!("{sign}{hours} h {:02} min", minutes % 60),
        0 if minutes > 0 => format!("{sign}{minutes} min"),
        0 => format!("{sign}{seconds} s"),
    }
}

/// `38 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A confidence, which is never all: `97 %`, `over 99 %`.
pub(super) fn confidence(chance: f64) -> String {
    if chance > 0.99 { "over 99 %".to_owned() } else { percent(chance) }
}

/// `9 voices`, `1 voice`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The English name of a language, or its tag.
pub(super) fn language(tag: Option<LanguageTag>) -> String {
    let Some(tag) = tag.filter(|tag| *tag != LanguageTag::UNDETERMINED) else {
        return "Language unknown".to_owned();
    };
    let name = LANGUAGES.iter().find(|(code, _)| *code == tag.language());
    match (name, tag.script()) {
        (Some((_, name)), None) => (*name).to_owned(),
        (Some((_, name)), Some("Hant")) => format!("{name} (trad.)"),
        (Some((_, name)), Some("Hans")) => format!("{name} (simpl.)"),
        (Some((_, name)), Some(script)) => format!("{name} ({script})"),
        (None, _) => tag.to_string(),
    }
}

/// The direction of a language's script.
pub(super) fn direction(tag: Option<LanguageTag>) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 11] =
        ["ar", "fa", "he", "ur", "ps", "yi", "ckb", "ug", "sd", "dv", "arc"];
    match tag {
        Some(tag) if tag.script() == Some("Latn") => "ltr",
        Some(tag) if RIGHT_TO_LEFT.contains(&tag.language()) => "rtl",
        Some(tag) if tag != LanguageTag::UNDETERMINED => "ltr",
        _ => "auto",
    }
}

/// The English name of a country's code, or the code.
pub(super) fn country(code: &str) -> String {
    let place = PlaceId::from_code(code);
    place.map_or_else(|| code.to_owned(), |place| place.name().to_owned())
}

pub(super) fn bias(step: Bias) -> &'static str {
    match step {
        Bias::FarLeft => "Far left",
        Bias::Left => "Left",
        Bias::LeanLeft => "Lean left",
        Bias::Center => "Center",
        Bias::LeanRight => "Lean right",
        Bias::Right => "Right",
        Bias::FarRight => "Far right",
    }
}

/// A side by its key in the JSON.
pub(super) fn side(key: &str) -> String {
    match key {
        "left" => "Left".to_owned(),
        "center" => "Center".to_owned(),
        "right" => "Right".to_owned(),
        other => other.to_owned(),
    }
}

pub(super) fn factuality(step: Factuality) -> &'static str {
    match step {
        Factuality::VeryLow => "Very low",
        Factuality::Low => "Low",
        Factuality::Mixed => "Mixed",
        Factuality::High => "High",
        Factuality::VeryHigh => "Very high",
    }
}

pub(super) fn nearness(locality: Locality) -> &'static str {
    match locality {
        Locality::Local => "In a town of the story",
        Locality::National => "In a country of the story",
        Locality::International => "Elsewhere",
    }
}

/// `mediaConglomerate` as words.
pub(super) fn spaced(camel: &str) -> String {
    let mut words = String::new();
    for (place, letter) in camel.chars().enumerate() {
        if place == 0 {
            words.extend(letter.to_uppercase());
        } else if letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

pub(super) fn hazard(hazard: Hazard) -> &'static str {
    match hazard {
        Hazard::Missing => "no date of its own: when we saw it",
        Hazard::Future => "its date lies in the future: when we saw it",
        Hazard::RoundTime => "noon or midnight to the second, as systems fill in: when we saw it",
        Hazard::BackDated => "dated long before anyone reported, and seen late: when we saw it",
        Hazard::LiveBlog => "a live blog, dated by its opening: when we saw it",
        Hazard::LocalTime => "its local time was stamped as UTC: read as local",
        Hazard::Unverified => "our own clock does not confirm it",
        _ => "its date is in doubt",
    }
}

const LANGUAGES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bangla"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("gu", "Gujarati"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("ky", "Kyrgyz"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("my", "Burmese"),
    ("nb", "Norwegian"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("nn", "Norwegian Nynorsk"),
    ("no", "Norwegian"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("yo", "Yoruba"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];
