//! BCP-47 tags, reduced to what news needs: language and script.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A language and, where it is not the language's usual one, a script: `fr`, `sr-Latn`, `zh-Hant`.
///
/// Parsing takes any well-formed BCP-47 tag and ISO 639-3 codes (`eng`, `zho-CN`, `aze-Latn`);
/// regions and variants are dropped, except that the regions that decide the script of Chinese do
/// (`zh-TW` is `zh-Hant`). Members of a macrolanguage that news tags as one are that one: `arb` is
/// `ar`, `cmn` is `zh`, `npi` is `ne`.
///
/// Ten bytes, `Copy`, ordered by its text.
///
/// # Examples
///
/// ```
/// use samestory::language::LanguageTag;
///
/// let tag: LanguageTag = "eng-US".parse()?;
/// assert_eq!(tag.to_string(), "en");
/// assert_eq!("zh_TW".parse::<LanguageTag>()?.to_string(), "zh-Hant");
/// assert_eq!("sr-Latn-RS".parse::<LanguageTag>()?.script(), Some("Latn"));
/// # Ok::<(), samestory::language::ParseLanguageTagError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag {
    language: [u8; 3],
    script: [u8; 4],
}

/// The text does not begin with a language subtag of two or three letters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no language tag: wanted BCP-47, such as `fr` or `zh-Hant`, or ISO 639-3")]
pub struct ParseLanguageTagError {
    text: String,
}

impl LanguageTag {
    /// The undetermined language, `und`.
    pub const UNDETERMINED: Self = Self { language: *b"und", script: [0; 4] };

    /// The primary subtag: two letters where ISO 639-1 has them, else three.
    pub fn language(&self) -> &str {
        text_of(&self.language)
    }

    /// The script subtag, if the tag has one.
    pub fn script(&self) -> Option<&str> {
        Some(text_of(&self.script)).filter(|script| !script.is_empty())
    }

    /// The same language without its script.
    pub fn without_script(self) -> Self {
        Self { script: [0; 4], ..self }
    }
}

/// The text of a zero-padded ASCII array.
fn text_of(bytes: &[u8]) -> &str {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.trim_end_matches('\0')
}

impl FromStr for LanguageTag {
    type Err = ParseLanguageTagError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut subtags = text.trim().split(['-', '_']);
        let letters = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
        let primary = subtags
            .next()
            .filter(|subtag| matches!(subtag.len(), 2 | 3) && letters(subtag))
            .ok_or_else(|| ParseLanguageTagError { text: text.chars().take(60).collect() })?;
        // On the stack, since the detector makes tags in every call.
        let mut lower = [0u8; 3];
        for (to, from) in lower.iter_mut().zip(primary.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let primary = canonical(text_of(&lower));
        let mut script = "";
        for subtag in subtags {
            match subtag.len() {
                4 if script.is_empty() && letters(subtag) => script = subtag,
                2 if primary == "zh" && script.is_empty() && is_traditional(subtag) => {
                    script = "Hant"
                }
                _ => {}
            }
        }
        let mut tag = Self { language: [0; 3], script: [0; 4] };
        for (to, from) in tag.language.iter_mut().zip(primary.bytes()) {
            *to = from;
        }
        for (place, (to, from)) in tag.script.iter_mut().zip(script.bytes()).enumerate() {
            *to = if place == 0 { from.to_ascii_uppercase() } else { from.to_ascii_lowercase() };
        }
        if usual_script(tag.language()) == tag.script() {
            tag.script = [0; 4];
        }
        Ok(tag)
    }
}

/// Whether Chinese is written in traditional characters in a region.
fn is_traditional(region: &str) -> bool {
    ["tw", "hk", "mo"].iter().any(|traditional| region.eq_ignore_ascii_case(traditional))
}

