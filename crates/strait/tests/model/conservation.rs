//! Nobody is lost or made up, on any day, under any scenario that passes its checks.

use crate::support::with;
use proptest::prelude::*;
use strait::simulation::simulate;

/// A parameter with values at and beyond the edges of what is likely.
const EDGES: &[(&str, &[&str])] = &[
    ("run.start", &["2024-02-29", "2025-08-06", "2026-03-01"]),
    ("run.end", &["2025-08-06", "2025-12-31", "2026-12-31", "2028-03-01"]),
    ("run.warm_up_days", &["0", "1", "200"]),
    ("run.scale", &["0.01", "0.5"]),
    ("arrivals_in_france.per_year", &["0", "1000", "90000"]),
    ("arrivals_in_france.dispersion", &["0.05", "100"]),
    ("arrivals_in_france.adult_share", &["0.0", "1.0"]),
    ("sea.crossing_day_share", &["[0,0,0,0,0,0,0,0,0,0,0,0]", "[1,1,1,1,1,1,1,1,1,1,1,1]"]),
    ("sea.quality_shape", &["0.05", "1000"]),
    ("sea.deaths_per_thousand", &["0", "1000"]),
    ("smugglers.boats_per_crossing_day", &["0", "1", "10000"]),
    ("smugglers.load", &["1", "500"]),
    ("smugglers.load_max", &["1", "1000"]),
    ("northern_france.resolve_mean", &["-50", "50"]),
    ("northern_france.apply_utility", &["-50", "20"]),
    ("northern_france.leave_utility", &["-50", "20"]),
    ("northern_france.retry_share", &["0.0", "1.0"]),
    ("information.lag_days", &["0", "3650"]),
    (
        "deterrence",
        &[
            "{ linear = { semi_elasticity = 100.0 } }",
            "{ threshold = { midpoint = 0.0, width = 0.0001, strength = 1.0 } }",
            "{ expected_utility = { median_value_eur = 1.0, value_sd = 10.0, return_cost_eur = 0 } }",
        ],
    ),
    ("france.patrols.prevention_share", &["0.0", "1.0"]),
    ("france.replies.refusal_share", &["0.0", "1.0"]),
    ("france.replies.weekly_capacity", &["0", "100000"]),
    ("france.reception.weekly_places", &["0", "0.3", "100000"]),
    ("france.reception.north_again_share", &["0.0", "0.5"]),
    ("france.cooperation.shocks_per_year", &["0", "365"]),
    ("agreement.enabled", &["false"]),
    ("agreement.in_force", &["2020-01-01", "2024-02-29", "2026-01-01", "2026-06-10"]),
    ("agreement.tolerance_returns_ahead", &["0", "1e6"]),
    ("agreement.return_deadline_days", &["0", "3650"]),
    ("agreement.renewal_days", &["1", "3650"]),
    ("home_office.selection.rule", &["\"reentrants_first\"", "\"by_origin\""]),
    ("home_office.selection.share", &["0.0", "1.0"]),
    ("home_office.intake.daily_screenings", &["0", "3", "100000"]),
    ("home_office.detention.beds", &["0", "0.5", "100000"]),
    ("home_office.detention.bail_daily_chance", &["0.0", "1.0"]),
    ("home_office.casework.weekly_cases", &["0", "100000"]),
    ("courts.trafficking.referral_share", &["0.0", "1.0"]),
    ("courts.interim_relief.application_share", &["0.0", "1.0"]),
    ("courts.systemic.challenges_per_year", &["0", "400"]),
    ("legal_route.weekly_visas", &["0", "100000"]),
    ("legal_route.withdrawal_daily_chance", &["0.0", "1.0"]),
    ("asylum.withdrawn_share", &["0.0", "1.0"]),
    ("asylum.weekly_decisions", &["0", "100000"]),
    ("public.steers", &["true"]),
];

fn settings() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let one = (0..EDGES.len()).prop_flat_map(|index| {
        let (path, values) = EDGES[index];
        (Just(path), proptest::sample::select(values))
    });
    proptest::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn everyone_is_somewhere_once(settings in settings(), replicate in 0_u64..1000) {
        let mut all = vec![("run.start", "2025-05-01"), ("run.end", "2026-03-01"), ("run.scale", "0.3")];
        all.extend(settings);
        let plan = with(&all);
        prop_assume!(plan.check().is_ok());
        let records = simulate(&plan, 7, replicate).expect("a plan that passes its checks");
        prop_assert_eq!(crate::support::fault(&records), None);
    }
}
