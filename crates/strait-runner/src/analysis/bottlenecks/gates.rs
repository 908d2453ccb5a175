//! Every gate, where it stands and what relieves it.

use strait::metrics::Metric;

use super::lever::{Change, Lever, Value};

/// Where on the way people meet a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before anyone is chosen for return: these gates turn away most people by design.
    Before,
    /// Between choice and return.
    Return,
    /// On the legal route.
    LegalRoute,
}

/// A gate.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// The metric that counts whom it stops.
    pub metric: Metric,
    /// Where people meet it.
    pub stage: Stage,
    relief: Result<&'static [Lever], &'static str>,
}

impl Gate {
    /// Its name: that of its metric, without `stopped_by_`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.metric.name().trim_start_matches("stopped_by_")
    }

    /// Its name in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        self.name().replace('_', " ")
    }

    /// The parameters that relieve it; none where there are none.
    #[must_use]
    pub fn levers(&self) -> &'static [Lever] {
        self.relief.unwrap_or_default()
    }

    /// Why no parameter relieves it, if none does.
    #[must_use]
    pub fn no_relief(&self) -> Option<&'static str> {
        self.relief.err()
    }
}

const fn gate(metric: Metric, stage: Stage, levers: &'static [Lever]) -> Gate {
    Gate { metric, stage, relief: Ok(levers) }
}

const fn fixed(metric: Metric, why: &'static str) -> Gate {
    Gate { metric, stage: Stage::Before, relief: Err(why) }
}

macro_rules! lever {
    ($change:ident $kind:ident $section:ident $(. $key:ident)+) => {
        Lever::new(
            concat!(stringify!($section) $(, ".", stringify!($key))+),
            Change::$change,
            |scenario| Value::$kind(&mut scenario.$section$(.$key)+),
        )
    };
}

/// Every gate, in the order of the metrics. Capacities grow by a tenth; of those whom a chance stops, a tenth fewer are.
///
/// Flights and not the seats on each are what grows: seats are whole, while flights add up over the weeks.
pub const GATES: &[Gate] = &[
    fixed(Metric::StoppedByBoatPlaces, "it lies before the agreement, and boats are no policy"),
    fixed(Metric::StoppedByAgreement, "an agreement is in force or it is not"),
    gate(Metric::StoppedByCourtPause, Stage::Return, &[lever!(Less Number courts.systemic.challenges_per_year)]),
    gate(
        Metric::StoppedBySuspension,
        Stage::Return,
        &[lever!(Less Number france.cooperation.suspension_weekly_chance)],
    ),
    fixed(Metric::StoppedByEligibility, "whom the agreement covers is fixed by treaty and rulings"),
    gate(Metric::StoppedBySelection, Stage::Before, &[lever!(MoreOfShare Number home_office.selection.share)]),
    gate(Metric::StoppedByDetentionBeds, Stage::Return, &[lever!(More Number home_office.detention.beds)]),
    gate(
        Metric::StoppedByCasework,
        Stage::Return,
        &[
            lever!(More Number home_office.casework.weekly_cases),
            lever!(More Number home_office.casework.weekly_decisions),
        ],
    ),
    gate(Metric::StoppedByRequestDeadline, Stage::Return, &[lever!(MoreDays Days agreement.request_deadline_days)]),
    gate(Metric::StoppedByFrenchReply, Stage::Return, &[lever!(More Number france.replies.weekly_capacity)]),
    gate(
        Metric::StoppedByFrenchRefusal,
        Stage::Return,
        &[lever!(Less Number france.replies.refusal_share), lever!(Less Number france.cooperation.refusal_increase)],
    ),
    gate(
        Metric::StoppedByTraffickingReferral,
        Stage::Return,
        &[
            lever!(Less Number courts.trafficking.positive_share),
            lever!(Less Number courts.trafficking.reconsideration_success),
        ],
    ),
    gate(
        Metric::StoppedByHumanRightsClaim,
        Stage::Return,
        &[lever!(FewerOthers Number courts.human_rights.certified_share)],
    ),
    gate(Metric::StoppedByInterimRelief, Stage::Return, &[lever!(Less Number courts.interim_relief.success_rate)]),
    gate(Metric::StoppedByBail, Stage::Return, &[lever!(Less Number home_office.detention.bail_daily_chance)]),
    gate(Metric::StoppedByFlightSeats, Stage::Return, &[lever!(More Number home_office.flights.weekly_flights)]),
    gate(Metric::StoppedByFrenchReception, Stage::Return, &[lever!(More Number france.reception.weekly_places)]),
    gate(Metric::StoppedByParity, Stage::Return, &[lever!(More Number agreement.tolerance_returns_ahead)]),
    gate(Metric::StoppedByTreatyDeadline, Stage::Return, &[lever!(MoreDays Days agreement.return_deadline_days)]),
    gate(
        Metric::StoppedByLegalDocuments,
        Stage::LegalRoute,
        &[lever!(FewerOthers Number legal_route.other_proof_share)],
    ),
    gate(Metric::StoppedByLegalOtherProofs, Stage::LegalRoute, &[lever!(More Number legal_route.weekly_other_proofs)]),
    gate(
        Metric::StoppedByLegalEligibility,
        Stage::LegalRoute,
        &[lever!(FewerOthers Number legal_route.checks_pass_share)],
    ),
    gate(Metric::StoppedByLegalWindow, Stage::LegalRoute, &[lever!(More Number legal_route.weekly_applications)]),
    gate(Metric::StoppedByLegalVetting, Stage::LegalRoute, &[lever!(More Number legal_route.weekly_vetting)]),
    gate(Metric::StoppedByLegalVisas, Stage::LegalRoute, &[lever!(More Number legal_route.weekly_visas)]),
    gate(Metric::StoppedByLegalParity, Stage::LegalRoute, &[lever!(More Number agreement.tolerance_admissions_ahead)]),
];
