//! Words of a name that are not its own: titles, honorifics, degrees, particles of descent.
//!
//! In lower case, as they stand before or behind names in the major languages of news. Words that
//! are common names themselves (Major, King, Dean, Prince) are left out.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Titles with or without a full stop.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    // English
    "mr", "mrs", "ms", "mister", "sir", "lady", "dr", "doctor", "prof",
    "professor", "president", "secretary", "senator", "sen", "rep",
    "congressman", "congresswoman", "gov", "mayor", "ambassador",
    "gen", "colonel", "col", "capt", "lieutenant", "lt", "sgt",
    "sergeant", "admiral", "archbishop", "rev",
    "reverend", "hon", "honourable", "honorable", "chairman", "ceo", "vice",
    "jr", "sr", "esq", "phd", "md", "mp", "mep", "obe", "mbe", "cbe",
    "kbe", "qc", "kc", "ii", "iii", "ph",
    // Degrees of Indonesian and Malay lists
    "sh", "se", "mm", "mh", "msi", "mba", "spd", "sip", "ssos", "drs", "dra", "ir", "haji", "hj",
    "datuk", "dato", "datin", "tun", "tan sri", "puan", "encik", "tengku", "tunku", "seri",
    // German, Dutch, Scandinavian
    "herr", "frau", "präsident", "präsidentin", "kanzler", "kanzlerin", "bundeskanzler",
    "bundeskanzlerin", "bundespräsident", "ministerin", "außenminister",
    "verteidigungsminister", "ministerpräsident", "freiherr", "fürst", "mevrouw", "meneer",
    "statsminister", "presidenten",
    // Romance
    "m", "mme", "mlle", "monsieur", "madame", "président", "présidente", "ministre", "général",
    "maître", "señor", "señora", "sr", "sra", "doña", "dom", "presidente", "presidenta",
    "ministro", "ministra", "canciller", "senhor", "senhora", "signor", "signora", "onorevole",
    "dott", "ing", "avv", "doctor", "preşedintele", "președintele", "ministrul", "domnul", "doamna",
    // Slavic in Latin letters, Hungarian, Turkish, Finnish
    "pani", "prezydent", "prezident", "předseda", "predsjednik",
    "predsednik", "ministar", "ministr", "gospodin", "gospođa", "prof", "mgr", "judr", "mudr",
    "elnök", "miniszterelnök", "bayan", "cumhurbaşkanı", "başbakan", "bakan", "presidentti",
    "pääministeri", "ministeri",
    // Cyrillic
    "президент", "президента", "министр", "министра", "премьер", "господин", "госпожа", "г-н", "г-жа",
    "генерал", "академик", "профессор", "королева", "пані",
    "міністр", "генерал", "президентът", "министър", "председник", "министар", "доктор", "проф", "др",
    "сэр", "прем'єр", "святой",
    // Greek
    "κ", "κος", "κα", "κυρία", "κύριος", "πρόεδρος", "προέδρου", "υπουργός", "πρωθυπουργός", "δρ",
    // Arabic, Persian, Urdu
    "الرئيس", "رئيس", "الوزير", "وزير", "السيد", "السيدة", "الدكتور", "دكتور", "الأمير", "الملك",
    "الشيخ", "شيخ", "الجنرال", "اللواء", "الفريق", "العميد", "آية", "الأستاذ", "سيدي", "آقای", "خانم",
    "دکتر", "سردار", "رئیس", "جمهور", "وزیر", "مهندس", "جناب", "صاحب", "صدر",
    "sheikh", "shaikh", "sheik", "shaykh", "ayatollah", "hojatoleslam", "mullah", "maulana", "mufti",
    // Hebrew
    "מר", "גב׳", "גברת", "הנשיא", "נשיא", "השר", "שר", "שרת", "ראש", "הממשלה", "ד״ר", "פרופ׳", "הרב",
    "אדון", "דוקטור", "פרופסור",
    // India
    "श्री", "श्रीमती", "डॉ", "प्रधानमंत्री", "राष्ट्रपति", "मंत्री", "shri", "smt", "pandit", "திரு", "திருமதி",
    "thiru", "thero", "thera", "தேரர்", "තෙර", "හිමි", "জনাব", "ড", "শ্রী",
    // Thai
    "นาย", "นาง", "นางสาว", "ดร", "พล", "สมเด็จ", "พระ",
    // Armenian, Georgian
    "պարոն", "նախագահ", "ბატონი", "პრეზიდენტი",
];

/// Titles in front of a name, which are names elsewhere: Lord Carrington, but Michael Lord.
#[rustfmt::skip]
const IN_FRONT: &[&str] = &[
    "lord", "bishop", "judge", "justice", "pope", "cardinal", "marshal", "general", "father",
    "governor", "major", "captain", "commander", "chancellor", "queen", "king", "prince", "princess",
    "emperor", "minister", "graf", "premier", "raja", "don", "dame", "miss", "deputy", "pan", "bay",
    "baron", "baroness", "count", "countess", "duke", "kanzler", "saint", "foreign", "prime",
    "chief", "crown", "first", "acting", "former", "lady", "sir",
    "князь", "граф", "барон", "король", "пан", "лорд", "папа",
];

