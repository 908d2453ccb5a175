//! A negative-binomial regression of counts on season and level, by maximum likelihood.
//!
//! The log of what is expected in a week or month is the level of its year plus two waves of the season; counts spread about
//! it as a negative binomial does, with a variance of μ + μ² · dispersion. The last four years before the end of what is known
//! are fitted, each with a level of its own, and the last year's level goes on. Each draw of the forecast has coefficients
//! of its own, from the normal distribution about the likeliest ones, and then a count.

use std::f64::consts::TAU;

use super::preventions::value_or_estimate;
use super::same_season::middle;
use crate::charts::day_number;
use crate::dice::Dice;
use crate::matrix::{Cholesky, dot};
use crate::validation::history::Past;
use crate::validation::target::{Cycle, Period, Target};

/// Years that are fitted.
const YEARS: usize = 4;

/// Waves of the season: of a year and of half a year.
const WAVES: usize = 2;

/// Coefficients: a sine and a cosine for each wave, and a level for each year.
const COEFFICIENTS: usize = 2 * WAVES + YEARS;

/// Draws of a forecast.
const DRAWS: usize = 200;

/// Tells the dice of these draws from all others.
const SEED: u64 = 0x7265_6772_6573_7300;

/// The least and the largest dispersion: from a spread of a tenth of the mean, which is less than any count here has beside
/// chance, to one of three times the mean.
const DISPERSIONS: [f64; 2] = [0.01, 10.0];

/// Rounds after which the likeliest coefficients and dispersion are taken as found; they settle in some ten.
const ROUNDS_MAX: usize = 60;

/// Change of a coefficient or of the log of the dispersion below which they have settled.
const SETTLED: f64 = 1e-6;

/// Draws for each period; none where fewer than two years are known.
pub(super) fn regression(past: &Past, target: Target, periods: &[Period]) -> Vec<Vec<f64>> {
    let Some(fitted) = Regression::fitted(past, target) else { return vec![Vec::new(); periods.len()] };
    let draws = |period: &Period| {
        let mut dice = Dice::new(SEED ^ target as u64, day_number(period.end) as i64 as u64);
        (0..DRAWS).map(|_| fitted.draw(*period, &mut dice)).collect()
    };
    periods.iter().map(draws).collect()
}

/// What the past says.
struct Regression {
    coefficients: Vec<f64>,
    /// How sharply the likelihood falls off about them.
    information: Cholesky,
    /// The dispersion's inverse.
    size: f64,
}

/// A count with what explains it.
struct Count {
    explained_by: Vec<f64>,
    value: f64,
}

impl Regression {
    fn fitted(past: &Past, target: Target) -> Option<Self> {
        let cycle = target.cycle();
        let a_year = match cycle {
            Cycle::Week => 52,
            Cycle::Month => 12,
        };
        let back = (0..).map(|earlier: i64| cycle.shifted(cycle.around(past.until()), -earlier));
        let whole = back.skip_while(|period| period.end > past.until()).take(YEARS * a_year).enumerate();
        let counts: Vec<Count> = whole
            .filter_map(|(earlier, period)| {
                let value = value_or_estimate(past, target, period)?;
                Some(Count { explained_by: explained_by(period, earlier / a_year), value })
            })
            .collect();
        if counts.len() < 2 * a_year {
            return None;
        }
        let mean = counts.iter().map(|count| count.value).sum::<f64>() / counts.len() as f64;
        // With the sea's own spread to begin with; the levels begin at the mean.
        let mut size = 1.0;
        let mut coefficients = vec![0.0; COEFFICIENTS];
        coefficients[2 * WAVES..].fill(libm::log(mean.max(0.5)));
        for _ in 0..ROUNDS_MAX {
            let (step, _) = scored(&counts, &coefficients, size);
            coefficients.iter_mut().zip(&step).for_each(|(own, step)| *own += step.clamp(-1.0, 1.0));
            let next = likeliest_size(&counts, &coefficients);
            let moved = step.iter().map(|step| step.abs()).fold(libm::log(next / size).abs(), f64::max);
            size = next;
            if moved < SETTLED {
                break;
            }
        }
        let (_, information) = scored(&counts, &coefficients, size);
        Some(Self { coefficients, information, size })
    }