/// The script that a language's tag leaves out (IANA `Suppress-Script`, and news usage where the
/// registry is silent).
fn usual_script(language: &str) -> Option<&'static str> {
    Some(match language {
        "ru" | "uk" | "bg" | "be" | "mk" | "sr" | "kk" | "ky" | "tg" | "mn" | "tt" | "ba" => "Cyrl",
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => "Arab",
        "hi" | "mr" | "ne" | "sa" | "mai" | "bho" => "Deva",
        "zh" => "Hans",
        "yue" => "Hant",
        "ja" => "Jpan",
        "ko" => "Kore",
        "el" => "Grek",
        "he" | "yi" => "Hebr",
        "hy" => "Armn",
        "ka" => "Geor",
        "am" | "ti" => "Ethi",
        "th" => "Thai",
        "lo" => "Laoo",
        "km" => "Khmr",
        "my" => "Mymr",
        "bn" | "as" => "Beng",
        "ta" => "Taml",
        "te" => "Telu",
        "kn" => "Knda",
        "ml" => "Mlym",
        "gu" => "Gujr",
        "pa" => "Guru",
        "si" => "Sinh",
        "bo" | "dz" => "Tibt",
        _ => "Latn",
    })
}

/// ISO 639-3 (and 639-2/B) codes of languages that have two letters in ISO 639-1, and members of
/// macrolanguages that news tags as the whole. Source: SIL's ISO 639-3 code tables.
#[rustfmt::skip]
const CANONICAL: &[(&str, &str)] = &[
    ("aar", "aa"), ("abk", "ab"), ("afr", "af"), ("aka", "ak"), ("alb", "sq"), ("als", "sq"),
    ("amh", "am"), ("ara", "ar"), ("arb", "ar"), ("arg", "an"), ("arm", "hy"), ("asm", "as"),
    ("ava", "av"), ("aym", "ay"), ("ayr", "ay"), ("aze", "az"), ("azj", "az"), ("bak", "ba"),
    ("bam", "bm"), ("baq", "eu"), ("bel", "be"), ("ben", "bn"), ("bod", "bo"), ("bos", "bs"),
    ("bre", "br"), ("bul", "bg"), ("bur", "my"), ("cat", "ca"), ("ces", "cs"), ("cha", "ch"),
    ("che", "ce"), ("chi", "zh"), ("chv", "cv"), ("cmn", "zh"), ("cor", "kw"), ("cos", "co"),
    ("cym", "cy"), ("cze", "cs"), ("dan", "da"), ("deu", "de"), ("div", "dv"), ("dut", "nl"),
    ("dzo", "dz"), ("ekk", "et"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"),
    ("eus", "eu"), ("ewe", "ee"), ("fao", "fo"), ("fas", "fa"), ("fij", "fj"), ("fil", "tl"),
    ("fin", "fi"), ("fra", "fr"), ("fre", "fr"), ("fry", "fy"), ("ful", "ff"), ("gaz", "om"),
    ("geo", "ka"), ("ger", "de"), ("gla", "gd"), ("gle", "ga"), ("glg", "gl"), ("gre", "el"),
    ("grn", "gn"), ("guj", "gu"), ("hat", "ht"), ("hau", "ha"), ("heb", "he"), ("her", "hz"),
    ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ibo", "ig"), ("ice", "is"),
    ("iku", "iu"), ("ind", "id"), ("isl", "is"), ("ita", "it"), ("iw", "he"), ("jav", "jv"),
    ("jpn", "ja"), ("kal", "kl"), ("kan", "kn"), ("kas", "ks"), ("kat", "ka"), ("kau", "kr"),
    ("kaz", "kk"), ("khk", "mn"), ("khm", "km"), ("kik", "ki"), ("kin", "rw"), ("kir", "ky"),
    ("kmr", "ku"), ("kom", "kv"), ("kon", "kg"), ("kor", "ko"), ("kur", "ku"), ("lao", "lo"),
    ("lat", "la"), ("lav", "lv"), ("lim", "li"), ("lin", "ln"), ("lit", "lt"), ("ltz", "lb"),
    ("lug", "lg"), ("lvs", "lv"), ("mac", "mk"), ("mah", "mh"), ("mal", "ml"), ("mao", "mi"),
    ("mar", "mr"), ("may", "ms"), ("mkd", "mk"), ("mlg", "mg"), ("mlt", "mt"), ("mon", "mn"),
    ("mri", "mi"), ("msa", "ms"), ("mya", "my"), ("nau", "na"), ("nav", "nv"), ("nbl", "nr"),
    ("nde", "nd"), ("nep", "ne"), ("nld", "nl"), ("nno", "nn"), ("no", "nb"), ("nob", "nb"),
    ("nor", "nb"), ("npi", "ne"), ("nya", "ny"), ("oci", "oc"), ("ori", "or"), ("orm", "om"),
    ("ory", "or"), ("oss", "os"), ("pan", "pa"), ("per", "fa"), ("pes", "fa"), ("plt", "mg"),
    ("pol", "pl"), ("por", "pt"), ("prs", "fa"), ("pus", "ps"), ("pbt", "ps"), ("que", "qu"),
    ("quy", "qu"), ("quz", "qu"), ("roh", "rm"), ("ron", "ro"), ("rum", "ro"), ("run", "rn"),
    ("rus", "ru"), ("sag", "sg"), ("san", "sa"), ("sin", "si"), ("slk", "sk"), ("slo", "sk"),
    ("slv", "sl"), ("sme", "se"), ("smo", "sm"), ("sna", "sn"), ("snd", "sd"), ("som", "so"),
    ("sot", "st"), ("spa", "es"), ("sqi", "sq"), ("srd", "sc"), ("srp", "sr"), ("ssw", "ss"),
    ("sun", "su"), ("swa", "sw"), ("swe", "sv"), ("swh", "sw"), ("tah", "ty"), ("tam", "ta"),
    ("tat", "tt"), ("tel", "te"), ("tgk", "tg"), ("tgl", "tl"), ("tha", "th"), ("tib", "bo"),
    ("tir", "ti"), ("ton", "to"), ("tsn", "tn"), ("tso", "ts"), ("tuk", "tk"), ("tur", "tr"),
    ("twi", "ak"), ("tw", "ak"), ("uig", "ug"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"),
    ("uzn", "uz"), ("ven", "ve"), ("vie", "vi"), ("wel", "cy"), ("wol", "wo"), ("xho", "xh"),
    ("ydd", "yi"), ("yid", "yi"), ("yor", "yo"), ("zha", "za"), ("zho", "zh"), ("zsm", "ms"),
    ("zul", "zu"), ("in", "id"), ("ji", "yi"), ("sh", "sr"),
];

fn canonical(code: &str) -> &str {
    CANONICAL.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.language())?;
        match self.script() {
            Some(script) => write!(formatter, "-{script}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.language, self.script).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            let (language, script) = Deserialize::deserialize(deserializer)?;
            Ok(Self { language, script })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn reads_tags_of_every_fashion() {
        for (text, wanted) in [
            ("en", "en"), ("EN-us", "en"), ("eng", "en"), ("zho-CN", "zh"), ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"), ("aze-Latn", "az"), ("uzb-Cyrl", "uz-Cyrl"),
            ("sr", "sr"), ("sr-Cyrl", "sr"), ("srp-Latn", "sr-Latn"), ("arb", "ar"), ("iw", "he"),
            ("nor", "nb"), ("bem", "bem"), ("pt_BR", "pt"), ("ku-Arab", "ku-Arab"),
            ("x", "und"), ("english", "und"), ("", "und"), ("日本", "und"), ("e1", "und"),
        ] {
            let tag = text.parse().unwrap_or(LanguageTag::UNDETERMINED);
            assert_eq!(tag.to_string(), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        for text in ["fr", "zh-Hant", "sr-Latn", "ckb", "und", "yue"] {
            let tag: LanguageTag = text.parse().expect(text);
            assert_eq!(tag.to_string().parse(), Ok(tag));
        }
    }
}
