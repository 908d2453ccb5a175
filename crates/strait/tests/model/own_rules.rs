//! Rules and metrics of one's own: those that say what the scenario says change no bit, others do, and none passes unchecked.

use std::collections::BTreeMap;

use crate::support::{digest, with};
use jiff::civil::Date;
use strait::metrics::{Definition, Kind, Metric, Row};
use strait::rules::{Candidate, DeterrenceForm, Event, OwnMetric, PersonView, Rules, SelectionOrder};
use strait::scenario::Plan;
use strait::simulation::{Simulation, simulate, simulate_with};

const SEED: u64 = 20_250_806;

/// The form "linear" with a semi-elasticity of 5, and nothing about how to turn it round.
struct Linear;

impl DeterrenceForm for Linear {
    fn undeterred_share(&self, perceived: f64, _price_eur: f64) -> f64 {
        (1.0 - 5.0 * perceived).max(0.0)
    }
}

/// The rules that the scenario has, told anew; classes of any height do.
struct ByOrigin;

impl SelectionOrder for ByOrigin {
    fn class(&self, candidate: &Candidate<'_>) -> u32 {
        if candidate.person().origin().name == "Eritrea" { 7 } else { u32::MAX }
    }
}

struct ReentrantsFirst;

impl SelectionOrder for ReentrantsFirst {
    fn class(&self, candidate: &Candidate<'_>) -> u32 {
        u32::from(candidate.person().times_returned() == 0)
    }
}

/// Beds are short and returns frequent, so that whom one takes first matters.
fn plan(settings: &[(&str, &str)]) -> Plan {
    let mut all = vec![("run.start", "2025-06-01"), ("home_office.selection.share", "0.2")];
    all.extend_from_slice(settings);
    with(&all)
}

fn digest_with(plan: &Plan, rules: &Rules) -> u64 {
    digest(&simulate_with(plan, SEED, 1, rules).expect("a sound plan and rules").0.days)
}

fn digest_of(plan: &Plan) -> u64 {
    digest(&simulate(plan, SEED, 1).expect("a sound plan").days)
}

#[test]
fn an_own_form_equal_to_the_scenarios_gives_the_same_bits() {
    let linear = plan(&[("deterrence", "{ linear = { semi_elasticity = 5.0 } }")]);
    let none = plan(&[("deterrence", "{ none = {} }")]);
    let own = digest_with(&none, &Rules::default().deterrence(Linear));
    assert_eq!(own, digest_of(&linear));
    assert_ne!(own, digest_of(&none), "the own form is left aside");
}

#[test]
fn an_own_order_equal_to_the_scenarios_gives_the_same_bits() {
    let random = plan(&[]);
    let by_origin = plan(&[
        ("home_office.selection.rule", "\"by_origin\""),
        ("home_office.selection.first_origins", "[\"Eritrea\"]"),
    ]);
    let reentrants = plan(&[("home_office.selection.rule", "\"reentrants_first\"")]);
    for (own, built_in) in
        [(Rules::default().selection(ByOrigin), by_origin), (Rules::default().selection(ReentrantsFirst), reentrants)]
    {
        let own = digest_with(&random, &own);
        assert_eq!(own, digest_of(&built_in));
        assert_ne!(own, digest_of(&random), "the own order is left aside");
    }
}

/// Counts one kind of event; remembers who landed when.
#[derive(Clone)]
struct Counted {
    name: &'static str,
    event: Event,
    today: f64,
}

impl OwnMetric for Counted {
    fn definition(&self) -> Definition {
        Definition { name: self.name, unit: "people", kind: Kind::Flow, meaning: "As in the table." }
    }

    fn see(&mut self, event: Event, _person: &PersonView<'_>, _today: Date) {
        self.today += f64::from(u8::from(event == self.event));
    }

    fn close_day(&mut self, _today: Date, _row: &Row) -> f64 {
        std::mem::take(&mut self.today)
    }
}

const EVENTS: [(&str, Event, Metric); 5] = [
    ("seen_landed", Event::Landed, Metric::Arrivals),
    ("seen_selected", Event::Selected, Metric::Selected),
    ("seen_released", Event::Released, Metric::Released),
    ("seen_returned", Event::Returned, Metric::Returned),
    ("seen_admitted", Event::Admitted, Metric::Admitted),
];

