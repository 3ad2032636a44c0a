//! Reproducible random numbers.

/// SplitMix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank below `most`, with a density of one over the rank.
    pub(crate) fn zipf(&mut self, most: f64) -> u32 {
        most.powf(self.unit()) as u32
    }

    pub(crate) fn among<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let place = (self.next() % items.len() as u64) as usize;
        &items[place]
    }
}
