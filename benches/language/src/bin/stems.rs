//! Stemming: spliced words without a panic or an empty stem, and how well stems conflate.
//!
//! ```text
//! cargo run --release --bin stems
//! ```
//!
//! The families are written by hand: forms of one lemma a family, the next family often begins the
//! same way. Recall is the share of pairs within a family with one stem, false conflation the share
//! of pairs of two families.

use samestory::language::{frequent_words, listed_languages};
use samestory::token::Stemmer;

const SPLICES: usize = 1_000_000;

#[rustfmt::skip]
const FAMILIES: &[(&str, &[&str])] = &[
    ("bg", &["министър министърът министри министрите", "правителство правителството правителства", "избор избори изборите избора", "град градът градове градовете", "президент президентът президента президенти"]),
    ("cs", &["ministr ministra ministrovi ministři ministrů ministry", "vláda vlády vládě vládu vládou", "volba volby voleb volbám volbách", "město města městě městem měst", "prezident prezidenta prezidentovi prezidentem"]),
    ("da", &["minister ministeren ministre ministrene", "regering regeringen regeringer regeringens", "valg valget valgene valgets", "by byen byer byerne", "aftale aftalen aftaler aftalerne"]),
    ("de", &["minister ministers ministern", "regierung regierungen", "wahl wahlen", "stadt städte städten", "vertrag vertrages vertrags", "soldat soldaten"]),
    ("en", &["minister ministers", "government governments", "election elections", "city cities", "attack attacks attacked attacking", "organization organizations", "university universities", "universe universes"]),
    ("es", &["ministro ministros ministra ministras", "gobierno gobiernos", "elección elecciones", "ciudad ciudades", "acuerdo acuerdos", "atacar atacó atacaron atacando"]),
    ("et", &["minister ministri ministrit ministrid ministrite", "valitsus valitsuse valitsust valitsuses", "linn linna linnas linnast linnad", "leping lepingu lepingut lepingud", "president presidendi presidenti"]),
    ("fi", &["ministeri ministerin ministeriä ministerit ministerille", "hallitus hallituksen hallitusta hallituksessa", "kaupunki kaupungin kaupunkia kaupungissa", "sopimus sopimuksen sopimusta", "vaalit vaalien vaaleissa"]),
    ("fr", &["ministre ministres", "gouvernement gouvernements", "élection élections", "ville villes", "attaquer attaqué attaquent attaques", "accord accords"]),
    ("hi", &["मंत्री मंत्रियों", "सरकार सरकारें सरकारों", "चुनाव चुनावों", "शहर शहरों", "लड़का लड़के लड़कों"]),
    ("hr", &["ministar ministra ministru ministri ministrima", "vlada vlade vladi vladu vladom", "grad grada gradu gradom gradovi gradova", "izbori izbora izborima", "predsjednik predsjednika predsjedniku"]),
    ("hu", &["miniszter minisztert miniszterek miniszternek", "kormány kormányt kormánynak kormányok", "város várost városban városok", "választás választások választást", "elnök elnököt elnökök elnöknek"]),
    ("id", &["serang menyerang diserang serangan", "pilih memilih dipilih pilihan pemilihan", "kota kotanya", "janji berjanji perjanjian", "menteri menterinya"]),
    ("it", &["ministro ministri", "governo governi", "elezione elezioni", "città", "accordo accordi", "attaccare attaccato attaccati"]),
    ("lt", &["ministras ministro ministrui ministrą ministrai ministrų", "vyriausybė vyriausybės vyriausybei vyriausybę", "miestas miesto mieste miestą miestai", "rinkimai rinkimų rinkimus rinkimuose", "prezidentas prezidento prezidentui"]),
    ("lv", &["ministrs ministra ministram ministru ministri", "valdība valdības valdībai valdību", "pilsēta pilsētas pilsētā pilsētu", "vēlēšanas vēlēšanu vēlēšanās", "prezidents prezidenta prezidentam"]),
    ("mk", &["министер министерот министри министрите", "влада владата влади", "град градот градови градовите", "избори изборите избор", "претседател претседателот"]),
    ("nb", &["minister ministeren ministere ministrene", "regjering regjeringen regjeringer regjeringens", "valg valget valgene", "by byen byer byene", "avtale avtalen avtaler avtalene"]),
    ("nl", &["minister ministers", "regering regeringen", "verkiezing verkiezingen", "stad steden", "aanval aanvallen", "afspraak afspraken", "soldaat soldaten"]),
    ("pl", &["minister ministra ministrowi ministrem ministrowie ministrów", "rząd rządu rządowi rządem rządy", "wybory wyborów wyborach wyborami", "miasto miasta mieście miastem", "prezydent prezydenta prezydentowi prezydentem"]),
    ("pt", &["ministro ministros ministra", "governo governos", "eleição eleições", "cidade cidades", "acordo acordos", "atacar atacou atacaram"]),
    ("ro", &["ministru ministrul ministrului miniștri miniștrii", "guvern guvernul guvernului guverne", "alegere alegeri alegerile alegerilor", "oraș orașul orașului orașe", "președinte președintele președintelui"]),
    ("ru", &["министр министра министру министром министры министров", "правительство правительства правительству", "выборы выборов выборам выборах", "город города городу городе городов", "президент президента президенту президентом"]),
    ("sk", &["minister ministra ministrovi ministri ministrov", "vláda vlády vláde vládu vládou", "voľby volieb voľbám voľbách", "mesto mesta meste mestom miest", "prezident prezidenta prezidentovi prezidentom"]),
    ("sl", &["minister ministra ministru ministri ministrov", "vlada vlade vladi vlado", "volitve volitev volitvah", "mesto mesta mestu mestom", "predsednik predsednika predsedniku"]),
    ("sr", &["министар министра министру министри", "влада владе влади владу", "град града граду градом градови", "избори избора изборима", "председник председника председнику"]),
    ("sv", &["minister ministern ministrar ministrarna", "regering regeringen regeringar regeringens", "val valet valen", "stad staden städer städerna", "avtal avtalet avtalen"]),
    ("tr", &["bakan bakanı bakanın bakanlar bakana", "hükümet hükümeti hükümetin hükümete", "seçim seçimi seçimler seçimlerde", "şehir şehri şehirde şehirler", "başkan başkanı başkanın"]),
    ("uk", &["міністр міністра міністру міністром міністри міністрів", "уряд уряду урядом уряди", "вибори виборів виборам виборах", "місто міста місту місті", "президент президента президенту президентом"]),
];

