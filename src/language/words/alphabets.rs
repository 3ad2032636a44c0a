//! Letters that a language alone writes, or never writes.
//!
//! From the languages' orthographies: Tajik gave up щ, ц, ы and ь in 1998, Sindhi has letters for its
//! implosives, Uzbek in Latin writes no diacritics. For languages whose n-grams are a relative's, and
//! for those that they are taken for.

/// Nats of a word with a letter that no other language of the script writes.
const ALONE: f32 = 2.5;
/// Nats of a word with a letter that the language does not have: a foreign name at best.
const NEVER: f32 = -2.5;

/// Letters with marks of the Latin script that some language at hand writes.
macro_rules! marked {
    () => {
        "áàâãäåăāąæçćčďđéèêëęěėēəğģíìîïīįıłľļńňñņóòôõöøőřśšşșťțúùûüűůūųýźžżßŋ"
    };
}

/// Tag, nats and letters.
#[rustfmt::skip]
pub(super) const ALPHABETS: &[(&str, f32, &str)] = &[
    ("uz", NEVER, marked!()),
    ("su", NEVER, "áàâãäåăāąæçćčďđęěėēəğģíìîïīįıłľļńňñņóòôõöøőřśšşșťțúùûüűůūųýźžżßŋ"),
    ("jv", NEVER, "áàâãäåăāąæçćčďđęěėēəğģíìîïīįıłľļńňñņóòôõöøőřśšşșťțúùûüűůūųýźžżßŋ"),
    ("tk", NEVER, "áàâãåăāąæćčďđéèêëęěėēəğģíìîïīįıłľļńñņóòôõøőřśšșťțúùûűůūųźżßŋ"),
    ("tr", NEVER, "ňýäžəåæøčšřßąęł"),
    ("az", NEVER, "ňýäžâêîåæøčšřßąęł"),
    ("lb", NEVER, "ßåæøčšžřłşığňý"),
    ("sq", NEVER, "üöäåæøčšžřłşığňýəßâîñ"),
    ("tl", NEVER, "üöäåæøčšžřłşığňýəß"),
    ("tg", NEVER, "ыщцьәөүңһҗіїєѓќљњђћџұў"),
    ("tt", NEVER, "қғұіїєӣӯҷҳљњђћџѓќ"),
    ("kk", NEVER, "җӣӯҷҳїєљњђћџѓќ"),
    ("ru", NEVER, "әөүңһҗіїєқғұӣӯҷҳљњђћџѓќјѕў"),
    ("tt", ALONE, "җ"),
    ("tg", ALONE, "ӣӯҷҳ"),
    ("kk", ALONE, "ұ"),
    ("sd", ALONE, "ڪڻڏڊڍٽٺڦڳڱڄڃٻڀ۾۽ٿ"),
    ("ps", ALONE, "ټډړڼښږځڅۍ"),
    ("ur", ALONE, "ٹڈڑںے"),
    ("ckb", ALONE, "ڕڵێ"),
    ("ti", ALONE, "ቐቑቒቓቔቕቖ"),
    ("ug", ALONE, "ۇۈۋڭ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_one_language_alone_is_no_other_s() {
        for (tag, nats, letters) in ALPHABETS.iter().filter(|entry| entry.1 > 0.0) {
            for (other, ..) in ALPHABETS.iter().filter(|entry| entry.1 > 0.0 && entry.0 != *tag) {
                let own = ALPHABETS.iter().filter(|entry| entry.0 == *other && entry.1 > 0.0);
                for (.., known) in own {
                    assert!(
                        letters.chars().all(|letter| !known.contains(letter)),
                        "{tag} {other} {nats}"
                    );
                }
            }
        }
    }
}
