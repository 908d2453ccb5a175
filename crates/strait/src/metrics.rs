//! The one table of metrics: name, unit, kind and meaning of everything that a day records.
//!
//! All else derives from it: result columns, weekly sums, summaries and chart labels.

use std::ops::{AddAssign, Index, IndexMut};

/// How a metric behaves when days are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Counted through the day; a week is the sum of its days.
    Flow,
    /// Read at the end of the day; a week takes its last day's reading.
    Level,
}

/// What a metric is called and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The column's name.
    pub name: &'static str,
    /// The unit, in words.
    pub unit: &'static str,
    /// Whether it adds up over days.
    pub kind: Kind,
    /// The meaning, in one sentence.
    pub meaning: &'static str,
}

macro_rules! metrics {
    ($($variant:ident $name:literal $unit:literal $kind:ident $meaning:literal;)*) => {
        /// A metric of the daily record, in the order of the columns.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(usize)]
        pub enum Metric { $(#[doc = $meaning] $variant,)* }

        /// Every metric, in the order of the columns.
        pub const METRICS: &[Metric] = &[$(Metric::$variant,)*];

        const DEFINITIONS: &[Definition] =
            &[$(Definition { name: $name, unit: $unit, kind: Kind::$kind, meaning: $meaning },)*];
    };
}

metrics! {
    ArrivedInFrance "arrived_in_france" "people" Flow "People who arrived in northern France meaning to cross.";
    Attempts "attempts" "people" Flow "People who set out in a boat: arrivals + prevented + rescued back + deaths.";
    BoatsLaunched "boats_launched" "boats" Flow "Boats that set out from a beach, stopped there or not.";
    BoatsLanded "boats_landed" "boats" Flow "Boats from which people arrived in the UK.";
    Prevented "prevented" "people" Flow "People stopped by French patrols, counted once for each attempt.";
    RescuedBack "rescued_back" "people" Flow "People rescued at sea and brought back to France.";
    Deaths "deaths" "people" Flow "People who died at sea.";
    Arrivals "arrivals" "people" Flow "People who arrived in the UK by small boat.";
    CrossingDay "crossing_day" "days" Flow "1 on a day with at least one arrival, else 0.";
    WaitingInFrance "waiting_in_france" "people" Level "People waiting in northern France.";
    LeftRegion "left_region" "people" Flow "People who left northern France for good: settled, went elsewhere or took another route.";
    Selected "selected" "people" Flow "People detained for return on arrival.";
    Detained "detained" "people" Level "People held in detention for return.";
    VulnerableSelected "vulnerable_selected" "people" Flow "People with signs of trafficking among those detained for return on arrival.";
    Requested "requested" "people" Flow "Readmission requests sent to France.";
    AcceptedByFrance "accepted_by_france" "people" Flow "Readmission requests that France accepted.";
    RefusedByFrance "refused_by_france" "people" Flow "Readmission requests that France refused.";
    ChallengesLodged "challenges_lodged" "challenges" Flow "Applications to a court to stop a removal, and in-country human-rights appeals.";
    ChallengesOpen "challenges_open" "challenges" Level "Challenges and referrals not yet decided, and interim relief in force.";
    TraffickingReferrals "trafficking_referrals" "people" Flow "Detained people referred as possible victims of trafficking.";
    ReliefGranted "relief_granted" "people" Flow "People whose removal a court stopped for a time.";
    DeadlineLapsed "deadline_lapsed" "people" Flow "People released because a treaty deadline passed: 14 days to request, three months in all.";
    Released "released" "people" Flow "People released from the return pipeline into the asylum system, whatever the reason.";
    Returned "returned" "people" Flow "People returned to France.";
    DaysDetainedReturned "days_detained_returned" "person-days" Flow "Days that people returned that day had been detained, in all.";
    DaysDetainedReleased "days_detained_released" "person-days" Flow "Days that people released that day had been detained, in all.";
    ReturnedWithFoundedClaim "returned_with_founded_claim" "people" Flow "People returned whose claim the UK would have granted at first decision, at the grant rates of that day.";
    ReturnedWithFoundedClaimLongRun "returned_with_founded_claim_long_run" "people" Flow "People returned whose claim the UK would have granted at first decision, at the grant rates of 2020 to 2025.";
    ReturnedToFrance "returned_to_france" "people" Level "People returned who are still in shelter or waiting to go north again.";
    Reentered "reentered" "people" Flow "Arrivals of people who had been returned before: as many as the share assumed to go north again makes them.";
    LegalApplications "legal_applications" "people" Flow "Applications for the legal route.";
    LegalPool "legal_pool" "people" Level "People in the legal route: applied or vetted, not yet admitted.";
    Admitted "admitted" "people" Flow "People admitted to the UK by the legal route.";
    LedgerGap "ledger_gap" "people" Level "Admitted minus returned, since the agreement began.";
    ReturnsPaused "returns_paused" "yes/no" Level "1 while the joint committee pauses returns, for they have run ahead of admissions.";
    AdmissionsPaused "admissions_paused" "yes/no" Level "1 while the joint committee pauses admissions, for they have run ahead of returns.";
    ScaleUp "scale_up" "ratio" Level "Capacities of both legs of the exchange, as a multiple of what the scenario gives.";
    AsylumClaims "asylum_claims" "people" Flow "Asylum claims in the UK: people from boats, the legal route, and all other claims.";
    AsylumBacklog "asylum_backlog" "people" Level "People awaiting an initial asylum decision.";
    AsylumGranted "asylum_granted" "people" Flow "Claims granted, at first decision or on appeal.";
    AsylumRefused "asylum_refused" "people" Flow "Claims refused at first decision.";
    AppealsOpen "appeals_open" "people" Level "People awaiting an asylum appeal.";
    Accommodated "accommodated" "people" Level "People who receive asylum support, in accommodation or in cash.";
    InHotels "in_hotels" "people" Level "People supported for whom there is no other place, and who live in hotels.";
    ReturnProbability "return_probability" "share" Level "Returned in the last 90 days, as a share of those who arrived in those days.";
    PerceivedReturnProbability "perceived_return_probability" "share" Level "Return probability as people waiting in northern France see it, on average.";
    FrenchCooperation "french_cooperation" "level 0-1" Level "France's willingness to cooperate; none while no agreement is in force.";
    FrenchReceptionLoad "french_reception_load" "share" Level "Returns in the last four weeks over what French reception can take in that time.";
    AgreementActive "agreement_active" "yes/no" Level "1 while the agreement is in force and neither side nor a court has paused returns.";
    CourtPause "court_pause" "yes/no" Level "1 while a court's ruling on the whole scheme pauses returns.";
    FrenchSuspension "french_suspension" "yes/no" Level "1 while France suspends the agreement.";
    Suspensions "suspensions" "count" Flow "Suspensions by France that began.";
    Notices "notices" "count" Flow "Notices of termination that France gave.";
    Renewals "renewals" "count" Flow "Times that the agreement was renewed.";
    SystemicChallenges "systemic_challenges" "count" Flow "Challenges filed against the scheme as a whole.";
    CourtPauses "court_pauses" "count" Flow "Pauses of returns by a court that began.";
    EndedByNotice "ended_by_notice" "count" Flow "1 on the day on which the agreement ended because notice ran out.";
    EndedByCourt "ended_by_court" "count" Flow "1 on the day on which the agreement ended because a court found the scheme unlawful.";
    Lapsed "lapsed" "count" Flow "1 on the day on which the agreement lapsed without being renewed.";
    PublicSupport "public_support" "share" Level "Share of the public who support the agreement.";
    SchemeCostGbp "scheme_cost_gbp" "GBP" Flow "Cost of the exchange to the UK that day: detention, transport, casework, challenges and admissions, in 2025 pounds.";
    AsylumCostGbp "asylum_cost_gbp" "GBP" Flow "Cost of the whole asylum system to the UK that day: decisions, appeals and support, in 2025 pounds.";
    CostGbp "cost_gbp" "GBP" Flow "Cost of the exchange, of the whole asylum system and of payments to France for patrols that day, in 2025 pounds.";
    StoppedByBoatPlaces "stopped_by_boat_places" "people" Flow "People who meant to cross that day and found no place in a boat.";
    StoppedByAgreement "stopped_by_agreement" "people" Flow "People not taken for return because no agreement was in force.";
    StoppedByCourtPause "stopped_by_court_pause" "people" Flow "People whom a court's pause of the scheme kept from selection or removal.";
    StoppedBySuspension "stopped_by_suspension" "people" Flow "People whom France's suspension kept from selection or removal.";
    StoppedByEligibility "stopped_by_eligibility" "people" Flow "People outside the agreement: unaccompanied minors, or excluded by a ruling.";
    StoppedBySelection "stopped_by_selection" "people" Flow "Eligible people whom the selection rule passed over.";
    StoppedByDetentionBeds "stopped_by_detention_beds" "people" Flow "People chosen for return for whom no detention bed was free.";
    StoppedByCasework "stopped_by_casework" "people" Flow "People held up because no caseworker was free to open, request or decide their case.";
    StoppedByRequestDeadline "stopped_by_request_deadline" "people" Flow "People released because the request would have come later than 14 days after arrival.";
    StoppedByFrenchReply "stopped_by_french_reply" "people" Flow "People whose reply from France was held up beyond its due day.";
    StoppedByFrenchRefusal "stopped_by_french_refusal" "people" Flow "People whom France refused to take back.";
    StoppedByTraffickingReferral "stopped_by_trafficking_referral" "people" Flow "People released after a positive first trafficking decision.";
    StoppedByHumanRightsClaim "stopped_by_human_rights_claim" "people" Flow "People released because a human-rights claim was not certified as unfounded, or succeeded.";
    StoppedByInterimRelief "stopped_by_interim_relief" "people" Flow "People whose removal a court stopped for a time or for good.";
    StoppedByBail "stopped_by_bail" "people" Flow "People released on bail or on medical grounds.";
    StoppedByFlightSeats "stopped_by_flight_seats" "people" Flow "People ready to fly for whom there was no seat, or whose flight was cancelled.";
    StoppedByFrenchReception "stopped_by_french_reception" "people" Flow "People ready to fly whom French reception had no place for that day.";
    StoppedByParity "stopped_by_parity" "people" Flow "People ready to fly while returns had run too far ahead of admissions.";
    StoppedByTreatyDeadline "stopped_by_treaty_deadline" "people" Flow "People released because three months had passed since arrival.";
    StoppedByLegalDocuments "stopped_by_legal_documents" "people" Flow "Applicants for the legal route who could not prove their identity.";
    StoppedByLegalOtherProofs "stopped_by_legal_other_proofs" "people" Flow "People without a document who meant to apply and whose other proof of identity nobody was free to check.";
    StoppedByLegalEligibility "stopped_by_legal_eligibility" "people" Flow "Applicants for the legal route who failed its location or suitability checks.";
    StoppedByLegalWindow "stopped_by_legal_window" "people" Flow "People who meant to apply while the window was closed or full.";
    StoppedByLegalVetting "stopped_by_legal_vetting" "people" Flow "Applicants held up because vetting was at capacity.";
    StoppedByLegalVisas "stopped_by_legal_visas" "people" Flow "Vetted people held up because the visa centre was at capacity.";
    StoppedByLegalParity "stopped_by_legal_parity" "people" Flow "Vetted people held up while admissions had caught up with returns.";
}

/// How many metrics there are.
pub const METRIC_COUNT: usize = METRICS.len();

impl Metric {
    /// The metric's name, unit, kind and meaning.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }

    /// The column's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// The metric with this column name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        METRICS.iter().copied().find(|metric| metric.name() == name)
    }

    /// Whether this metric counts the people a gate stopped.
    #[must_use]
    pub fn is_gate(self) -> bool {
        self.name().starts_with("stopped_by_")
    }
}

/// One day's (or one week's) metrics; NaN where there is none that day.
#[derive(Debug, Clone, Copy)]
pub struct Row([f64; METRIC_COUNT]);

/// Rows are the same when they hold the same bits: what is none in both is no difference.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own.to_bits() == other.to_bits())
    }
}

