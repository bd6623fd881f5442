//! Round values for the lines behind bars.

/// Round values from 0 up to `max`, about `wanted` of them, the first of which is 0.
///
/// Steps are 1, 2 or 5 times a power of ten, never below 1: counts have no fractions.
pub(super) fn round_ticks(max: u64, wanted: u32) -> Vec<u64> {
    let least = (u128::from(max) / u128::from(wanted.max(1))).max(1);
    let mut step: u128 = 1;
    'found: loop {
        for factor in [1, 2, 5] {
            if step * factor >= least {
                step *= factor;
                break 'found;
            }
        }
        step *= 10;
    }
    (0..=u128::from(max) / step).map(|index| u64::try_from(index * step).unwrap_or(u64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(round_ticks(0, 4), [0]);
        assert_eq!(round_ticks(1, 4), [0, 1]);
        assert_eq!(round_ticks(45, 4), [0, 20, 40]);
        assert_eq!(round_ticks(1000, 4), [0, 500, 1000]);
        for max in [3, 17, 999, 123_456, u64::MAX] {
            let ticks = round_ticks(max, 4);
            assert!((2..=5).contains(&ticks.len()), "{max}: {ticks:?}");
        }
    }
}
