//! Which model of which crate makes which language, group by group.

/// Letters of one alphabet, and what is written for them in another.
pub(crate) type Letters = &'static [(char, &'static str)];

/// Serbian in Latin letters (Gaj), one for one with the Cyrillic.
#[rustfmt::skip]
const GAJ: Letters = &[
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('д', "d"), ('ђ', "đ"), ('е', "e"), ('ж', "ž"),
    ('з', "z"), ('и', "i"), ('ј', "j"), ('к', "k"), ('л', "l"), ('љ', "lj"), ('м', "m"), ('н', "n"),
    ('њ', "nj"), ('о', "o"), ('п', "p"), ('р', "r"), ('с', "s"), ('т', "t"), ('ћ', "ć"), ('у', "u"),
    ('ф', "f"), ('х', "h"), ('ц', "c"), ('ч', "č"), ('џ', "dž"), ('ш', "š"),
];

/// Languages of one script, which compete with each other.
pub(crate) struct Source {
    /// ISO 15924.
    pub(crate) script: &'static str,
    /// `lingua` model and tag.
    pub(crate) lingua: &'static [(&'static str, &'static str)],
    /// The same for models in another script, with the letters of this one for each of theirs.
    pub(crate) respelled: &'static [(&'static str, &'static str, Letters)],
    /// `whatlang` variant and tag: 300 trigrams in the order of their frequency, all that is to be
    /// had for these.
    pub(crate) whatlang: &'static [(&'static str, &'static str)],
    /// Tags of languages known by their frequent words alone, half of any text.
    pub(crate) words: &'static [&'static str],
    /// Letters that belong to words though neither trigrams nor lists have them.
    pub(crate) letters: &'static str,
}

/// Relatives with a model: what is not known of the first is taken from the second; `*` is
/// the mean of the group's models.
pub(crate) const RELATIVES: &[(&str, &str)] = &[
    ("ckb", "fa"),
    ("jv", "id"),
    ("lb", "de"),
    ("ps", "fa"),
    ("sd", "ur"),
    ("su", "id"),
    ("tg", "*"),
    ("tk", "tr"),
    ("tt", "kk"),
    ("ug", "fa"),
    ("uz", "tr"),
    ("yi", "he"),
];

/// Languages with a few thousand words in the annotations of Unicode CLDR, and little else.
pub(crate) const ANNOTATED: &[&str] =
    &["am", "hi", "jv", "lb", "mr", "ne", "ps", "sd", "tg", "ti", "tk", "ug", "uz"];

#[rustfmt::skip]
pub(crate) const GROUPS: &[Source] = &[
    Source {
        script: "Latn",
        lingua: &[
            ("afrikaans", "af"), ("albanian", "sq"), ("azerbaijani", "az"), ("basque", "eu"),
            ("bokmal", "nb"), ("bosnian", "bs"), ("catalan", "ca"), ("croatian", "hr"),
            ("czech", "cs"), ("danish", "da"), ("dutch", "nl"), ("english", "en"),
            ("esperanto", "eo"), ("estonian", "et"), ("finnish", "fi"), ("french", "fr"),
            ("ganda", "lg"), ("german", "de"), ("hungarian", "hu"), ("icelandic", "is"),
            ("indonesian", "id"), ("irish", "ga"), ("italian", "it"), ("latin", "la"),
            ("latvian", "lv"), ("lithuanian", "lt"), ("malay", "ms"), ("maori", "mi"),
            ("nynorsk", "nn"), ("polish", "pl"), ("portuguese", "pt"), ("romanian", "ro"),
            ("shona", "sn"), ("slovak", "sk"), ("slovene", "sl"), ("somali", "so"),
            ("sotho", "st"), ("spanish", "es"), ("swahili", "sw"), ("swedish", "sv"),
            ("tagalog", "tl"), ("tsonga", "ts"), ("tswana", "tn"), ("turkish", "tr"),
            ("vietnamese", "vi"), ("welsh", "cy"), ("xhosa", "xh"), ("yoruba", "yo"),
            ("zulu", "zu"),
        ],
        respelled: &[("serbian", "sr", GAJ)],
        whatlang: &[("Jav", "jv"), ("Tuk", "tk"), ("Uzb", "uz")],
        words: &["lb", "su"],
        letters: "",
    },
    Source {
        script: "Cyrl",
        lingua: &[
            ("belarusian", "be"), ("bulgarian", "bg"), ("kazakh", "kk"), ("macedonian", "mk"),
            ("mongolian", "mn"), ("russian", "ru"), ("serbian", "sr"), ("ukrainian", "uk"),
        ],
        respelled: &[],
        whatlang: &[],
        words: &["tg", "tt"],
        letters: "",
    },
    Source {
        script: "Arab",
        lingua: &[("arabic", "ar"), ("persian", "fa"), ("urdu", "ur")],
        respelled: &[],
        whatlang: &[],
        words: &["ckb", "ps", "sd", "ug"],
        letters: "",
    },
    // The Hindi and Marathi models of lingua are cut at every vowel sign, so of no use.
    Source {
        script: "Deva",
        lingua: &[],
        respelled: &[],
        whatlang: &[("Hin", "hi"), ("Mar", "mr"), ("Nep", "ne")],
        words: &[],
        letters: "\u{93c}\u{945}\u{949}\u{943}ऋऑऍङञढऱःऽ",
    },
    Source {
        script: "Hebr",
        lingua: &[("hebrew", "he")],
        respelled: &[],
        whatlang: &[],
        words: &["yi"],
        letters: "",
    },
    Source { script: "Ethi", lingua: &[], respelled: &[], whatlang: &[], words: &["am", "ti"], letters: "" },
];

/// The models that tell Chinese from Japanese by single characters.
pub(crate) const HAN: [&str; 2] = ["chinese", "japanese"];
