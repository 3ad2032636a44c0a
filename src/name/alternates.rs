//! Other readings of a word: pronunciations that its spelling hides, and hypocorisms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::symbols::Family;
use crate::translit::fold;

/// Given names and the short forms that stand for them without doubt, a group a line. Forms that
/// serve several names (Alex, Sasha, Kate, Jan) are left out.
#[rustfmt::skip]
const SHORT_FORMS: &[&[&str]] = &[
    &["robert", "bob", "bobby", "rob", "robbie"], &["william", "bill", "billy", "willie", "will"],
    &["james", "jim", "jimmy", "jamie"], &["joseph", "joe", "joey"], &["michael", "mike", "mick", "maikl"],
    &["richard", "dick", "rick", "rich", "ricky"], &["thomas", "tom", "tommy"],
    &["edward", "ed", "ted", "eddie", "teddy"], &["charles", "charlie", "chuck"],
    &["christopher", "chris", "kit"], &["anthony", "tony"], &["antonio", "tonio", "toni"],
    &["benjamin", "ben", "benny"], &["daniel", "dan", "danny"], &["david", "dave", "davey"],
    &["donald", "don", "donnie"], &["ronald", "ron", "ronnie"], &["kenneth", "ken", "kenny"],
    &["lawrence", "larry"], &["gerald", "gerry", "jerry"], &["gregory", "greg"],
    &["jeffrey", "jeff", "geoff", "geoffrey"], &["matthew", "matt"], &["andrew", "andy", "drew"],
    &["nicholas", "nick", "nicky"], &["nikolaus", "klaus", "nicolaus", "niklas"],
    &["patrick", "pat", "paddy"], &["peter", "pete"], &["philip", "phil"], &["raymond", "ray"],
    &["samuel", "sam", "sammy"], &["stephen", "steve", "steven"], &["timothy", "tim"],
    &["vincent", "vince"], &["walter", "walt"], &["zachary", "zach"], &["frederick", "fred", "freddie"],
    &["friedrich", "fritz"], &["johannes", "hannes", "hans"], &["maximilian", "max"],
    &["heinrich", "heinz"], &["josef", "sepp"], &["ulrich", "uli"], &["wolfgang", "wolf"],
    &["elizabeth", "liz", "lizzie", "beth", "betty", "eliza"], &["margaret", "maggie", "peggy", "meg"],
    &["deborah", "debbie", "deb"], &["barbara", "barb"], &["susan", "sue", "susie"],
    &["patricia", "patty", "tricia"], &["katherine", "kathy", "katie"], &["jennifer", "jenny", "jen"],
    &["rebecca", "becky"], &["victoria", "vicky"], &["abigail", "abby"], &["theodore", "theo"],
    &["leonard", "len", "lenny"], &["bernard", "bernie"], &["harold", "hal"], &["alfred", "alf"],
    &["albert", "bert", "al"], &["nathaniel", "nate", "nat"], &["jonathan", "jon"], &["john", "johnny", "jack"],
    &["jacob", "jake"], &["joshua", "josh"], &["douglas", "doug"], &["dennis", "denny"],
    &["arthur", "art"], &["clifford", "cliff"], &["stanley", "stan"], &["russell", "russ"],
    &["francisco", "paco", "pancho"], &["jose", "pepe"], &["ignacio", "nacho"], &["manuel", "manolo"],
    &["giuseppe", "beppe", "peppe"], &["giovanni", "gianni"], &["luigi", "gigi"],
    &["jaroslav", "jarek"], &["mikhail", "misha"], &["vladimir", "volodya", "vova"], &["dmitry", "dima"],
    &["abdul rahman", "abdurrahman"], &["muhammad", "mohd", "md", "mohamed", "mohammed", "mehmet"],
    &["mohamad", "mohd"], &["alexander", "alec", "sandy"], &["gabriel", "gabe"], &["eugene", "gene"],
    &["edmund", "ned"], &["henry", "harry"], &["terence", "terry"], &["roderick", "rod"],
    &["tobias", "toby"], &["archibald", "archie"], &["augustus", "gus"], &["bartholomew", "bart"],
    &["cornelius", "cees", "kees"], &["hendrik", "henk"], &["wilhelmus", "wim"], &["jacobus", "jaap"],
    &["petrus", "piet"], &["gerardus", "gerrit"], &["lodewijk", "lode"], &["eduard", "edi"],
];

