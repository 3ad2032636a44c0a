//! What the generator knows beside CLDR.

/// The locales of the table that is built in by default, by number of readers and of outlets.
pub(crate) const LARGEST: &[&str] = &[
    "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ka", "ko", "lt", "lv", "mk", "mr", "ms", "nb", "nl", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "vi",
    "zh", "zh-Hant",
];

/// Locales of both tables together: all of which CLDR has both places and everyday words. Of the next,
/// from Dzongkha on, it has places alone.
pub(crate) const MOST_LOCALES: usize = 116;

/// Languages whose name, which is mostly the people's adjective as well, stands for one country.
#[rustfmt::skip]
pub(crate) const NATIONAL: &[(&str, &str)] = &[
    ("sq", "AL"), ("hy", "AM"), ("az", "AZ"), ("be", "BY"), ("bn", "BD"), ("bs", "BA"), ("bg", "BG"),
    ("my", "MM"), ("hr", "HR"), ("cs", "CZ"), ("da", "DK"), ("nl", "NL"), ("et", "EE"), ("fi", "FI"),
    ("fr", "FR"), ("ka", "GE"), ("de", "DE"), ("el", "GR"), ("he", "IL"), ("hu", "HU"), ("is", "IS"),
    ("id", "ID"), ("ga", "IE"), ("it", "IT"), ("ja", "JP"), ("kk", "KZ"), ("km", "KH"), ("ko", "KR"),
    ("ky", "KG"), ("lo", "LA"), ("lv", "LV"), ("lt", "LT"), ("lb", "LU"), ("mk", "MK"), ("mg", "MG"),
    ("ms", "MY"), ("mt", "MT"), ("mn", "MN"), ("ne", "NP"), ("nb", "NO"), ("no", "NO"), ("fa", "IR"),
    ("ps", "AF"), ("pl", "PL"), ("pt", "PT"), ("ro", "RO"), ("ru", "RU"), ("sr", "RS"), ("si", "LK"),
    ("sk", "SK"), ("sl", "SI"), ("so", "SO"), ("es", "ES"), ("sv", "SE"), ("tg", "TJ"), ("th", "TH"),
    ("tr", "TR"), ("tk", "TM"), ("uk", "UA"), ("ur", "PK"), ("uz", "UZ"), ("vi", "VN"), ("zh", "CN"),
];

/// Codes among the territories that are no countries.
pub(crate) const NO_COUNTRY: &[&str] = &["EZ", "QO", "XA", "XB", "ZZ"];
/// Unions of countries.
pub(crate) const UNIONS: &[&str] = &["EU", "UN"];
/// Continents and parts of the world that news knows by name, by their UN M49 code. The Americas are
/// left out: most languages have one word for them and the United States.
pub(crate) const CONTINENTS: &[&str] = &["002", "003", "005", "009", "142", "150", "419"];
/// Territories that belong to a country or have few people; as their own country code.
#[rustfmt::skip]
pub(crate) const TERRITORIES: &[&str] = &[
    "AC", "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CP", "CQ", "CW", "CX",
    "DG", "EA", "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IC", "IM", "IO",
    "JE", "KY", "MF", "MO", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH",
    "SJ", "SX", "TA", "TC", "TF", "TK", "UM", "VG", "VI", "WF", "YT",
];

/// Places whose name is a common word, a given name or a family name in many languages.
#[rustfmt::skip]
pub(crate) const NOISY: &[&str] = &[
    "GN", "TD", "ML", "TG", "JO", "GE", "TC", "CX", "HM", "BV", "NF", "CC", "DG",
    "America/Adak", "America/Boise", "America/Catamarca", "America/Cordoba", "America/Creston",
    "America/Dawson", "America/Denver", "America/Knox", "America/Mendoza", "America/Merida",
    "America/Nome", "America/Phoenix", "America/Regina", "America/Resolute", "America/Sitka",
    "America/Yakutat", "America/Argentina/Salta", "America/Argentina/San_Juan",
    "America/Argentina/San_Luis", "America/Indiana/Knox", "America/Indiana/Marengo",
    "America/Indiana/Petersburg", "America/Indiana/Tell_City", "America/Indiana/Vevay",
    "America/Indiana/Vincennes", "America/Indiana/Winamac", "America/Kentucky/Monticello",
    "America/North_Dakota/Beulah", "America/North_Dakota/Center", "America/North_Dakota/New_Salem",
    "Antarctica/Casey", "Antarctica/Davis", "Antarctica/Mawson", "Antarctica/Palmer",
    "Antarctica/Troll", "Antarctica/Vostok", "Antarctica/Macquarie", "Asia/Chita", "Asia/Oral",
    "Atlantic/Stanley", "Australia/Darwin", "Australia/Eucla", "Australia/Lindeman",
    "Indian/Christmas", "Indian/Cocos", "Indian/Mahe", "Pacific/Chatham", "Pacific/Easter",
    "Pacific/Gambier", "Pacific/Midway", "Pacific/Wake", "Pacific/Wallis", "Europe/Kirov",
    // Of names.txt.
    "EG/Alexandria", "IT/Florence", "IT/Milan", "JP/Osaka", "SA/Medina", "US/Houston",
];

/// Forms that are common words far more often than names, whichever list has them: Hungarian `lett`
/// is Latvian and became, Urdu `شام` Syria and evening.
pub(crate) const WORDS: &[(&str, &str)] =
    &[("hu", "lett"), ("hu", "lettek"), ("hu", "lett*"), ("ur", "شام")];
