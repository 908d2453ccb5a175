//! Which parameters have no effect while another has a certain value.

use strait::scenario::{Deterrence, FutureScaleUp, Parity, Scenario, SelectionRule};

/// While `holds`, parameters below `of` have no effect, but for those below `but`.
pub(super) struct Rule {
    pub(super) of: &'static [&'static str],
    pub(super) but: &'static [&'static str],
    pub(super) holds: fn(&Scenario) -> bool,
    pub(super) why: &'static str,
}

/// Only what is sure: each follows from where the model reads the parameter.
pub(super) const RULES: [Rule; 24] = [
    Rule {
        of: &[
            "agreement",
            "home_office.selection",
            "home_office.detention",
            "home_office.casework",
            "home_office.flights",
            "france.replies",
            "france.cooperation",
            "courts",
            "legal_route",
        ],
        but: &["agreement.enabled"],
        holds: |of| !of.agreement.enabled,
        why: "agreement.enabled is false",
    },
    Rule {
        of: &["legal_route"],
        but: &["legal_route.open"],
        holds: |of| !of.legal_route.open,
        why: "legal_route.open is false",
    },
    Rule {
        of: &["home_office.selection.first_origins"],
        but: &[],
        holds: |of| of.home_office.selection.rule != SelectionRule::ByOrigin,
        why: "home_office.selection.rule is not \"by_origin\"",
    },
    Rule {
        of: &["public.build_up_per_year", "public.build_up_max"],
        but: &[],
        holds: |of| !of.public.steers,
        why: "public.steers is false",
    },
    Rule {
        of: &["northern_france.deterred_leave_utility"],
        but: &[],
        holds: |of| of.deterrence == Deterrence::None {},
        why: "deterrence is \"none\"",
    },
    Rule {
        of: &["arrivals_in_france.levels_from", "arrivals_in_france.levels_days"],
        but: &[],
        holds: |of| of.arrivals_in_france.levels.is_empty(),
        why: "arrivals_in_france.levels is empty",
    },
    Rule {
        of: &["scale_up.levels_from", "scale_up.levels_days"],
        but: &[],
        holds: |of| of.scale_up.levels.is_empty(),
        why: "scale_up.levels is empty",
    },
    Rule {
        of: &["scale_up.ceiling"],
        but: &[],
        holds: |of| matches!(of.scale_up.future, FutureScaleUp::None {}),
        why: "scale_up.future is \"none\"",
    },
    Rule {
        of: &["agreement.committee"],
        but: &[],
        holds: |of| of.agreement.parity != Parity::Committee,
        why: "agreement.parity is not \"committee\"",
    },
    Rule {
        of: &["legal_route.weekly_other_proofs"],
        but: &[],
        holds: |of| of.legal_route.other_proof_share <= 0.0,
        why: "legal_route.other_proof_share is 0",
    },
    Rule {
        of: &["arrivals_in_france.unaccompanied_share"],
        but: &[],
        holds: |of| of.arrivals_in_france.adult_share >= 1.0,
        why: "arrivals_in_france.adult_share is 1",
    },
    Rule { of: &["sea.replay_until"], but: &[], holds: |of| of.sea.replay.is_empty(), why: "sea.replay is empty" },
    Rule {
        of: &["sea.death_reference_load", "sea.death_load_power", "sea.death_quality_power", "sea.deaths_per_incident"],
        but: &[],
        holds: |of| of.sea.deaths_per_thousand <= 0.0,
        why: "sea.deaths_per_thousand is 0",
    },
    Rule {
        of: &["france.cooperation.renewal_level", "france.cooperation.renewal_steepness"],
        but: &[],
        holds: |of| of.agreement.renewal_days == 0,
        why: "agreement.renewal_days is 0: no renewal is sought",
    },
    Rule {
        of: &["france.cooperation.shock_size"],
        but: &[],
        holds: |of| of.france.cooperation.shocks_per_year <= 0.0,
        why: "france.cooperation.shocks_per_year is 0",
    },
    Rule {
        of: &["france.cooperation.suspension_level", "france.cooperation.suspension_days"],
        but: &[],
        holds: |of| of.france.cooperation.suspension_weekly_chance <= 0.0,
        why: "france.cooperation.suspension_weekly_chance is 0",
    },
    Rule {
        of: &["france.cooperation.notice_level", "agreement.notice_days"],
        but: &[],
        holds: |of| of.france.cooperation.notice_weekly_chance <= 0.0,
        why: "france.cooperation.notice_weekly_chance is 0",
    },
    Rule {
        of: &["courts.trafficking.reconsideration_days", "courts.trafficking.reconsideration_success"],
        but: &[],
        holds: |of| of.courts.trafficking.reconsideration_share <= 0.0,
        why: "courts.trafficking.reconsideration_share is 0",
    },
    Rule {
        of: &["courts.human_rights"],
        but: &["courts.human_rights.claim_share"],
        holds: |of| of.courts.human_rights.claim_share <= 0.0,
        why: "courts.human_rights.claim_share is 0",
    },
    Rule {
        of: &["courts.interim_relief"],
        but: &["courts.interim_relief.application_share"],
        holds: |of| of.courts.interim_relief.application_share <= 0.0,
        why: "courts.interim_relief.application_share is 0",
    },
    Rule {
        of: &["courts.interim_relief.relief_days", "courts.interim_relief.release_share"],
        but: &[],
        holds: |of| of.courts.interim_relief.success_rate <= 0.0,
        why: "courts.interim_relief.success_rate is 0",
    },
    Rule {
        of: &["courts.systemic"],
        but: &["courts.systemic.challenges_per_year"],
        holds: |of| of.courts.systemic.challenges_per_year <= 0.0,
        why: "courts.systemic.challenges_per_year is 0",
    },
    Rule {
        of: &["france.reception.days_to_north"],
        but: &[],
        holds: |of| of.france.reception.north_again_share <= 0.0,
        why: "france.reception.north_again_share is 0",
    },
    Rule {
        of: &["france.patrols.prevention_date", "france.patrols.prevention_growth", "france.patrols.dilution_power"],
        but: &[],
        holds: |of| of.france.patrols.prevention_share <= 0.0,
        why: "france.patrols.prevention_share is 0",
    },
];

/// Why a parameter has no effect in any of these scenarios, if that is sure.
pub(super) fn without_effect(path: &str, scenarios: &[&Scenario]) -> Option<String> {
    let below = |of: &&str| path == *of || path.strip_prefix(*of).is_some_and(|rest| rest.starts_with('.'));
    let applies = |rule: &&Rule| rule.of.iter().any(below) && !rule.but.iter().any(below);
    let holds = |rule: &&Rule| scenarios.iter().all(|scenario| (rule.holds)(scenario));
    let by_rule = RULES.iter().filter(applies).find(holds).map(|rule| rule.why.to_owned());
    by_rule.or_else(|| of_origin(path, scenarios))
}

/// Nobody is of an origin whose share is 0.
fn of_origin(path: &str, scenarios: &[&Scenario]) -> Option<String> {
    let (name, key) = path.strip_prefix("origin.")?.rsplit_once('.')?;
    let name = name.trim_matches(['"', '\'']);
    let none = |scenario: &&Scenario| scenario.origin.iter().any(|origin| origin.name == name && origin.share <= 0.0);
    (key != "share" && scenarios.iter().all(none)).then(|| format!("the share of origin {name} is 0"))
}
