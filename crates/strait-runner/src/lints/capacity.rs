//! Capacities that can never bind, and those that bar everything.

use strait::scenario::{Plan, Scenario};

use super::flows::Flows;
use super::given::Given;
use crate::scenario_file::Fault;

/// A capacity used by the day is replenished by the seventh of a week's: all of a week's people can come on one day.
const DAYS_A_WEEK: f64 = 7.0;

/// What a capacity serves: a bound on how much of it can be wanted, and whom it serves, in words.
type Wanted = (fn(&Flows) -> f64, &'static str);

const CHOSEN: Wanted =
    (|flows| DAYS_A_WEEK * flows.chosen_in_a_week(), "chosen in a week, were they all chosen on one day");
const CASES: Wanted =
    (|flows| DAYS_A_WEEK * flows.cases_in_a_week(), "detained or newly chosen in a week, did they all come on one day");
const APPLYING: Wanted = (
    |flows| DAYS_A_WEEK * flows.applying_in_a_week(),
    "waiting in northern France in a week, did they all apply on one day",
);

/// Capacities, with what they serve.
const CAPACITIES: [(&str, Wanted); 14] = [
    ("home_office.intake.daily_screenings", (Flows::landed_in_a_day, "landed on one day, after four weeks of bad sea")),
    (
        "home_office.detention.beds",
        (Flows::in_the_pipeline, "chosen and neither returned nor released within the deadline"),
    ),
    ("home_office.casework.weekly_cases", CHOSEN),
    ("home_office.casework.weekly_decisions", CASES),
    (
        "home_office.flights.seats_per_flight",
        (Flows::cases_in_a_week, "ready to fly, were all detained people on one flight"),
    ),
    ("france.replies.weekly_capacity", CASES),
    ("france.reception.weekly_places", CASES),
    ("courts.trafficking.weekly_decisions", CASES),
    ("courts.interim_relief.weekly_hearings", CASES),
    ("courts.lawyers.weekly_capacity", CASES),
    ("legal_route.weekly_applications", APPLYING),
    ("legal_route.weekly_vetting", APPLYING),
    ("legal_route.weekly_visas", APPLYING),
    (
        "agreement.tolerance_returns_ahead",
        (Flows::chosen_in_all, "returned in the whole run, were everyone chosen returned"),
    ),
];

/// Warns of capacities beyond all who can come to them.
pub(super) fn of(given: &[Given], flows: &Flows) -> Vec<Fault> {
    let odd = |given: &Given| {
        let path = given.path.to_string();
        let (_, (bound, whom)) = CAPACITIES.iter().find(|(capacity, _)| *capacity == path)?;
        let (value, most) = (given.number()?, bound(flows));
        // With nobody to serve there is nothing to compare with.
        if given.is_default() || most < 1.0 || value <= most {
            return None;
        }
        let title = format!("{path} = {value} can never bind: at most about {} could be wanted", round(most));
        let why = format!(
            "the most people {whom}: an upper bound from arrivals, shares and deadlines of this file (docs/checking.md); more \
             of it changes nothing"
        );
        Some(Fault::new(title).at(&given.node.place).label("never reached").help(why))
    };
    given.iter().filter_map(odd).collect()
}

/// To two digits: the bound is no more exact than that.
fn round(number: f64) -> f64 {
    let scale = libm::pow(10.0, (libm::log10(number)).floor() - 1.0).max(1.0);
    (number / scale).ceil() * scale
}

/// A parameter that bars everything at this value, and what then cannot be.
type Bar = (&'static str, f64, fn(&Scenario) -> f64, &'static str);

const NOBODY_RETURNED: &str = "nobody can be returned";
const NOBODY_ADMITTED: &str = "nobody can be admitted by the legal route";

const BARS: [Bar; 15] = [
    ("home_office.selection.share", 0.0, |of| of.home_office.selection.share, NOBODY_RETURNED),
    ("home_office.intake.daily_screenings", 0.0, |of| of.home_office.intake.daily_screenings, NOBODY_RETURNED),
    ("home_office.detention.beds", 0.0, |of| of.home_office.detention.beds, NOBODY_RETURNED),
    ("home_office.casework.weekly_cases", 0.0, |of| of.home_office.casework.weekly_cases, NOBODY_RETURNED),
    ("home_office.casework.weekly_decisions", 0.0, |of| of.home_office.casework.weekly_decisions, NOBODY_RETURNED),
    ("home_office.flights.weekly_flights", 0.0, |of| of.home_office.flights.weekly_flights, NOBODY_RETURNED),
    ("home_office.flights.seats_per_flight", 0.0, |of| of.home_office.flights.seats_per_flight, NOBODY_RETURNED),
    ("home_office.flights.cancellation_share", 1.0, |of| of.home_office.flights.cancellation_share, NOBODY_RETURNED),
    ("france.replies.weekly_capacity", 0.0, |of| of.france.replies.weekly_capacity, NOBODY_RETURNED),
    ("france.replies.refusal_share", 1.0, |of| of.france.replies.refusal_share, NOBODY_RETURNED),
    ("france.reception.weekly_places", 0.0, |of| of.france.reception.weekly_places, NOBODY_RETURNED),
    ("legal_route.weekly_applications", 0.0, |of| of.legal_route.weekly_applications, NOBODY_ADMITTED),
    ("legal_route.weekly_vetting", 0.0, |of| of.legal_route.weekly_vetting, NOBODY_ADMITTED),
    ("legal_route.weekly_visas", 0.0, |of| of.legal_route.weekly_visas, NOBODY_ADMITTED),
    ("legal_route.checks_pass_share", 0.0, |of| of.legal_route.checks_pass_share, NOBODY_ADMITTED),
];

/// Warns of what bars everything to the end of the run, so that later gates do not matter.
pub(super) fn barring(given: &[Given], plan: &Plan) -> Vec<Fault> {
    let at_end = plan.changes.last().map_or(&plan.scenario, |change| &change.scenario);
    let odd = |given: &Given| {
        let path = given.path.to_string();
        let (_, bar, of, what) = BARS.iter().find(|(name, ..)| *name == path)?;
        let barred = given.number()? == *bar && of(at_end) == *bar && at_end.agreement.enabled;
        if !barred || given.is_default() {
            return None;
        }
        let since = given.from.map_or_else(String::new, |date| format!(" from {date} on"));
        let title = format!("{path} = {bar}: {what}{since}");
        let help = "whatever comes after this gate then changes nothing";
        Some(Fault::new(title).at(&given.node.place).label("bars everything").help(help))
    };
    given.iter().filter_map(odd).collect()
}
