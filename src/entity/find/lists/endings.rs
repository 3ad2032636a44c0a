//! How common words end, and how names are inflected, by language.

/// Endings of the common nouns, verbs and adjectives of a language that few names have. A lone
/// capital at the start of a sentence that ends so is no name.
pub(in super::super) fn common_endings(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &[
            "ing", "tion", "sion", "ness", "ment", "ity", "ious", "able", "ible", "ally", "ism",
            "ists", "ers", "ies",
        ],
        "es" | "gl" => &[
            "ción", "ciones", "dad", "dades", "mente", "ando", "iendo", "aron", "ieron", "ados",
            "idos", "adas", "idas", "miento", "mientos", "ismo", "istas", "ores",
        ],
        "pt" => &[
            "ção", "ções", "dade", "dades", "mente", "ando", "endo", "indo", "aram", "eram",
            "iram", "ados", "idos", "adas", "idas", "mento", "mentos", "ismo", "istas", "ores",
            "agem", "ência", "ância", "amos", "emos",
        ],
        "ca" => &["ció", "cions", "tat", "tats", "ment", "ant", "ats", "ades", "isme", "istes"],
        "fr" => &[
            "tion", "tions", "ment", "ments", "eurs", "ités", "té", "tés", "isme", "istes", "ance",
            "ence", "ées", "és", "iques", "ant",
        ],
        "it" => &[
            "zione", "zioni", "mente", "mento", "menti", "ità", "ando", "endo", "ismo", "isti",
            "ati", "ate", "uti", "ute", "tori",
        ],
        "ro" => &[
            "ția", "ții", "ţia", "ţii", "tatea", "ului", "ilor", "elor", "ind", "ând", "mentul",
            "ismul", "ează", "ești", "ile",
        ],
        "sv" => &[
            "en", "et", "na", "rna", "arna", "erna", "orna", "ens", "ets", "nas", "ade", "ades",
            "ning", "ningar", "het", "heter", "else", "elser", "tion", "tioner", "ligt", "iska",
            "ande", "ende", "are", "skap", "ar", "or", "er", "ad", "at", "igt", "iga", "ligen",
            "ällning",
        ],
        "da" | "nb" | "nn" => &[
            "en", "et", "ene", "ane", "ene", "erne", "ens", "ets", "enes", "ernes", "ede", "ing",
            "inger", "ning", "ninger", "het", "hed", "heter", "heder", "else", "elser", "sjon",
            "sjoner", "tion", "tioner", "igt", "ske", "ende", "skap", "skab", "er", "ar", "ane",
            "ingen", "inga", "lig", "lige", "sk", "isk",
        ],
        "nl" | "af" => &[
            "ing", "ingen", "heid", "heden", "isme", "atie", "aties", "elijk", "elijke", "ende",
            "schap", "teit", "ers", "eren",
        ],
        "sr-Latn" | "hr" | "bs" | "sl" => &[
            "nje", "nja", "anje", "enje", "ost", "osti", "ovi", "evi", "lje", "ki", "ka", "ko",
            "kih", "ski", "ska", "sko", "ske", "ni", "na", "no", "ne", "nih", "nog", "nom", "ao",
            "lo", "li", "la", "le", "jući", "vši", "stvo", "stva", "telj", "telji", "ici", "nici",
            "ari", "cija", "cije", "zam", "ju", "ani", "eni", "ena", "ene", "lac", "ovanje", "ati",
            "iti", "am", "im", "imo", "amo", "kom", "ali", "ila",
        ],
        "sk" | "cs" => &[
            "nie", "nia", "ní", "ost", "osť", "osti", "ov", "ový", "ová", "ové", "ský", "ská",
            "ské", "ný", "ná", "né", "nej", "ného", "ným", "ých", "ých", "ový", "al", "ala", "ali",
            "alo", "il", "ila", "ili", "ilo", "el", "ela", "iel", "uje", "ujú", "ují", "áva",
            "ávajú", "teľ", "telia", "tel", "telé", "ci", "cia", "cie", "ácia", "áciu", "ace",
            "aci", "izmus", "ismus", "stvo", "ství", "stva", "ím", "ať", "iť", "at", "it", "te",
            "me", "ej", "ém", "ého", "ie", "ých", "úci", "aný", "ané", "aná", "ený", "ené", "ená",
            "ší", "šie", "šia", "ní",
        ],
        "pl" => &[
            "nie", "nia", "ość", "ości", "ów", "ski", "ska", "skie", "ny", "na", "ne", "ych",
            "ego", "ym", "ł", "ła", "ło", "li", "ły", "uje", "ują", "acja", "acji", "acje", "cja",
            "cje", "izm", "stwo", "stwa", "arze", "iciel", "iciele", "ający", "ąc", "ić", "ać",
            "eć", "any", "ana", "ane", "ony", "ona", "one", "owa", "owe", "owy", "iki", "icy",
        ],
        "ru" | "be" => &[
            "ение", "ения", "ание", "ания", "ость", "ости", "ый", "ий", "ая", "ое", "ые", "ие",
            "ого", "ых", "их", "ому", "ым", "ими", "ть", "ться", "тся", "ется", "ются", "ует",
            "уют", "ает", "ают", "ил", "ила", "или", "ал", "ала", "али", "ция", "ции", "ство",
            "ства", "тель", "тели", "изм", "ист", "исты", "ники", "ник", "цы", "еры", "оры", "арь",
            "ка", "ки", "ство", "но", "ено", "ано", "ены", "аны", "ена", "ана", "вший", "вшие",
            "щий", "щие", "шись", "аясь", "ясь", "ики",
        ],
        "uk" => &[
            "ення",
            "ання",
            "ість",
            "ості",
            "ий",
            "ій",
            "а",
            "е",
            "і",
            "ого",
            "их",
            "ому",
            "им",
            "ти",
            "ться",
            "ється",
            "ються",
            "ує",
            "ують",
            "ає",
            "ають",
            "ив",
            "ила",
            "или",
            "ав",
            "ала",
            "али",
            "ція",
            "ції",
            "ство",
            "ства",
            "тель",
            "телі",
            "ізм",
            "ист",
            "исти",
            "ники",
            "ник",
            "ці",
            "ери",
            "ори",
            "но",
            "ено",
            "ано",
        ],
        "bg" | "mk" => &[
            "ът", "ята", "ото", "ите", "ата", "ето", "та", "то", "те", "ието", "ията", "ият",
            "ния", "ние", "ост", "ски", "ска", "ско", "ция", "ции", "ство", "тел", "тели", "изъм",
            "ски", "ен", "на", "но", "ни", "аха", "иха", "ят", "ува", "ува", "ва",
        ],
        "sr" => &[
            "ње", "ња", "ост", "ости", "ови", "еви", "ски", "ска", "ско", "ске", "ни", "на", "но",
            "не", "ао", "ло", "ли", "ла", "јући", "вши", "ство", "ства", "ија", "ије", "ци", "ање",
            "ење",
        ],
        "hu" => &[
            "ás", "és", "ság", "ség", "ban", "ben", "nak", "nek", "tól", "től", "ból", "ből",
            "ról", "ről", "ok", "ek", "ak", "ök", "ott", "ett", "ött", "tak", "tek", "ták", "ték",
            "ni", "ul", "ül", "an", "en", "ai", "ei", "ra", "re", "val", "vel", "hoz", "hez", "ig",
            "ként",
        ],
        "fi" | "et" => &[
            "nen", "set", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi",
            "uus", "yys", "minen", "isen", "ista", "istä", "vat", "vät", "jat", "jät", "ti", "si",
            "ut", "yt", "iden", "jen", "ja", "jä", "mus", "mine", "tud", "nud", "lik", "likult",
            "sel", "ses", "lt", "st",
        ],
        "tr" | "az" => &[
            "lar", "ler", "ları", "leri", "lık", "lik", "luk", "lük", "dı", "di", "du", "dü", "tı",
            "ti", "tu", "tü", "mış", "miş", "muş", "müş", "yor", "acak", "ecek", "ması", "mesi",
            "mek", "mak", "arak", "erek", "lerin", "ların", "inde", "ında", "ından", "inden",
            "sel", "sal", "ına", "ine",
        ],
        "el" => &[
            "ση",
            "σεις",
            "ση",
            "ότητα",
            "μός",
            "ικός",
            "ική",
            "ικό",
            "ικές",
            "ικά",
            "ούν",
            "ουν",
            "ηκε",
            "ηκαν",
            "σαν",
            "τες",
            "ών",
            "ους",
            "οντας",
            "ώντας",
        ],
        "lt" | "lv" => &[
            "imas", "umas", "ybė", "ybės", "šana", "šanas", "ība", "ības", "tojai", "ojo", "iai",
            "ams", "iems", "ais", "ajā", "ais",
        ],
        "id" | "ms" => &["nya", "kan", "an", "lah", "kah"],
        _ => &[],
    }
}

