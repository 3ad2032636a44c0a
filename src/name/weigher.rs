//! What two words weigh against each other: one by one, or for a name asked for against many.

use super::align;
use super::costs::Costs;
use super::met::MetWords;
use super::profile::Profile;
use super::symbols::Family;

/// A word, or words as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'symbols> {
    pub(super) symbols: &'symbols [u8],
    pub(super) family: Family,
    /// A number of its own among all words and readings of its name.
    pub(super) slot: usize,
}

impl Side<'_> {
    /// The first symbol alone.
    pub(super) fn first(self) -> Self {
        Self { symbols: self.symbols.get(..1).unwrap_or(&[]), ..self }
    }
}

/// A name's words prepared for the scripts they met, by slot and script.
#[derive(Clone, Debug, Default)]
pub(super) struct Profiles {
    prepared: Vec<bool>,
    profiles: Vec<Profile>,
}

impl Profiles {
    /// Forgets the name before.
    pub(super) fn clear(&mut self) {
        self.prepared.clear();
    }

    /// The word of that side, to be aligned with words of a script.
    pub(super) fn of(&mut self, side: Side<'_>, rows: Family) -> Option<&Profile> {
        let place = side.slot * Family::COUNT + rows as usize;
        if place >= self.prepared.len() {
            self.prepared.resize(place + 1, false);
        }
        if place >= self.profiles.len() {
            self.profiles.resize_with(place + 1, Profile::default);
        }
        let profile = self.profiles.get_mut(place)?;
        let prepared = self.prepared.get_mut(place)?;
        if !*prepared {
            profile.prepare(Costs::learned().oriented(rows, side.family)?, side.symbols);
            *prepared = true;
        }
        Some(profile)
    }
}

/// Weighs words.
#[derive(Debug)]
pub(super) enum Weigher<'profiles> {
    /// Any two.
    Pair,
    /// Any two, of which some met before.
    Remembered(&'profiles mut MetWords),
    /// Words of one name against those of many: that name is the first of the two.
    First(&'profiles mut Profiles),
    /// It is the second.
    Second(&'profiles mut Profiles),
}

impl Weigher<'_> {
    /// The weight of the best alignment, in units of 1 / [`super::costs::SCALE`] nats. The same
    /// whichever way it is found.
    #[inline]
    pub(super) fn weight(&mut self, one: Side<'_>, other: Side<'_>) -> Option<i32> {
        match self {
            Self::Pair => of_pair(one, other),
            Self::Remembered(met) => met.weight(one, other, || of_pair(one, other)),
            Self::First(profiles) => Some(profiles.of(one, other.family)?.weight(other.symbols)),
            Self::Second(profiles) => Some(profiles.of(other, one.family)?.weight(one.symbols)),
        }
    }
}

fn of_pair(one: Side<'_>, other: Side<'_>) -> Option<i32> {
    let (table, swap) = Costs::learned().table(one.family, other.family)?;
    Some(if swap {
        align::weight(table, other.symbols, one.symbols)
    } else {
        align::weight(table, one.symbols, other.symbols)
    })
}
