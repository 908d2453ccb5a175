//! The same plan, seed and replicate give the same bits, however the work is shared out and whatever is looked at.

use crate::support::{digest, with};
use strait::crowd::Crew;
use strait::metrics::Row;
use strait::scenario::Plan;
use strait::simulation::{PARTS, Simulation};

const FORMS: [&str; 2] = ["{ none = {} }", "{ linear = { semi_elasticity = 5.0 } }"];

fn rows(plan: &Plan, crew: Crew, threads: usize) -> Vec<Row> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| Simulation::new(plan, 7, 3).expect("a sound plan").with_crew(crew).map(|day| day.row).collect())
}

#[test]
fn threads_and_chunks_change_no_bit() {
    for form in FORMS {
        // Some ten thousand people wait, in chunks of 256 and of 1,792.
        let plan = with(&[("run.scale", "4.0"), ("run.start", "2025-03-01"), ("deterrence", form)]);
        let alone = digest(&rows(&plan, Crew::default(), 1));
        for threads in [1, 2, 7] {
            for blocks in [1, 7] {
                let shared = digest(&rows(&plan, Crew::in_chunks_of(blocks), threads));
                assert_eq!(shared, alone, "{form}: {threads} threads, chunks of {blocks} blocks");
            }
        }
    }
}

#[test]
fn looking_at_a_run_changes_nothing() {
    let plan = with(&[]);
    let unseen: Vec<_> = Simulation::new(&plan, 7, 3).expect("a sound plan").map(|day| day.row).collect();
    let mut seen = Vec::new();
    let mut simulation = Simulation::new(&plan, 7, 3).expect("a sound plan");
    while let Some(day) = simulation.next() {
        let _ = (simulation.fingerprint(), simulation.clone().next());
        seen.push(day.row);
    }
    assert_eq!(digest(&seen), digest(&unseen));
}

#[test]
fn fingerprints_show_where_two_runs_come_apart() {
    // Fewer beds from the first day of the agreement: the pipeline is the first to know.
    let (plan, changed) = (with(&[]), with(&[("home_office.detention.beds", "1")]));
    let mut runs = [&plan, &changed].map(|plan| Simulation::new(plan, 7, 3).expect("a sound plan"));
    let apart = loop {
        let [one, other] = runs.each_mut().map(|run| run.next().map(|day| day.date));
        assert_eq!(one, other);
        let [one, other] = runs.each_ref().map(Simulation::fingerprint);
        let apart: Vec<_> = (0..PARTS.len()).filter(|&part| one.0[part] != other.0[part]).collect();
        if !apart.is_empty() {
            break apart;
        }
    };
    let apart: Vec<_> = apart.into_iter().map(|part| PARTS[part]).collect();
    assert!(apart.contains(&"return_pipeline"), "{apart:?}");
    assert!(!apart.contains(&"luck") && !apart.contains(&"northern_france"), "{apart:?}");
}
