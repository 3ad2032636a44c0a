//! Confidence intervals of shares.

use serde::{Deserialize, Serialize};

/// The confidence of every interval here.
pub(super) const CONFIDENCE: f64 = 0.95;

/// An interval of shares, within 0…1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The Wilson score interval (1927) of one share, `count` of `total`.
///
/// `confidence` lies between 0 and 1, such as 0.95. The whole of 0…1 if `total` is 0.
///
/// # Examples
///
/// ```
/// use samestory::coverage::wilson;
///
/// let interval = wilson(4, 9, 0.95);
/// assert_eq!(format!("{:.2}–{:.2}", interval.low, interval.high), "0.19–0.73");
/// ```
pub fn wilson(count: usize, total: usize, confidence: f64) -> Interval {
    goodman(count, total, 1, confidence)
}

/// Goodman's simultaneous interval (1965) of one of `categories` shares of the same total.
///
/// All the intervals of one bar hold together with this confidence, so they are wider than
/// Wilson's. They are Wilson's at confidence 1 − (1 − c) / k, so they also hold for shares that sum
/// to more than 1.
pub fn goodman(count: usize, total: usize, categories: usize, confidence: f64) -> Interval {
    if total == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let alpha = (1.0 - confidence).clamp(1e-12, 1.0) / categories.max(1) as f64;
    let quantile = -lower_normal_quantile(alpha / 2.0);
    let (count, total) = (count.min(total) as f64, total as f64);
    let (share, square) = (count / total, quantile * quantile);
    let center = count + square / 2.0;
    let half_width = quantile * (count * (1.0 - share) + square / 4.0).sqrt();
    // Rounding must not put the share outside.
    Interval {
        low: ((center - half_width) / (total + square)).clamp(0.0, share),
        high: ((center + half_width) / (total + square)).clamp(share, 1.0),
    }
}

/// The standard normal quantile of a probability up to ½: Wichura's algorithm AS 241 (1988).
fn lower_normal_quantile(probability: f64) -> f64 {
    let offset = probability - 0.5;
    if offset >= -0.425 {
        let square = 0.180_625 - offset * offset;
        return offset * ratio(&MIDDLE, square);
    }
    let tail = (-probability.ln()).sqrt();
    if tail <= 5.0 { -ratio(&TAIL, tail - 1.6) } else { -ratio(&FAR_TAIL, tail - 5.0) }
}

/// A numerator and a denominator, from the highest power to the constant.
type RationalFunction = [[f64; 8]; 2];

fn ratio(function: &RationalFunction, at: f64) -> f64 {
    let [numerator, denominator] =
        function.map(|terms| terms.iter().fold(0.0, |sum, term| sum * at + term));
    numerator / denominator
}

#[rustfmt::skip]
const MIDDLE: RationalFunction = [
    [2.509_080_928_730_122_7e3, 3.343_057_558_358_813e4, 6.726_577_092_700_87e4,
     4.592_195_393_154_987e4, 1.373_169_376_550_946e4, 1.971_590_950_306_551_3e3,
     1.331_416_678_917_843_8e2, 3.387_132_872_796_366_5],
    [5.226_495_278_852_854e3, 2.872_908_573_572_194_3e4, 3.930_789_580_009_271e4,
     2.121_379_430_158_659_7e4, 5.394_196_021_424_751e3, 6.871_870_074_920_579e2,
     4.231_333_070_160_091e1, 1.0],
];

#[rustfmt::skip]
const TAIL: RationalFunction = [
    [7.745_450_142_783_414e-4, 2.272_384_498_926_918_4e-2, 2.417_807_251_774_506e-1,
     1.270_458_252_452_368_4, 3.647_848_324_763_204_5, 5.769_497_221_460_691,
     4.630_337_846_156_546, 1.423_437_110_749_683_5],
    [1.050_750_071_644_416_9e-9, 5.475_938_084_995_345e-4, 1.519_866_656_361_645_7e-2,
     1.481_039_764_274_800_8e-1, 6.897_673_349_851e-1, 1.676_384_830_183_803_8,
     2.053_191_626_637_759, 1.0],
];

#[rustfmt::skip]
const FAR_TAIL: RationalFunction = [
    [2.010_334_399_292_288_1e-7, 2.711_555_568_743_487_6e-5, 1.242_660_947_388_078_4e-3,
     2.653_218_952_657_612_4e-2, 2.965_605_718_285_048_7e-1, 1.784_826_539_917_291_3,
     5.463_784_911_164_114, 6.657_904_643_501_103],
    [2.044_263_103_389_939_8e-15, 1.421_511_758_316_446e-7, 1.846_318_317_510_054_8e-5,
     7.868_691_311_456_133e-4, 1.487_536_129_085_061_5e-2, 1.369_298_809_227_358e-1,
     5.998_322_065_558_88e-1, 1.0],
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reference: Python 3's `statistics.NormalDist().inv_cdf`.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (probability, wanted) in [
            (0.5, 0.0),
            (0.1, -1.281_551_565_544_600_4),
            (0.025, -1.959_963_984_540_053_6),
            (0.05 / 6.0, -2.393_979_799_818_510_4),
            (0.05 / 18.0, -2.772_921_294_608_662),
            (1e-13, -7.348_796_102_800_677),
        ] {
            let found = lower_normal_quantile(probability);
            assert!((found - wanted).abs() < 1e-11, "{probability}: {found} is not {wanted}");
        }
    }

    #[test]
    fn the_bar_of_a_known_story() {
        // 83, 122 and 117 of 322 rated.
        for (count, low, high) in [(83, 0.213, 0.308), (122, 0.328, 0.433), (117, 0.313, 0.417)] {
            let interval = wilson(count, 322, 0.95);
            assert!((interval.low - low).abs() < 0.0005, "{count}: {interval:?}");
            assert!((interval.high - high).abs() < 0.0005, "{count}: {interval:?}");
        }
        let interval = wilson(4, 9, 0.95);
        assert_eq!(((interval.low * 100.0).round(), (interval.high * 100.0).round()), (19.0, 73.0));
    }

    /// Only these shares of at most 29 votes print as 44 %.
    #[test]
    fn forty_four_percent_of_twenty_nine() {
        let prints =
            |count: usize, total: usize| (100.0 * count as f64 / total as f64).round() == 44.0;
        let found: Vec<(usize, usize)> = (1..=29)
            .flat_map(|total| (0..=total).map(move |count| (count, total)))
            .filter(|(count, total)| prints(*count, *total))
            .collect();
        assert_eq!(found, [(4, 9), (7, 16), (8, 18), (11, 25), (12, 27)]);
    }

    proptest! {
        #[test]
        fn holds_the_share_and_widens(count in 0usize..500, more in 0usize..500, k in 1usize..9) {
            let total = count + more;
            let (one, many) = (wilson(count, total, 0.95), goodman(count, total, k, 0.95));
            prop_assert!(0.0 <= many.low && many.low <= one.low, "{one:?} {many:?}");
            prop_assert!(one.high <= many.high && many.high <= 1.0, "{one:?} {many:?}");
            if total > 0 {
                let share = count as f64 / total as f64;
                prop_assert!(one.low <= share && share <= one.high, "{one:?}");
            }
        }
    }
}
