//! Patient rule induction: a box that is peeled until the outcome is frequent in it.

use super::{Cases, Kind};

/// How patiently a box is peeled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The share of a box's cases that is peeled off at a time.
    pub peel: f64,
    /// The share of the cases beyond a limit that is pasted back at a time.
    pub paste: f64,
    /// The least share of all cases that a box must hold.
    pub least_mass: f64,
}

impl Default for Settings {
    /// Those of the EMA workbench.
    fn default() -> Self {
        Self { peel: 0.05, paste: 0.05, least_mass: 0.05 }
    }
}

/// What of a dimension a box holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    /// Values from `low` to `high`, both in it; without limit where there is none.
    Range {
        /// The least value.
        low: Option<f64>,
        /// The greatest value.
        high: Option<f64>,
    },
    /// For each choice whether it is in it.
    Choices(Vec<bool>),
}

impl Limit {
    /// Whether a value is in it.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        match self {
            Self::Range { low, high } => low.is_none_or(|low| low <= value) && high.is_none_or(|high| value <= high),
            Self::Choices(kept) => kept[value as usize],
        }
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn restricts(&self) -> bool {
        match self {
            Self::Range { low, high } => low.is_some() || high.is_some(),
            Self::Choices(kept) => kept.contains(&false),
        }
    }
}

/// A box on the way from all cases to a dense few.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// For each dimension what the box holds.
    pub limits: Vec<Limit>,
    /// Cases in the box.
    pub cases: usize,
    /// Those of them in which the outcome occurs.
    pub occurring: usize,
    /// Of all cases in which the outcome occurs, the share that is in the box.
    pub coverage: f64,
    /// Of the cases in the box, the share in which the outcome occurs.
    pub density: f64,
    /// Of all cases, the share that is in the box.
    pub mass: f64,
}

impl Step {
    /// The box with these limits.
    pub(super) fn new(cases: &Cases, limits: Vec<Limit>) -> Self {
        let all = cases.occurring() as f64;
        let mut step = Self { limits, cases: 0, occurring: 0, coverage: 0.0, density: 0.0, mass: 0.0 };
        let inside: Vec<usize> = (0..cases.len()).filter(|case| step.holds(cases, *case)).collect();
        step.cases = inside.len();
        step.occurring = inside.iter().filter(|case| cases.occurs[**case]).count();
        step.coverage = step.occurring as f64 / all;
        step.density = step.occurring as f64 / step.cases as f64;
        step.mass = step.cases as f64 / cases.len() as f64;
        step
    }

    /// Whether a case is in the box.
    #[must_use]
    pub fn holds(&self, cases: &Cases, case: usize) -> bool {
        self.limits.iter().zip(&cases.dimensions).all(|(limit, dimension)| limit.holds(dimension.values[case]))
    }

    /// How many dimensions the box restricts.
    #[must_use]
    pub fn restricted(&self) -> usize {
        self.limits.iter().filter(|limit| limit.restricts()).count()
    }
}

/// The boxes that peeling and then pasting come by; the first holds all cases.
///
/// Of all peels, for a number or date of `peel` of the box's cases at either end, for a choice of one choice, the one is taken
/// that gains most density for each case that it costs, `(density after − density before) / cases lost`: the lenient objective of
/// the EMA workbench, under which a choice with many cases is not preferred for being large. Of equals it is the one that leaves
/// more dimensions unrestricted, and then the first. Peeling ends when nothing is gained or a box would hold too little. Then what
/// lies beyond each limit is pasted back in the same manner, as long as density grows.
#[must_use]
pub fn trajectory(cases: &Cases, settings: Settings) -> Vec<Step> {
    let search = Search::new(cases, settings);
    let mut steps = Vec::new();
    if cases.is_empty() {
        return steps;
    }
    let all = cases.dimensions.iter().map(|dimension| match &dimension.kind {
        Kind::Number | Kind::Date => Limit::Range { low: None, high: None },
        Kind::Choice(choices) => Limit::Choices(vec![true; choices.len()]),
    });
    let mut limits: Vec<Limit> = all.collect();
    let mut inside = vec![true; cases.len()];
    steps.push(Step::new(cases, limits.clone()));
    while let Some(best) = search.best_peel(&limits, &inside) {
        search.take(best, &mut limits, &mut inside);
        steps.push(Step::new(cases, limits.clone()));
    }
    while let Some(best) = search.best_paste(&limits, &inside) {
        search.take(best, &mut limits, &mut inside);
        steps.push(Step::new(cases, limits.clone()));
    }
    steps
}