/// Endings that names take in a language, the longest first: a known name is known without them.
pub(in super::super) fn case_endings(language: &str) -> &'static [&'static str] {
    match language {
        "de" | "sv" | "da" | "nb" | "nn" | "nl" => &["s"],
        "sr-Latn" | "hr" | "bs" | "sl" | "sk" | "cs" => &[
            "ovej", "ovým", "ovi", "ová", "ové", "ovou", "ova", "ovo", "ovu", "om", "em", "ým",
            "ou", "ov", "ev", "in", "oj", "u", "a", "e", "i", "y", "o",
        ],
        "pl" => &["owi", "iem", "ego", "emu", "em", "im", "ą", "ę", "a", "u", "y", "i"],
        "ru" | "uk" | "be" | "bg" | "mk" | "sr" => &[
            "ого", "ому", "ової", "овым", "ой", "ою", "ом", "ем", "ым", "им", "ей", "ех", "а", "у",
            "е", "ы", "и", "я", "ю", "і",
        ],
        "lt" | "lv" => &["as", "is", "us", "s", "o", "ui", "a", "am", "u"],
        "hu" => &[
            "nak", "nek", "val", "vel", "ban", "ben", "hoz", "hez", "tól", "től", "ra", "re", "t",
            "ot", "et", "n",
        ],
        "fi" | "et" => {
            &["lle", "lla", "llä", "lta", "ssa", "sta", "n", "in", "a", "ä", "le", "ga", "i"]
        }
        "el" => &["ς", "υ"],
        _ => &["s"],
    }
}
