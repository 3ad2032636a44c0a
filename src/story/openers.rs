//! Words that point back: a sentence that begins with one needs the sentence before.

use crate::language::LanguageTag;

/// Pronouns and connecting words, by language. Short lists of our own: what news texts begin
/// sentences with. Articles of the same spelling (`die`, `de`, `o`) are left out, so some sentences
/// that point back pass; languages without a list are not checked.
const OPENERS: &[(&str, &str)] = &[
    ("ar", "هو هي هم وهو وهي وهم لكن ولكن كما وقال وأضاف وأضافت وقالت هذا هذه ذلك وكان وكانت"),
    ("bg", "той тя то те това този тази но и обаче още"),
    ("bn", "তিনি তারা এটি এই তবে কিন্তু সে"),
    ("cs", "on ona ono oni to ten tato tento ale a však také"),
    ("da", "han hun de det dette disse men og dog også"),
    (
        "de",
        "er sie es dies diese dieser dieses aber und doch jedoch auch damit dabei dazu zudem ihr sein seine ihre allerdings",
    ),
    ("el", "αυτός αυτή αυτό αυτοί αλλά και όμως επίσης"),
    (
        "en",
        "he she it they this that these those his her its their but and so however meanwhile also yet then there both we i you still instead",
    ),
    ("es", "él ella ellos ellas esto esta este estos estas ese esa pero y su sus además también"),
    ("fa", "او وی آن‌ها این آن اما ولی همچنین"),
    ("fi", "hän he se ne tämä nämä mutta ja myös"),
    (
        "fr",
        "il elle ils elles ce cette ces cet cela mais et son sa ses leur leurs c'est d'autres celui celle",
    ),
    ("he", "הוא היא הם הן זה זאת אבל אך"),
    ("hi", "वह वे यह ये लेकिन उन्होंने उसने इस इसके"),
    ("hu", "ő ők ez az de és"),
    ("id", "dia ia mereka ini itu tetapi namun dan"),
    ("it", "lui lei egli ella essi questo questa questi ma e suo sua però anche"),
    ("ka", "ის ისინი ეს მაგრამ და"),
    ("ko", "그는 그녀는 그가 이는 이들은 그러나 하지만 또 또한 그리고"),
    ("nb", "han hun de det dette disse men og også"),
    ("nl", "hij zij ze dit deze maar en ook"),
    ("no", "han hun de det dette disse men og også"),
    ("pl", "on ona ono oni one to ten ta ale i jednak także"),
    ("pt", "ele ela eles elas isso isto este esta esse essa mas seu sua também"),
    ("ro", "el ea ei ele aceasta acesta acestea dar și însă"),
    ("ru", "он она оно они это этот эта эти но и его её их однако также при"),
    ("sr", "он она оно они то ово овај ова али и on ona to ovo ali i"),
    ("sv", "han hon de det den detta dessa men och också"),
    ("sw", "yeye wao hii hiyo lakini na"),
    ("ta", "அவர் இது அது ஆனால் இந்த"),
    ("tr", "o bu şu onlar ama ve ancak fakat"),
    ("uk", "він вона воно вони це цей ця але і й та його її однак також"),
    ("ur", "وہ یہ اس انہوں لیکن مگر"),
    ("vi", "nó họ này điều nhưng và tuy"),
];

/// The same where words are not parted by blanks.
const UNSPACED: &[(&str, &str)] = &[
    ("ja", "彼は 彼女は これ それ この その しかし また だが"),
    ("th", "เขา เธอ มัน แต่ และ นี่"),
    ("zh", "他 她 它 这 這 该 該 此 但 而 其 另"),
];

/// Words of captions and of the page around a text, in any language: a sentence that begins with one,
/// or holds one of the second list, is no sentence of the story.
const CAPTIONS: &str = "photo photos pictured picture image images video videos watch read click close \
    file advertisement copyright foto fotos bild bilder vidéo imagen imágenes фото видео fotografía";
const CREDITS: &[&str] = &[
    "file photo",
    "photo by",
    "(photo",
    "photo:",
    "getty images",
    "image copyright",
    "foto:",
    "archivbild",
    "фото:",
];

/// Whether a sentence is a caption or belongs to the page around the text.
pub(super) fn is_caption(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let first = lower.split(|character: char| !character.is_alphanumeric()).next();
    CAPTIONS.split_whitespace().any(|word| Some(word) == first)
        || CREDITS.iter().any(|credit| lower.contains(credit))
}

/// Whether a sentence begins with a word that points back.
pub(super) fn points_back(sentence: &str, language: Option<LanguageTag>) -> bool {
    let Some(language) = language else { return false };
    let sentence = sentence.trim_start_matches(|character: char| !character.is_alphanumeric());
    let list = |lists: &'static [(&str, &'static str)]| {
        let own = lists.iter().find(|(tag, _)| *tag == language.language());
        own.map_or("", |(_, words)| *words).split(' ').filter(|word| !word.is_empty())
    };
    let first = sentence
        .split(|character: char| character.is_whitespace() || ",:;".contains(character))
        .next()
        .unwrap_or_default()
        .to_lowercase();
    list(OPENERS).any(|word| word == first) || list(UNSPACED).any(|word| sentence.starts_with(word))
}
