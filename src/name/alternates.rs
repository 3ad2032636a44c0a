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
/// at home; the short forms of those stand for them too. One way only, and without forms that are
/// everyday names elsewhere (Thomas, Marcus, Andreas).
#[rustfmt::skip]
const LATIN_FORMS: &[(&str, &[&str])] = &[
    ("ioannes", &["john", "johannes", "jean", "juan", "giovanni", "jan", "sean", "ian", "ivan", "hans"]),
    ("iohannes", &["john", "johannes", "jean", "juan", "giovanni", "jan", "sean", "ian", "ivan", "hans"]),
    ("gulielmus", &["william", "wilhelm", "guillaume", "willem"]),
    ("guilielmus", &["william", "wilhelm", "guillaume", "willem"]),
    ("guillelmus", &["william", "wilhelm", "guillaume", "guillermo"]),
    ("iacobus", &["james", "jacob", "jacques", "jaime", "jakob"]),
    ("carolus", &["charles", "karl", "carlos", "carlo", "karel"]),
    ("georgius", &["george", "georg", "jorge", "georges", "jurgen", "jorg", "giorgio", "jiri"]),
    ("henricus", &["henry", "heinrich", "henri", "enrique", "enrico", "hendrik"]),
    ("eduardus", &["edward", "eduard", "eduardo", "edouard"]), ("edmundus", &["edmund", "edmond"]),
    ("robertus", &["robert", "roberto"]), ("ricardus", &["richard", "ricardo", "riccardo"]),
    ("richardus", &["richard", "ricardo", "riccardo"]),
    ("franciscus", &["francis", "francois", "franz", "francesco", "francisco", "frank"]),
    ("ludovicus", &["louis", "ludwig", "luigi", "luis", "lewis", "lodewijk"]), ("aloisius", &["alois", "luigi"]),
    ("stephanus", &["stephen", "stefan", "etienne", "esteban", "stefano"]), ("timotheus", &["timothy"]),
    ("donaldus", &["donald"]), ("philippus", &["philip", "philippe", "felipe", "filippo"]),
    ("iosephus", &["joseph", "josef", "jose", "giuseppe"]), 
    ("matthaeus", &["matthew", "matteo", "mathieu", "matthias"]), ("davides", &["david"]),
    ("laurentius", &["lawrence", "laurent", "lorenzo", "lars", "lorenz"]),
    ("samuhel", &["samuel"]), ("christophorus", &["christopher", "christoph", "christophe"]),
    ("theodorus", &["theodore", "theodor", "teodoro"]), ("theodoricus", &["thierry", "dietrich", "theodoric", "diederik", "terry"]),
    ("vincentius", &["vincent", "vicente", "vincenzo"]), ("patricius", &["patrick", "patrice", "patricio"]),
    ("elisabetha", &["elizabeth", "elisabeth"]), 
    ("catharina", &["catherine", "katherine", "katja", "katrin", "katarina"]), ("aemilius", &["emil", "emile", "emilio"]),
    ("iulius", &["jules", "julius", "julio"]), ("iulianus", &["julian", "julien"]), ("iulia", &["julia", "julie"]),
    ("beniaminus", &["benjamin"]), ("ieremias", &["jeremy", "jeremiah"]), ("alanus", &["alan", "allen", "alain"]),
    ("rogerius", &["roger", "rogelio"]), ("rogerus", &["roger"]), ("radulphus", &["ralph", "raoul", "ralf", "rolf"]),
    ("gualterus", &["walter", "walther"]), ("gualterius", &["walter", "gautier"]),
    ("ferdinandus", &["fernando", "ferdinand", "hernan"]), ("didacus", &["diego"]), ("iosue", &["joshua"]),
    ("paulus", &["paul", "pablo", "paolo", "pavel"]), ("petrus", &["peter", "pierre", "pedro", "pietro", "petr"]),
    ("aegidius", &["giles", "gilles", "egidio"]), ("eugenius", &["eugene", "eugenio", "eugen"]), 
    ("galfridus", &["geoffrey", "jeffrey", "geoff"]), ("godefridus", &["godfrey", "gottfried", "godefroy"]),
    ("raimundus", &["raymond", "raimund", "ramon"]), ("bartholomaeus", &["bartholomew", "bertel", "bartolome"]),
    ("fridericus", &["frederick", "friedrich", "frederic", "federico", "frederik"]), ("fredericus", &["frederick", "frederic"]),
    ("gerardus", &["gerard", "gerhard", "gerardo"]), ("gerhardus", &["gerhard", "gerd", "gerard"]),
    ("bernardus", &["bernard", "bernhard", "bernardo"]), ("leonardus", &["leonard", "leonardo", "lennart"]),
    ("reginaldus", &["reginald", "reynaldo", "reinhold"]), ("ronaldus", &["ronald"]),
    ("haroldus", &["harold"]), ("arnoldus", &["arnold", "arnaud"]), ("renatus", &["rene", "renato"]), 
    ("rodericus", &["roderick", "rodrigo"]), ("rudolphus", &["rudolf", "rodolfo"]), ("adolphus", &["adolf"]),
    ("alphonsus", &["alfonso", "alphonse"]), ("alfonsus", &["alfonso", "alphonse"]), ("hadrianus", &["adrian", "adrien"]),
    ("gregorius", &["gregory", "gregor", "gregorio"]), ("antonius", &["anthony", "antonio", "antoine", "anton"]),
    ("martinus", &["martin"]), ("constantinus", &["constantine", "konstantin"]), ("benedictus", &["benedict", "benoit", "bengt"]),
    ("albertus", &["albert", "alberto"]), 
    ("hubertus", &["hubert"]), ("nicolaus", &["nicholas", "nicolas", "nikolaus", "nicola"]), ("alexius", &["alexis", "alexei"]),
    ("dionysius", &["denis", "dennis", "dionisio"]), ("hieronymus", &["jerome", "geronimo"]), ("iustinus", &["justin"]),
    ("mauritius", &["maurice", "moritz", "mauricio"]), ("oliverus", &["oliver", "olivier"]), 
    ("sebastianus", &["sebastian", "sebastien"]), ("tiberius", &["tibor"]), ("valentinus", &["valentin"]),
    ("victorius", &["victor"]), ("ernestus", &["ernest", "ernst", "ernesto"]), ("emmanuhel", &["emmanuel", "manuel"]),
    ("michahel", &["michael", "michel", "miguel"]), ("gabrihel", &["gabriel"]), ("danihel", &["daniel"]), ("raphahel", &["raphael", "rafael"]),
    ("nathanahel", &["nathaniel"]), ("abrahamus", &["abraham"]), ("adamus", &["adam"]), ("iordanus", &["jordan"]),
    ("ioanna", &["joan", "jeanne", "johanna", "jane", "joanna"]),
    ("iohanna", &["joan", "jeanne", "johanna", "jane"]), ("genovefa", &["genevieve", "jenny"]), 
    
    ("theresia", &["theresa", "therese", "teresa"]), ("iudith", &["judith", "judy"]), 
    ("wolodimirus", &["volodymyr", "vladimir"]), ("vladimirus", &["vladimir", "volodymyr"]), ("venceslaus", &["vaclav", "wenzel"]),
    ("stanislaus", &["stanislav", "stanislaw"]), ("casimirus", &["kazimierz", "casimir"]), ("ladislaus", &["laszlo", "ladislav", "wladyslaw"]),
    ("miroslaus", &["miroslav", "miro"]), ("boleslaus", &["boleslaw"]), 
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
    // Long forms, folded, and the short ones that stand for them.
    let mut short: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for group in SHORT_FORMS {
        let mut folded = group.iter().map(|name| fold(name, None));
        if let Some(first) = folded.next() {
            short.entry(first).or_default().extend(folded);
        }
    }
    for (latin, forms) in LATIN_FORMS {
        let latin = fold(latin, None);
        let readings = table.entry(latin.as_str().into()).or_default();
        let mut add = |reading: &str| {
            if *reading != *latin && !readings.iter().any(|(_, known)| **known == *reading) {
                readings.push((Family::Latin, reading.into()));
            }
        };
        for form in forms.iter().map(|form| fold(form, None)) {
            add(&form);
            short.get(&form).into_iter().flatten().for_each(|short| add(short));
        }
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
