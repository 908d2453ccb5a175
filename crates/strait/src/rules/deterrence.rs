//! An own form of deterrence.

use crate::scenario::Problem;

/// How the perceived chance of return changes who still attempts to cross.
///
/// Each person has a fixed place in the order in which people are deterred. A form says which share still attempts, and
/// so who. The scenario's forms, [`scenario::Deterrence`](crate::scenario::Deterrence), are such forms. None is a finding:
/// sweep several.
///
/// ```
/// use strait::rules::DeterrenceForm;
///
/// /// Nothing up to a chance of a quarter; from there on half of all people stay ashore.
/// struct HalfFromAQuarter;
///
/// impl DeterrenceForm for HalfFromAQuarter {
///     fn undeterred_share(&self, perceived: f64, _price_eur: f64) -> f64 {
///         if perceived < 0.25 { 1.0 } else { 0.5 }
///     }
/// }
///
/// let place_eur = 2_000.0;
/// assert_eq!(HalfFromAQuarter.deters_from(0.7, place_eur), 0.25);
/// assert_eq!(HalfFromAQuarter.deters_from(0.3, place_eur), f64::INFINITY);
/// ```
pub trait DeterrenceForm: Send + Sync {
    /// Share of people who still attempt \[share\] at a perceived return probability \[share\] from 0 to 1, for a price
    /// of a place in a boat \[EUR\].
    ///
    /// It is 1 where the probability is 0, always from 0 to 1, and never higher at a higher probability.
    /// [`Rules::check`](super::Rules::check) samples it before a run begins.
    fn undeterred_share(&self, perceived: f64, price_eur: f64) -> f64;

    /// The lowest perceived return probability \[share\] at which a person is deterred, given their steadfastness, the
    /// share of people deterred after them \[share\]: [`undeterred_share`](Self::undeterred_share) turned round.
    /// [Infinite](f64::INFINITY) for someone whom no probability deters.
    ///
    /// As provided it halves the interval 53 times, which finds the answer to the last multiple of 2⁻⁵³ and takes
    /// nothing but exact steps: where the share has the same bits on every platform, so has this. It is asked once for
    /// everyone who comes to wait in northern France. A form that can be turned round on paper may do so instead, and
    /// is quicker.
    ///
    /// # Panics
    /// As provided, when it comes upon a share that is not a number, or lies above the share at a lower probability or
    /// below that at a higher one: a form that rises or has gaps between the points that were sampled.
    fn deters_from(&self, steadfastness: f64, price_eur: f64) -> f64 {
        /// Whole numbers of so many parts are exact as floating-point numbers, and so are their middles.
        const PARTS: u64 = 1 << 53;
        let share_at = |part: u64| self.undeterred_share(part as f64 / PARTS as f64, price_eur);
        let (mut low, mut high) = (0, PARTS);
        let (mut share_low, mut share_high) = (share_at(low), share_at(high));
        if share_high > steadfastness {
            return f64::INFINITY;
        }
        while high - low > 1 {
            let middle = low.midpoint(high);
            let share = share_at(middle);
            assert!(
                share_high <= share && share <= share_low,
                "an own form of deterrence gives the share {share} at the perceived return probability {}, between {share_low} \
                 at a lower and {share_high} at a higher one (price of a place: EUR {price_eur})",
                middle as f64 / PARTS as f64
            );
            if share > steadfastness {
                (low, share_low) = (middle, share);
            } else {
                (high, share_high) = (middle, share);
            }
        }
        high as f64 / PARTS as f64
    }
}

/// Perceived probabilities that are sampled beside 0.
const PROBABILITIES: u32 = 1000;

/// People who are sampled.
const PEOPLE: u32 = 200;

/// What is wrong with a form, for a price of a place in a boat, if anything is.
pub(super) fn problem(form: &dyn DeterrenceForm, price_eur: f64) -> Option<Problem> {
    wrong_share(form, price_eur).or_else(|| wrong_person(form, price_eur))
}

fn wrong_share(form: &dyn DeterrenceForm, price_eur: f64) -> Option<Problem> {
    let mut highest = 1.0;
    for perceived in probabilities() {
        let share = form.undeterred_share(perceived, price_eur);
        let found = || format!("the undeterred share {share} {}", at(perceived, price_eur));
        if perceived == 0.0 && share != 1.0 {
            return Some(fault(found(), "1 where nobody is returned".to_owned()));
        }
        if !(0.0..=1.0).contains(&share) {
            return Some(fault(found(), "a share from 0 to 1".to_owned()));
        }
        if share > highest {
            return Some(fault(found(), format!("at most {highest}, the share at a lower probability")));
        }
        highest = share;
    }
    None
}