    /// A count of a period to come.
    fn draw(&self, period: Period, dice: &mut Dice) -> f64 {
        let white: Vec<f64> = (0..COEFFICIENTS).map(|_| dice.normal()).collect();
        let off = self.information.spread(&white);
        let coefficients: Vec<f64> = self.coefficients.iter().zip(off).map(|(own, off)| own + off).collect();
        negative_binomial(expected(&explained_by(period, 0), &coefficients), self.size, dice.uniform())
    }
}

/// The waves of the season at a period's middle, and which year's level holds.
fn explained_by(period: Period, years_back: usize) -> Vec<f64> {
    let angle = TAU * f64::from(middle(period).day_of_year()) / 365.25;
    let waves = (1..=WAVES).flat_map(|wave| [libm::sin(wave as f64 * angle), libm::cos(wave as f64 * angle)]);
    waves.chain((0..YEARS).map(|year| f64::from(u8::from(year == years_back)))).collect()
}

/// What is expected, kept to where its exponential is a number.
fn expected(explained_by: &[f64], coefficients: &[f64]) -> f64 {
    libm::exp(dot(explained_by, coefficients).clamp(-20.0, 20.0))
}

/// A step of Fisher's scoring, and the information on which it rests.
fn scored(counts: &[Count], coefficients: &[f64], size: f64) -> (Vec<f64>, Cholesky) {
    let mut slope = [0.0; COEFFICIENTS];
    let mut information = vec![0.0; COEFFICIENTS * COEFFICIENTS];
    for Count { explained_by, value } in counts {
        let mean = expected(explained_by, coefficients);
        let share = size / (size + mean);
        for row in 0..COEFFICIENTS {
            slope[row] += explained_by[row] * (value - mean) * share;
            for column in 0..COEFFICIENTS {
                information[row * COEFFICIENTS + column] += explained_by[row] * explained_by[column] * mean * share;
            }
        }
    }
    let information = Cholesky::of(&information, COEFFICIENTS);
    (information.solve(&slope), information)
}

/// The likeliest inverse of the dispersion, by golden section over its log.
fn likeliest_size(counts: &[Count], coefficients: &[f64]) -> f64 {
    let means: Vec<f64> = counts.iter().map(|count| expected(&count.explained_by, coefficients)).collect();
    let likelihood = |log_dispersion: f64| -> f64 {
        let size = libm::exp(-log_dispersion);
        let one = |(count, mean): (&Count, &f64)| {
            libm::lgamma(count.value + size) - libm::lgamma(size) - (count.value + size) * libm::log(size + mean)
                + size * libm::log(size)
        };
        counts.iter().zip(&means).map(one).sum()
    };
    let golden = (libm::sqrt(5.0) - 1.0) / 2.0;
    let [mut low, mut high] = DISPERSIONS.map(libm::log);
    while high - low > SETTLED {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if likelihood(left) > likelihood(right) { high = right } else { low = left }
    }
    libm::exp(-(low + high) / 2.0)
}

