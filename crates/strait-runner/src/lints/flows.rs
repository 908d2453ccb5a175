//! The most people that can come to a gate, from the scenario alone.

use strait::scenario::Plan;

/// Days of arrivals in northern France that can cross at once when the sea opens after a long bad spell.
const STORED_DAYS: f64 = 28.0;

/// Standard deviations of the drifting level that are allowed for.
const DRIFT_SD: f64 = 2.0;

/// Upper bounds, generous ones: each takes the most of every parameter, of the year and of the plan's changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flows {
    /// People who come to northern France a day at most [people/day].
    a_day: f64,
    /// Share of those who land that can be chosen for return [share].
    chosen: f64,
    /// Days after arrival in which a return must be done [days].
    deadline: f64,
    /// Length of the run [days].
    days: f64,
    /// Beds, as they can be built up [people].
    beds: f64,
}

impl Flows {
    /// Those of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let scenarios = std::iter::once(&plan.scenario).chain(plan.changes.iter().map(|change| &change.scenario));
        let run = &plan.scenario.run;
        let days = f64::from((run.end - run.first_day()).get_days()) + 1.0;
        let of_each = scenarios.map(|scenario| {
            let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
            let coming = &scenario.arrivals_in_france;
            let level = most(&coming.levels).max(1.0) * libm::exp(DRIFT_SD * coming.drift_sd);
            let season = most(&coming.seasonality) * 12.0 / coming.seasonality.iter().sum::<f64>();
            let usual_sea = scenario.sea.crossing_day_share.iter().sum::<f64>() / 12.0;
            let openness = if usual_sea > 0.0 { libm::pow(1.0 / usual_sea, coming.sea_power) } else { 1.0 };
            let again = 1.0 + scenario.france.reception.north_again_share;
            let eligible = 1.0 - (1.0 - coming.adult_share) * coming.unaccompanied_share;
            let build_up = if scenario.public.steers { scenario.public.build_up_max } else { 1.0 };
            Self {
                a_day: coming.per_year / 365.25 * season * level * openness * again,
                chosen: scenario.home_office.selection.share * eligible,
                deadline: f64::from(scenario.agreement.return_deadline_days),
                days,
                beds: scenario.home_office.detention.beds * build_up,
            }
        });
        of_each.reduce(Self::widest).unwrap_or_default()
    }

    /// The larger of each bound.
    pub(super) fn widest(self, other: Self) -> Self {
        Self {
            a_day: self.a_day.max(other.a_day),
            chosen: self.chosen.max(other.chosen),
            deadline: self.deadline.max(other.deadline),
            days: self.days.max(other.days),
            beds: self.beds.max(other.beds),
        }
    }

    /// People who can land on one day [people].
    pub(super) fn landed_in_a_day(&self) -> f64 {
        self.a_day * (STORED_DAYS + 1.0)
    }

    /// People who can be chosen in a week [people].
    pub(super) fn chosen_in_a_week(&self) -> f64 {
        self.a_day * (STORED_DAYS + 7.0) * self.chosen
    }

    /// People who can be chosen and not yet returned or released [people].
    pub(super) fn in_the_pipeline(&self) -> f64 {
        self.a_day * (STORED_DAYS + self.deadline + 1.0) * self.chosen
    }

    /// People whose cases can come to one desk in a week: those detained, and those chosen within it [people].
    pub(super) fn cases_in_a_week(&self) -> f64 {
        self.in_the_pipeline().min(self.beds) + self.chosen_in_a_week()
    }

    /// People who can be chosen in the whole run [people].
    pub(super) fn chosen_in_all(&self) -> f64 {
        self.a_day * self.days * self.chosen
    }

    /// People in northern France who can apply in a week [people].
    pub(super) fn applying_in_a_week(&self) -> f64 {
        self.a_day * (STORED_DAYS + 7.0)
    }
}