impl Default for Row {
    fn default() -> Self {
        Self([0.0; METRIC_COUNT])
    }
}

impl Row {
    /// The values in the order of [`METRICS`].
    #[must_use]
    pub fn values(&self) -> &[f64; METRIC_COUNT] {
        &self.0
    }

    /// Counts `people` more.
    pub(crate) fn count(&mut self, metric: Metric, people: u64) {
        self[metric] += people as f64;
    }
}

impl Index<Metric> for Row {
    type Output = f64;
    fn index(&self, metric: Metric) -> &f64 {
        &self.0[metric as usize]
    }
}

impl IndexMut<Metric> for Row {
    fn index_mut(&mut self, metric: Metric) -> &mut f64 {
        &mut self.0[metric as usize]
    }
}

/// Puts a later day behind an earlier one: flows add up, levels take the later reading.
impl AddAssign<&Row> for Row {
    fn add_assign(&mut self, later: &Row) {
        for &metric in METRICS {
            match metric.definition().kind {
                Kind::Flow => self[metric] += later[metric],
                Kind::Level => self[metric] = later[metric],
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_own() {
        for &metric in METRICS {
            assert_eq!(Metric::named(metric.name()), Some(metric), "{} names two metrics", metric.name());
        }
    }

    #[test]
    fn a_week_sums_flows_and_keeps_the_last_level() {
        let mut week = Row::default();
        for day in 1..=7 {
            let mut row = Row::default();
            row[Metric::Arrivals] = f64::from(day);
            row[Metric::Detained] = f64::from(day);
            week += &row;
        }
        assert_eq!(week[Metric::Arrivals], 28.0);
        assert_eq!(week[Metric::Detained], 7.0);
    }
}