/// A box that could come next: another limit in one dimension.
struct Candidate {
    dimension: usize,
    limit: Limit,
    gain: f64,
    unrestricted: usize,
    cases: usize,
}

struct Search<'a> {
    cases: &'a Cases,
    settings: Settings,
    /// For each dimension the cases in the order of their values.
    order: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(cases: &'a Cases, settings: Settings) -> Self {
        let sorted = |values: &Vec<f64>| {
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
            order
        };
        let order = cases.dimensions.iter().map(|dimension| sorted(&dimension.values)).collect();
        Self { cases, settings, order }
    }

    fn mass(&self, count: usize) -> f64 {
        count as f64 / self.cases.len() as f64
    }

    /// Cases in a box, and those of them in which the outcome occurs.
    fn counts(&self, inside: &[bool]) -> (usize, usize) {
        let cases = inside.iter().filter(|inside| **inside).count();
        let occurring = inside.iter().zip(&self.cases.occurs).filter(|(inside, occurs)| **inside && **occurs).count();
        (cases, occurring)
    }

    fn take(&self, best: Candidate, limits: &mut [Limit], inside: &mut [bool]) {
        limits[best.dimension] = best.limit;
        let holds = |case: usize| {
            limits.iter().zip(&self.cases.dimensions).all(|(limit, dimension)| limit.holds(dimension.values[case]))
        };
        inside.iter_mut().enumerate().for_each(|(case, inside)| *inside = holds(case));
    }

    fn best_peel(&self, limits: &[Limit], inside: &[bool]) -> Option<Candidate> {
        let before = self.counts(inside);
        let mut best = None;
        for (dimension, limit) in limits.iter().enumerate() {
            for narrower in self.peels(dimension, limit, inside) {
                let values = &self.cases.dimensions[dimension].values;
                let kept = |case: usize| inside[case] && narrower.holds(values[case]);
                let after = self.counts_where(kept);
                consider(&mut best, limits, dimension, narrower, before, after);
            }
        }
        best.filter(|best| {
            best.gain > 0.0 && best.cases < before.0 && self.mass(best.cases) >= self.settings.least_mass
        })
    }

    fn peels(&self, dimension: usize, limit: &Limit, inside: &[bool]) -> Vec<Limit> {
        match limit {
            Limit::Range { low, high } => {
                let values = &self.cases.dimensions[dimension].values;
                let sorted: Vec<f64> =
                    self.order[dimension].iter().filter(|case| inside[**case]).map(|case| values[*case]).collect();
                let share = self.settings.peel;
                vec![
                    Limit::Range { low: *low, high: quantile(&sorted, 1.0 - share) },
                    Limit::Range { low: quantile(&sorted, share), high: *high },
                ]
            }
            Limit::Choices(kept) if kept.iter().filter(|kept| **kept).count() > 1 => {
                with_one_other(kept, true).map(Limit::Choices).collect()
            }
            Limit::Choices(_) => Vec::new(),
        }
    }

    fn best_paste(&self, limits: &[Limit], inside: &[bool]) -> Option<Candidate> {
        let before = self.counts(inside);
        let mut best = None;
        for (dimension, limit) in limits.iter().enumerate().filter(|(_, limit)| limit.restricts()) {
            // Where all other dimensions would have the cases.
            let others: Vec<bool> = (0..self.cases.len())
                .map(|case| {
                    let all = limits.iter().zip(&self.cases.dimensions).enumerate();
                    all.filter(|(other, _)| *other != dimension)
                        .all(|(_, (limit, dimension))| limit.holds(dimension.values[case]))
                })
                .collect();
            for wider in self.pastes(dimension, limit, &others) {
                let values = &self.cases.dimensions[dimension].values;
                let after = self.counts_where(|case| others[case] && wider.holds(values[case]));
                consider(&mut best, limits, dimension, wider, before, after);
            }
        }
        best.filter(|best| {
            best.gain > 0.0 && best.cases > before.0 && self.mass(best.cases) >= self.settings.least_mass
        })
    }

    fn pastes(&self, dimension: usize, limit: &Limit, others: &[bool]) -> Vec<Limit> {
        let values = &self.cases.dimensions[dimension].values;
        let beyond = |outside: &dyn Fn(f64) -> bool| -> Vec<f64> {
            let values = self.order[dimension].iter().filter(|case| others[**case]).map(|case| values[*case]);
            values.filter(|value| outside(*value)).collect()
        };
        let share = self.settings.paste;
        match limit {
            Limit::Range { low, high } => {
                let order = &self.order[dimension];
                let (first, last) = (values[order[0]], values[order[order.len() - 1]]);
                let mut wider = Vec::new();
                if let Some(least) = low {
                    let pasted = quantile(&beyond(&|value| value <= *least), 1.0 - share);
                    // A limit that leaves nothing out is none.
                    wider.push(Limit::Range { low: pasted.filter(|pasted| *pasted > first), high: *high });
                }
                if let Some(most) = high {
                    let pasted = quantile(&beyond(&|value| value >= *most), share);
                    wider.push(Limit::Range { low: *low, high: pasted.filter(|pasted| *pasted < last) });
                }
                wider
            }
            Limit::Choices(kept) => with_one_other(kept, false).map(Limit::Choices).collect(),
        }
    }

    fn counts_where(&self, kept: impl Fn(usize) -> bool) -> (usize, usize) {
        let mut counts = (0, 0);
        for case in (0..self.cases.len()).filter(|case| kept(*case)) {
            counts.0 += 1;
            counts.1 += usize::from(self.cases.occurs[case]);
        }
        counts
    }
}