/// The count that a share of a negative binomial distribution lies below, of a mean and an inverse dispersion.
fn negative_binomial(mean: f64, size: f64, share: f64) -> f64 {
    let odds = mean / (mean + size);
    let mut count = 0.0;
    let mut chance = libm::exp(size * libm::log(size / (size + mean)));
    let mut below = chance;
    // The sum falls short of 1 by what rounding takes: beyond the mean, what no longer adds to it is the end.
    while below < share && (count < mean || chance > share * f64::EPSILON) {
        chance *= odds * (count + size) / (count + 1.0);
        count += 1.0;
        below += chance;
    }
    count
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::observed::ObservedDay;
    use crate::validation::history::History;

    /// Weeks of a negative binomial with a known season, levels that grow from year to year, and a known dispersion; each falls on
    /// its Monday.
    fn world(seed: u64) -> (History, impl Fn(Date) -> f64) {
        let mean = |day: Date| {
            let angle = TAU * f64::from(day.day_of_year()) / 365.25;
            let level = if day < date(2024, 1, 1) { 200.0 } else { 400.0 };
            level * libm::exp(-libm::cos(angle) + 0.3 * libm::sin(2.0 * angle))
        };
        let mut dice = Dice::new(seed, 0);
        let days: Vec<ObservedDay> = date(2020, 1, 6)
            .series(jiff::Span::new().days(1))
            .take_while(|&day| day <= date(2024, 12, 29))
            .map(|date| {
                let monday = date.weekday() == jiff::civil::Weekday::Monday;
                let mut people = || negative_binomial(mean(middle(Cycle::Week.around(date))), 4.0, dice.uniform());
                ObservedDay { date, arrivals: Some(if monday { people() } else { 0.0 }), boats: Some(1.0) }
            })
            .collect();
        (History::new(&days, &[], &[]), mean)
    }

    #[test]
    fn a_count_has_the_mean_and_the_spread_of_its_distribution() {
        let (mean, size, many) = (300.0, 2.0, 20_000);
        let draws: Vec<f64> =
            (0..many).map(|draw| negative_binomial(mean, size, (draw as f64 + 0.5) / many as f64)).collect();
        let found = draws.iter().sum::<f64>() / many as f64;
        let variance = draws.iter().map(|draw| (draw - found) * (draw - found)).sum::<f64>() / many as f64;
        assert!((found / mean - 1.0).abs() < 0.002, "mean {found}");
        assert!((variance / (mean + mean * mean / size) - 1.0).abs() < 0.02, "variance {variance}");
        // The share without anybody is a power by hand, and no share runs on for ever.
        assert_eq!([0.24, 0.26].map(|share| negative_binomial(1.0, 1.0, 0.5 + share)), [1.0, 2.0]);
        assert_eq!(negative_binomial(3.0, 2.0, 0.15), 0.0);
        assert!(negative_binomial(2000.0, 0.5, 1.0).is_finite());
    }

    #[test]
    fn season_level_and_dispersion_are_found_again() {
        let until = date(2024, 12, 29);
        let mut inside = 0;
        for seed in 0..20 {
            let (history, _) = world(seed);
            let fitted = Regression::fitted(&history.until(until), Target::WeeklyArrivals).expect("a fit");
            let truth = [0.0, -1.0, 0.3, 0.0, libm::log(400.0), libm::log(200.0), libm::log(200.0), libm::log(200.0)];
            assert!(fitted.coefficients.iter().zip(truth).all(|(found, truth)| (found - truth).abs() < 0.3));
            assert!((0.6..1.6).contains(&(fitted.size / 4.0)), "size {}", fitted.size);
            // What the information says of their spread holds for the level: within 1.64 standard deviations nine times in ten.
            let variance = {
                let rows: Vec<Vec<f64>> = (0..COEFFICIENTS)
                    .map(|at| {
                        let mut unit = vec![0.0; COEFFICIENTS];
                        unit[at] = 1.0;
                        fitted.information.spread(&unit)
                    })
                    .collect();
                rows.iter().map(|row| row[4] * row[4]).sum::<f64>()
            };
            inside += u32::from((fitted.coefficients[4] - truth[4]).abs() < 1.64 * libm::sqrt(variance));
        }
        assert!((15..=20).contains(&inside), "{inside} of 20");
    }

    #[test]
    fn the_last_level_goes_on_and_draws_are_always_the_same() {
        let (history, mean) = world(3);
        let past = history.until(date(2024, 12, 29));
        let weeks: Vec<Period> = Cycle::Week.after(past.until()).take(40).collect();
        let forecast = regression(&past, Target::WeeklyArrivals, &weeks);
        let summer = forecast[26].iter().sum::<f64>() / DRAWS as f64;
        assert!(
            (summer / mean(middle(weeks[26]).saturating_sub(jiff::Span::new().years(1))) - 1.0).abs() < 0.3,
            "{summer}"
        );
        assert_eq!(regression(&past, Target::WeeklyArrivals, &weeks[26..27])[0], forecast[26]);
        assert!(regression(&history.until(date(2021, 6, 1)), Target::WeeklyArrivals, &weeks[..1])[0].is_empty());
    }
}
