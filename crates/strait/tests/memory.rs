//! What a run takes: nothing new on a usual day, and never more than it said.

mod support;

use allocation_counter::measure;
use jiff::civil::Date;
use strait::scenario::Plan;
use strait::simulation::{Simulation, simulate};
use support::{clockwork, with};

fn allocations_by_day(plan: &Plan) -> Vec<(Date, u64)> {
    let mut simulation = Simulation::new(plan, 7, 3).expect("a sound plan");
    let mut days = Vec::new();
    loop {
        let mut day = None;
        let taken = measure(|| day = simulation.next());
        let Some(day) = day else { return days };
        days.push((day.date, taken.count_total));
    }
}

#[test]
fn the_steady_daily_loop_allocates_nothing() {
    // Ten people a day come by chance, so that a day busier than any before grows rarer and rarer.
    let settled = jiff::civil::date(2026, 7, 1);
    let steady = allocations_by_day(&clockwork(&[("run.end", "2029-06-30")]));
    let late: Vec<_> = steady.iter().filter(|(date, count)| *date >= settled && *count > 0).collect();
    assert!(late.len() <= 5, "in three years, days with allocations: {late:?}");
    // The baseline has seasons and dated changes as well.
    let baseline = allocations_by_day(&with(&[("deterrence", "{ linear = { semi_elasticity = 1.0 } }")]));
    let late: Vec<_> = baseline.iter().filter(|(date, count)| *date >= settled && *count > 0).collect();
    assert!(late.len() <= 9, "in 184 days, those with allocations: {late:?}");
}

#[test]
fn a_run_takes_no_more_memory_than_it_says() {
    for settings in [
        &[("run.scale", "0.1")][..],
        &[("run.scale", "1.0")],
        &[("run.scale", "20.0")],
        &[("run.scale", "20.0"), ("run.end", "2024-06-30"), ("run.warm_up_days", "0")],
        &[("run.scale", "20.0"), ("smugglers.boats_per_crossing_day", "0.1")],
        &[("run.scale", "10.0"), ("asylum.weekly_decisions", "0"), ("asylum.withdrawn_share", "0.0")],
        // Everyone is detained, and word of it is ten years on its way.
        &[
            ("run.scale", "5.0"),
            ("agreement.in_force", "2024-01-01"),
            ("home_office.selection.share", "1.0"),
            ("home_office.detention.beds", "1e6"),
            ("home_office.casework.weekly_cases", "1e6"),
            ("agreement.return_deadline_days", "3650"),
            ("information.lag_days", "3650"),
        ],
    ] {
        let plan = with(settings);
        let mut said = 0;
        let taken = measure(|| {
            let mut simulation = Simulation::new(&plan, 7, 3).expect("a sound plan");
            while simulation.next().is_some() {
                said = said.max(simulation.memory());
            }
        });
        let taken = taken.bytes_max;
        assert!(taken <= said && said <= 6 * taken + (1 << 20), "{settings:?}: {taken} taken, {said} said");
    }
}

#[test]
fn what_a_usual_run_takes_is_known_beforehand() {
    for settings in
        [&[("run.scale", "1.0")][..], &[("run.scale", "30.0")], &[("run.scale", "30.0"), ("run.end", "2024-12-31")]]
    {
        let plan = with(settings);
        let taken = measure(|| drop(simulate(&plan, 7, 3))).bytes_max;
        let planned = plan.memory();
        assert!(planned < 3 * taken && taken < 3 * planned, "{settings:?}: {taken} taken, {planned} planned");
    }
}