/// The same choices with one that is `there`, or is not, turned round; a choice at a time.
fn with_one_other(kept: &[bool], there: bool) -> impl Iterator<Item = Vec<bool>> {
    kept.iter().enumerate().filter(move |(_, kept)| **kept == there).map(move |(choice, _)| {
        let mut other = kept.to_vec();
        other[choice] = !there;
        other
    })
}

/// Keeps the better of the best so far and another limit in a dimension.
fn consider(
    best: &mut Option<Candidate>,
    limits: &[Limit],
    dimension: usize,
    limit: Limit,
    before: (usize, usize),
    after: (usize, usize),
) {
    let density = |(cases, occurring): (usize, usize)| if cases == 0 { 0.0 } else { occurring as f64 / cases as f64 };
    let moved = before.0.abs_diff(after.0);
    let gain = if moved == 0 { 0.0 } else { (density(after) - density(before)) / moved as f64 };
    let others = limits.iter().enumerate().filter(|(other, _)| *other != dimension);
    let unrestricted = others.filter(|(_, limit)| !limit.restricts()).count() + usize::from(!limit.restricts());
    let better =
        best.as_ref().is_none_or(|best| gain > best.gain || (gain == best.gain && unrestricted > best.unrestricted));
    if better {
        *best = Some(Candidate { dimension, limit, gain, unrestricted, cases: after.0 });
    }
}

/// The middle between the two values around a quantile, moved on past equal values to where there is a difference; as `sdtoolkit`
/// has it, so that a cut never goes through cases that are alike. None of no values.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? as f64 * share;
    let (mut below, mut above) = (place.floor() as usize, place.ceil() as usize);
    if share > 0.5 {
        while sorted[below] == sorted[above] && below > 0 {
            below -= 1;
        }
    } else {
        while sorted[below] == sorted[above] && above < sorted.len() - 1 {
            above += 1;
        }
    }
    Some(0.5 * (sorted[below] + sorted[above]))
}