/// An own way of turning the share round could deter others than those whom the share leaves out.
fn wrong_person(form: &dyn DeterrenceForm, price_eur: f64) -> Option<Problem> {
    /// Rounding may decide so near to the boundary.
    const NEAR: f64 = 1e-6;
    (0..PEOPLE).map(|person| (f64::from(person) + 0.5) / f64::from(PEOPLE)).find_map(|steadfastness| {
        let from = form.deters_from(steadfastness, price_eur);
        let deterred_at = |perceived: f64| form.undeterred_share(perceived, price_eur) <= steadfastness;
        let (below, above) = (from.min(1.0) - NEAR, from + NEAR);
        if from >= 0.0 && (below <= 0.0 || !deterred_at(below)) && (above >= 1.0 || deterred_at(above)) {
            return None;
        }
        let found =
            format!("that a person of steadfastness {steadfastness} is deterred from the probability {from} on");
        let allowed = "the lowest probability at which the undeterred share is no larger than that";
        Some(fault(found, format!("{allowed} (price of a place: EUR {price_eur})")))
    })
}

fn probabilities() -> impl Iterator<Item = f64> {
    (0..=PROBABILITIES).map(|step| f64::from(step) / f64::from(PROBABILITIES))
}

fn at(perceived: f64, price_eur: f64) -> String {
    format!("at a perceived return probability of {perceived} and a price of EUR {price_eur}")
}

fn fault(found: String, allowed: String) -> Problem {
    Problem { path: "rules.deterrence".to_owned(), found, allowed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Deterrence;

    /// A form of the scenario's that has to be turned round by halving.
    struct Halved(Deterrence);

    impl DeterrenceForm for Halved {
        fn undeterred_share(&self, perceived: f64, price_eur: f64) -> f64 {
            self.0.undeterred_share(perceived, price_eur)
        }
    }

    #[test]
    fn halving_finds_what_paper_does() {
        for form in [
            Deterrence::None {},
            Deterrence::Linear { semi_elasticity: 2.0 },
            Deterrence::Threshold { midpoint: 0.3, width: 0.05, strength: 0.9 },
            Deterrence::ExpectedUtility { median_value_eur: 20_000.0, value_sd: 1.0, return_cost_eur: 3_000.0 },
        ] {
            for steadfastness in (1..200).map(|step| f64::from(step) / 200.0) {
                let on_paper = form.deters_from(steadfastness, 2_000.0);
                let halved = Halved(form.clone()).deters_from(steadfastness, 2_000.0);
                // The quantile of expected utility is good to 1e-9.
                let same = on_paper == halved || (on_paper - halved).abs() < 1e-8;
                assert!(same, "{form:?} at {steadfastness}: {on_paper}, {halved}");
            }
            assert_eq!(problem(&form, 2_000.0), None);
        }
    }

    #[test]
    fn halving_is_exact_to_the_last_bit() {
        // 1 − p is exact for multiples of 2⁻⁵³, and so is where it falls to a share.
        let linear = Halved(Deterrence::Linear { semi_elasticity: 1.0 });
        for steadfastness in (0..200).map(|step| (f64::from(step) + 0.5) / 256.0) {
            assert_eq!(linear.deters_from(steadfastness, 0.0), 1.0 - steadfastness);
        }
    }

    /// A form given by a function, and where it claims to deter everyone if it does not halve.
    struct Given(fn(f64) -> f64, Option<f64>);

    impl DeterrenceForm for Given {
        fn undeterred_share(&self, perceived: f64, _price_eur: f64) -> f64 {
            self.0(perceived)
        }

        fn deters_from(&self, steadfastness: f64, price_eur: f64) -> f64 {
            self.1.unwrap_or_else(|| Halved(Deterrence::None {}).deters_from(steadfastness, price_eur))
        }
    }

    #[test]
    fn an_unsound_form_is_found_out() {
        let allowed = |form: Given| problem(&form, 2_000.0).map(|problem| problem.allowed).unwrap_or_default();
        assert_eq!(allowed(Given(|_| 0.5, None)), "1 where nobody is returned");
        assert_eq!(allowed(Given(|p| 1.0 - 2.0 * p, None)), "a share from 0 to 1");
        assert_eq!(allowed(Given(|p| if p > 0.3 { f64::NAN } else { 1.0 }, None)), "a share from 0 to 1");
        let dip = |p: f64| if (0.3..0.4).contains(&p) { 0.5 } else { 1.0 };
        assert_eq!(allowed(Given(dip, None)), "at most 0.5, the share at a lower probability");
        let lowest =
            "the lowest probability at which the undeterred share is no larger than that (price of a place: EUR 2000)";
        for claimed in [f64::NAN, -1.0, 0.2, f64::INFINITY] {
            assert_eq!(allowed(Given(|p| 1.0 - p, Some(claimed))), lowest, "{claimed}");
        }
        assert_eq!(problem(&Given(|_| 1.0, None), 2_000.0), None);
    }

    /// Sound at every thousandth, not a number just beside one.
    struct Hole;

    impl DeterrenceForm for Hole {
        fn undeterred_share(&self, perceived: f64, _price_eur: f64) -> f64 {
            let thousandth = (perceived * 1000.0).round() / 1000.0;
            if perceived == thousandth { 1.0 - perceived } else { f64::NAN }
        }
    }

    #[test]
    #[should_panic(expected = "an own form of deterrence gives the share NaN")]
    fn a_hole_between_the_samples_is_never_a_silent_wrong_world() {
        let _ = Hole.deters_from(0.123_456, 2_000.0);
    }
}