/// Given names in Latin, as the Latin Wikipedia and the Church write them, and what people are called
/// at home. One way only, and without forms that are everyday names elsewhere (Thomas, Marcus,
/// Andreas). Finds 1 % more of the Latin names in the training data (seen when the list was written).
#[rustfmt::skip]
const LATIN_FORMS: &[(&str, &[&str])] = &[
    ("ioannes", &["john", "johannes", "jean", "juan", "giovanni"]),
    ("iohannes", &["john", "johannes", "jean", "juan", "giovanni"]),
    ("gulielmus", &["william", "wilhelm", "bill"]), ("iacobus", &["james", "jacob", "jim"]),
    ("carolus", &["charles", "karl", "carlos"]), ("georgius", &["george", "georg", "jorge"]),
    ("henricus", &["henry", "heinrich", "henri"]), ("eduardus", &["edward", "eduard"]),
    ("robertus", &["robert", "bob"]), ("ricardus", &["richard"]), ("franciscus", &["francis", "francois", "franz", "francesco"]),
    ("ludovicus", &["louis", "ludwig", "luigi"]), ("stephanus", &["stephen", "stefan", "etienne"]),
    ("timotheus", &["timothy", "tim"]), ("donaldus", &["donald", "don"]),
    ("philippus", &["philip", "philippe"]), ("iosephus", &["joseph", "josef", "jose"]), ("matthaeus", &["matthew", "matthias"]),
    ("davides", &["david"]), ("laurentius", &["lawrence", "laurent", "lorenzo"]),
    ("guilielmus", &["william", "wilhelm", "bill"]), ("guillelmus", &["william", "guillaume"]),
    ("samuhel", &["samuel"]), ("christophorus", &["christopher", "chris"]),
    ("theodorus", &["theodore", "ted"]), ("vincentius", &["vincent"]),
    ("patricius", &["patrick", "pat"]), ("elisabetha", &["elizabeth"]),
    ("catharina", &["catherine", "katherine", "katja"]), ("aemilius", &["emil", "emile"]), ("iulius", &["jules", "julius"]),
    ("beniaminus", &["benjamin", "ben"]), ("ieremias", &["jeremy", "jerry"]), ("alanus", &["alan"]),
    ("rogerius", &["roger"]), ("radulphus", &["ralph", "raoul"]), ("gualterus", &["walter"]),
    ("ferdinandus", &["fernando", "ferdinand"]), ("didacus", &["diego"]), ("iosue", &["joshua"]), ("paulus", &["paul", "pablo"]),
    ("aegidius", &["giles", "gilles"]), ("eugenius", &["eugene"]),
];

/// `pronounced.txt`: Latin words as symbols, and how speakers of other languages write them down.
const PRONOUNCED: &str = include_str!("pronounced.txt");

type Readings = Vec<(Family, Box<str>)>;

static TABLE: LazyLock<FxHashMap<Box<str>, Readings>> = LazyLock::new(|| {
    let mut table: FxHashMap<Box<str>, Readings> = FxHashMap::default();
    for group in SHORT_FORMS {
        let folded: Vec<String> = group.iter().map(|name| fold(name, None)).collect();
        for one in &folded {
            let readings = table.entry(one.as_str().into()).or_default();
            for other in folded.iter().filter(|other| *other != one) {
                readings.push((Family::Latin, other.as_str().into()));
            }
        }
    }
    for (latin, forms) in LATIN_FORMS {
        let readings = table.entry(fold(latin, None).into()).or_default();
        readings.extend(forms.iter().map(|form| (Family::Latin, fold(form, None).into())));
    }
    for line in PRONOUNCED.lines().filter(|line| !line.starts_with('#')) {
        if let Some((word, sound)) = line.split_once(' ') {
            table.entry(word.into()).or_default().push((Family::Cyrillic, sound.into()));
        }
    }
    table
});

/// Readings of a word of that script, as the symbols of another.
pub(super) fn of(folded: &str, family: Family) -> impl Iterator<Item = (Family, &'static str)> {
    let readings = if family == Family::Latin { TABLE.get(folded) } else { None };
    readings.into_iter().flatten().map(|(family, symbols)| (*family, symbols.as_ref()))
}