fn main() {
    println!("spliced words: language, words, empty stems");
    for tag in listed_languages() {
        let words: Vec<Vec<char>> =
            frequent_words(tag).map(|word| word.chars().collect()).collect();
        let stemmer = Stemmer::new(tag.parse().ok());
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = |most: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % most.max(1) as u64) as usize
        };
        let mut empty = 0;
        let mut spliced = String::new();
        for _ in 0..SPLICES {
            spliced.clear();
            for _ in 0..=next(3) {
                let word = &words[next(words.len())];
                let (begin, end) = (next(word.len()), next(word.len()) + 1);
                spliced.extend(&word[begin.min(end - 1)..end]);
            }
            empty += usize::from(stemmer.stem(&spliced).is_empty());
        }
        print!("{tag} {empty}; ");
    }
    println!(
        "\nall {SPLICES} each without a panic\n\nlanguage  same-lemma recall  false conflation  (percent)"
    );
    for (tag, families) in FAMILIES {
        let stemmer = Stemmer::new(tag.parse().ok());
        let forms: Vec<(usize, String)> = families
            .iter()
            .enumerate()
            .flat_map(|(family, forms)| forms.split(' ').map(move |form| (family, form)))
            .map(|(family, form)| (family, stemmer.stem(form).into_owned()))
            .collect();
        let mut counts = [[0usize; 2]; 2];
        for (place, (family, stem)) in forms.iter().enumerate() {
            for (other_family, other) in &forms[..place] {
                let same = usize::from(family == other_family);
                counts[same][usize::from(stem == other)] += 1;
            }
        }
        let share = |[no, yes]: [usize; 2]| 100.0 * yes as f64 / (no + yes).max(1) as f64;
        println!("{tag:<8} {:10.1} {:16.1}", share(counts[1]), share(counts[0]));
    }
}