#[test]
fn own_metrics_see_what_the_table_counts_and_change_nothing() {
    let plan = plan(&[]);
    let rules = EVENTS
        .iter()
        .fold(Rules::default(), |rules, &(name, event, _)| rules.metric(Counted { name, event, today: 0.0 }));
    // Two runs with the same rules: each begins with metrics that remember nothing.
    for replicate in [1, 2] {
        let (records, own) = simulate_with(&plan, SEED, replicate, &rules).expect("a sound plan and rules");
        assert_eq!(digest(&records.days), digest(&simulate(&plan, SEED, replicate).expect("a sound plan").days));
        for (name, _, metric) in EVENTS {
            let table: Vec<_> = records.days.iter().map(|row| row[metric]).collect();
            assert_eq!(own.days(name), Some(&table[..]), "{name}");
            assert!(table.iter().sum::<f64>() > 0.0, "{name} never happens");
        }
        let names: Vec<_> = own.definitions().map(|definition| definition.name).collect();
        assert_eq!(names, EVENTS.map(|(name, ..)| name));
    }
}

/// Follows people by their numbers: everyone returned has been selected, and landed before that.
#[derive(Clone, Default)]
struct Followed {
    landed: BTreeMap<u32, Date>,
    selected: BTreeMap<u32, Date>,
    astray: f64,
}

impl OwnMetric for Followed {
    fn definition(&self) -> Definition {
        Definition { name: "astray", unit: "people", kind: Kind::Level, meaning: "People who come from nowhere." }
    }

    fn see(&mut self, event: Event, person: &PersonView<'_>, today: Date) {
        let who = person.number();
        let known = match event {
            Event::Landed => self.landed.insert(who, today).is_none() == (person.times_returned() == 0),
            Event::Selected => {
                self.landed.get(&who).is_some_and(|landed| *landed <= today)
                    && self.selected.insert(who, today).is_none()
            }
            Event::Returned => self.selected.remove(&who).is_some_and(|selected| selected < today),
            Event::Released => self.selected.remove(&who).is_some(),
            _ => !self.landed.contains_key(&who),
        };
        self.astray += f64::from(u8::from(!known));
    }

    fn close_day(&mut self, _today: Date, _row: &Row) -> f64 {
        self.astray
    }
}

#[test]
fn own_metrics_follow_people_from_stage_to_stage() {
    let plan = plan(&[]);
    let rules = Rules::default().metric(Followed::default());
    let (_, own) = simulate_with(&plan, SEED, 1, &rules).expect("a sound plan and rules");
    assert_eq!(own.days("astray").and_then(<[f64]>::last), Some(&0.0));
}

/// A copy of a run is as independent of it as another run.
#[test]
fn a_copied_run_has_metrics_of_its_own() {
    let plan = plan(&[("run.scale", "0.3")]);
    let rules = Rules::default().metric(Counted { name: "seen_landed", event: Event::Landed, today: 0.0 });
    let mut simulation = Simulation::with_rules(&plan, SEED, 1, &rules).expect("a sound plan and rules");
    assert!(simulation.own_metrics().all(f64::is_nan), "a value before the first day");
    let mut ahead = simulation.clone();
    ahead.by_ref().take(100).for_each(drop);
    while let Some(day) = simulation.next() {
        assert_eq!(simulation.own_metrics().collect::<Vec<_>>(), [day.row[Metric::Arrivals]]);
    }
}

struct Attracts;

impl DeterrenceForm for Attracts {
    fn undeterred_share(&self, perceived: f64, price_eur: f64) -> f64 {
        1.0 + perceived * price_eur
    }
}

#[test]
fn unsound_rules_do_not_run_and_say_why() {
    let plan = plan(&[]);
    let named = |name| Counted { name, event: Event::Landed, today: 0.0 };
    let rules =
        Rules::default().deterrence(Attracts).metric(named("arrivals")).metric(named("own")).metric(named("own"));
    let error = simulate_with(&plan, SEED, 0, &rules).expect_err("unsound rules");
    let paths: Vec<_> = error.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["rules.deterrence", "rules.metric 1", "rules.metric 3"], "{error}");
    assert!(error.to_string().contains("allowed is a share from 0 to 1"), "{error}");
}