/// Ranks that stand behind a comma and begin a second name: Robert Carr, Baron Carr of Hadley.
#[rustfmt::skip]
const PEERAGES: &[&str] = &[
    "baron", "baroness", "lord", "lady", "viscount", "viscountess", "earl", "countess", "marquess",
    "duke", "duchess", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th",
];

/// Titles only with a full stop, names without.
const DOTTED: &[&str] = &["st", "pres", "min", "maj", "dep", "sec", "г", "р", "а", "д", "к"];

/// Written to the end of a name in Japanese and Korean, without a space in Japanese.
const SUFFIXES: &[&str] = &[
    "氏",
    "さん",
    "様",
    "大統領",
    "首相",
    "外相",
    "国防相",
    "先生",
    "總統",
    "总统",
    "主席",
    "总理",
    "總理",
    "部长",
    "部長",
    "씨",
    "대통령",
    "총리",
    "장관",
    "의원",
];

const PARTICLES: &[&str] = &[
    "de",
    "da",
    "do",
    "dos",
    "das",
    "del",
    "della",
    "di",
    "du",
    "des",
    "la",
    "le",
    "el",
    "al",
    "van",
    "von",
    "der",
    "den",
    "ter",
    "ten",
    "zu",
    "zur",
    "of",
    "the",
    "af",
    "av",
    "y",
    "e",
    "i",
    "und",
    "and",
    "et",
    "abu",
    "umm",
    "de'",
    "d",
    "фон",
    "де",
    "ван",
    "дер",
    "аль",
    "эль",
    "да",
    "ди",
    "дю",
    "ла",
    "ле",
    "آل",
    "ال",
    "フォン",
    "デ",
    "ド",
    "ファン",
    "ד",
    "דה",
    "פון",
    "ואן",
    "ντε",
    "φον",
    "데",
    "폰",
    "반",
];

const DESCENT: &[&str] = &[
    "bin",
    "ibn",
    "ben",
    "bint",
    "binti",
    "bt",
    "ould",
    "oglu",
    "oğlu",
    "ogly",
    "uly",
    "kizi",
    "kızı",
    "qizi",
    "kyzy",
    "بن",
    "ابن",
    "بنت",
    "ولد",
    "бин",
    "ибн",
    "бен",
    "бинт",
    "оглы",
    "оглу",
    "улы",
    "кызы",
    "בן",
    "בת",
    "ビン",
    "イブン",
    "ベン",
    "빈",
    "이븐",
    "μπιν",
    "बिन",
    "பின்",
];

/// Words that are one with the word behind them: Abdul Rahman, Abd al-Rahman, عبد الرحمن.
const OPENING: &[&str] = &[
    "abd",
    "abdul",
    "abdel",
    "abdal",
    "abdol",
    "abdur",
    "عبد",
    "عبدال",
    "абд",
    "абдул",
    "абдель",
    "абдур",
    "아브드",
    "압둘",
    "압델",
    "アブドゥル",
    "アブドル",
    "アブド",
    "עבד",
    "עבדול",
    "अब्दुल",
    "அப்துல்",
    "আবদুল",
    "อับดุล",
    "阿卜杜勒",
    "阿卜杜",
    "阿布杜勒",
    "阿都",
    "αμπντούλ",
    "αμπντέλ",
];

/// What a word is besides a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    title: bool,
    title_in_front: bool,
    title_if_dotted: bool,
    /// Stands between the words of a name and is often left out.
    pub(super) particle: bool,
    /// Names the one before it a child of the one behind it.
    pub(super) descent: bool,
    /// Begins a peer's title behind a comma.
    pub(super) peerage: bool,
    /// Is one with the word behind it.
    pub(super) opening: bool,
}

static ROLES: LazyLock<FxHashMap<&'static str, Role>> = LazyLock::new(|| {
    let mut roles: FxHashMap<&'static str, Role> = FxHashMap::default();
    let mut add = |words: &[&'static str], role: fn(&mut Role)| {
        for word in words {
            role(roles.entry(word).or_default());
        }
    };
    add(TITLES, |role| role.title = true);
    add(SUFFIXES, |role| role.title = true);
    add(IN_FRONT, |role| role.title_in_front = true);
    add(DOTTED, |role| role.title_if_dotted = true);
    add(PARTICLES, |role| role.particle = true);
    add(DESCENT, |role| role.descent = true);
    add(PEERAGES, |role| role.peerage = true);
    add(OPENING, |role| role.opening = true);
    roles
});

impl Role {
    /// The roles of a word in lower case.
    pub(super) fn of(word: &str) -> Self {
        // Dato' is Dato.
        let bare = word.strip_suffix(['\'', '’']).filter(|bare| !bare.is_empty());
        ROLES.get(word).or_else(|| ROLES.get(bare?)).copied().unwrap_or_default()
    }

    /// Whether the word is a title or a degree where it stands.
    pub(super) fn is_title(self, dotted: bool, first: bool) -> bool {
        self.title || (first && self.title_in_front) || (dotted && self.title_if_dotted)
    }
}
