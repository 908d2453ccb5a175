//! The gates by the names that readers know them by, for every figure, table and page that shows them.

use crate::metrics::Metric;

/// The part of the exchange that a gate belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Before the pipeline, on either side.
    Outside,
    /// What the UK needs to return somebody.
    ReturnSide,
    /// What France decides and can take.
    France,
    /// Courts, and claims of one person.
    Courts,
    /// The way to the UK.
    LegalRoute,
}

impl Group {
    /// What the part is called.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Outside => "Before the pipeline",
            Self::ReturnSide => "Return side (UK)",
            Self::France => "France",
            Self::Courts => "Courts and claims",
            Self::LegalRoute => "Legal route",
        }
    }
}

/// A gate as readers know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// The people whom it stopped or held up.
    pub metric: Metric,
    /// What it is called, in a few words.
    pub name: &'static str,
    /// Where it stands.
    pub group: Group,
}

impl Gate {
    /// Whether it stops people who were chosen for return, rather than before or on the other route.
    #[must_use]
    pub fn stops_the_chosen(&self) -> bool {
        let before = matches!(self.metric, Metric::StoppedByEligibility | Metric::StoppedBySelection);
        !before && !matches!(self.group, Group::Outside | Group::LegalRoute)
    }
}

const fn gate(metric: Metric, name: &'static str, group: Group) -> Gate {
    Gate { metric, name, group }
}

/// Every gate, in the order in which people meet them within a group.
pub const GATES: &[Gate] = &[
    gate(Metric::StoppedByBoatPlaces, "No place in a boat", Group::Outside),
    gate(Metric::StoppedByAgreement, "No agreement in force", Group::Outside),
    gate(Metric::StoppedByEligibility, "Outside the agreement", Group::ReturnSide),
    gate(Metric::StoppedBySelection, "Not selected", Group::ReturnSide),
    gate(Metric::StoppedByDetentionBeds, "Detention beds", Group::ReturnSide),
    gate(Metric::StoppedByCasework, "Caseworkers", Group::ReturnSide),
    gate(Metric::StoppedByRequestDeadline, "14 days to request passed", Group::ReturnSide),
    gate(Metric::StoppedByBail, "Bail or medical release", Group::ReturnSide),
    gate(Metric::StoppedByFlightSeats, "Flight seats", Group::ReturnSide),
    gate(Metric::StoppedByParity, "Returns ahead of admissions", Group::ReturnSide),
    gate(Metric::StoppedByTreatyDeadline, "Three months passed", Group::ReturnSide),
    gate(Metric::StoppedByFrenchReply, "Reply overdue", Group::France),
    gate(Metric::StoppedByFrenchRefusal, "Refused by France", Group::France),
    gate(Metric::StoppedByFrenchReception, "Reception places", Group::France),
    gate(Metric::StoppedBySuspension, "Suspended by France", Group::France),
    gate(Metric::StoppedByTraffickingReferral, "Trafficking decision", Group::Courts),
    gate(Metric::StoppedByHumanRightsClaim, "Human-rights claim", Group::Courts),
    gate(Metric::StoppedByInterimRelief, "Removal stopped by a court", Group::Courts),
    gate(Metric::StoppedByCourtPause, "Scheme paused by a court", Group::Courts),
    gate(Metric::StoppedByLegalWindow, "Window closed or full", Group::LegalRoute),
    gate(Metric::StoppedByLegalDocuments, "No identity document", Group::LegalRoute),
    gate(Metric::StoppedByLegalOtherProofs, "Other proof not checked", Group::LegalRoute),
    gate(Metric::StoppedByLegalEligibility, "Failed location or suitability", Group::LegalRoute),
    gate(Metric::StoppedByLegalVetting, "Vetting", Group::LegalRoute),
    gate(Metric::StoppedByLegalVisas, "Visa centre", Group::LegalRoute),
    gate(Metric::StoppedByLegalParity, "Admissions ahead of returns", Group::LegalRoute),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::METRICS;

    #[test]
    fn every_gate_has_one_name() {
        for metric in METRICS {
            let named = GATES.iter().filter(|gate| gate.metric == *metric).count();
            assert_eq!(named, usize::from(metric.is_gate()), "{}", metric.name());
        }
    }
}
