//! That every gate has its row, and that a tenth is a tenth of whatever holds.

use strait::metrics::METRICS;
use strait::scenario::Plan;

use super::*;
use crate::scenario_file::ScenarioFile;
use crate::store::{Column, DATE, POINT, REPLICATE, Table};

fn baseline() -> Plan {
    ScenarioFile::baseline().plan().expect("a plan")
}

fn gate(name: &str) -> &'static Gate {
    GATES.iter().find(|gate| gate.name() == name).expect("a gate")
}

#[test]
fn every_gate_of_the_model_has_one_row_and_parameters_that_there_are() {
    for &metric in METRICS {
        let rows = GATES.iter().filter(|gate| gate.metric == metric).count();
        assert_eq!(rows, usize::from(metric.is_gate()), "{}", metric.name());
    }
    let known: Vec<String> = ScenarioFile::baseline().parameters().iter().map(ToString::to_string).collect();
    for gate in GATES {
        assert_ne!(gate.levers().is_empty(), gate.no_relief().is_none(), "{}", gate.name());
        for lever in gate.levers() {
            assert!(known.iter().any(|path| path == lever.path), "{}", lever.path);
        }
        relieved(&baseline(), &[gate]).check().expect("a plan that can be run");
    }
}

#[test]
fn a_tenth_more_is_of_whatever_holds_at_each_date() {
    let plan = baseline();
    let flights = |plan: &Plan| -> Vec<f64> {
        let later = plan.changes.iter().map(|change| &change.scenario);
        std::iter::once(&plan.scenario).chain(later).map(|now| now.home_office.flights.weekly_flights).collect()
    };
    let (before, after) = (flights(&plan), flights(&relieved(&plan, &[gate("flight_seats")])));
    assert!(before.contains(&0.0) && before.contains(&9.0) && before.contains(&2.0), "{before:?}");
    assert_eq!(after, before.iter().map(|flights| flights * 1.1).collect::<Vec<_>>());
    let both = relieved(&plan, &[gate("request_deadline"), gate("legal_documents")]);
    assert_eq!(both.scenario.agreement.request_deadline_days, 15);
    assert_eq!(relieved(&plan, &[gate("treaty_deadline")]).scenario.agreement.return_deadline_days, 101);
    assert!((both.scenario.legal_route.other_proof_share - 0.55).abs() < 1e-12);
    assert!(changes(&plan, gate("legal_parity")) && changes(&plan, gate("parity")));
    // Where no admission may run ahead, a tenth more of that is none.
    let mut even = plan.clone();
    even.scenario.agreement.tolerance_admissions_ahead = 0.0;
    even.changes.iter_mut().for_each(|change| change.scenario.agreement.tolerance_admissions_ahead = 0.0);
    assert!(!changes(&even, gate("legal_parity")));
}

#[test]
fn weeks_and_people_are_those_since_the_agreement_began() {
    let weeks = ["2025-08-03", "2025-08-10", "2025-08-17", "2025-08-24", "2025-08-31"];
    let mut table = Table::new();
    table.push(POINT, Column::Integer(vec![0; 5]));
    table.push(REPLICATE, Column::Integer(vec![0; 5]));
    table.push(DATE, Column::Text(weeks.map(str::to_owned).to_vec()));
    for name in metrics_needed() {
        table.push(
            name,
            Column::Number(match name {
                "agreement_active" => vec![0.0, 1.0, 1.0, 1.0, 0.0],
                "stopped_by_detention_beds" => vec![50.0, 3.0, 0.0, 1.0, 0.0],
                "stopped_by_bail" => vec![0.0, 3.0, 0.0, 2.0, 9.0],
                // Another stage: it takes nothing from those of returns.
                "stopped_by_selection" => vec![0.0, 100.0, 100.0, 100.0, 0.0],
                _ => vec![0.0; 5],
            }),
        );
    }
    let found = stopped(&table, 0, "2025-08-06").expect("a table");
    let of = |name: &str| &found[GATES.iter().position(|gate| gate.name() == name).expect("a gate")];
    let beds = of("detention_beds");
    assert_eq!(beds.people.map(|people| people.median), Some(4.0));
    assert_eq!((beds.weeks_any, beds.weeks_most), (2.0 / 3.0, 1.0 / 3.0));
    assert_eq!((beds.first.as_deref(), beds.last.as_deref()), (Some("2025-08-10"), Some("2025-08-24")));
    let bail = of("bail");
    assert_eq!((bail.weeks_any, bail.weeks_most, bail.last.as_deref()), (2.0 / 3.0, 2.0 / 3.0, Some("2025-08-31")));
    assert_eq!(of("casework").first, None);
}
