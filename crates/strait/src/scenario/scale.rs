//! `run.scale`: a larger or smaller world of the same kind.

use super::Scenario;

impl Scenario {
    /// The same scenario with everything that counts people, places or boats multiplied by `run.scale`.
    ///
    /// Rates, shares, times, loads and dispersions stay, so that what binds stays what binds and what is uneven stays as
    /// uneven.
    #[must_use]
    pub(crate) fn scaled(&self) -> Self {
        let mut scaled = self.clone();
        let scale = self.run.scale;
        for amount in [
            &mut scaled.arrivals_in_france.per_year,
            &mut scaled.smugglers.boats_per_crossing_day,
            &mut scaled.smugglers.reference_waiting,
            &mut scaled.information.prior_weight,
            &mut scaled.france.patrols.reference_launches,
            &mut scaled.france.replies.weekly_capacity,
            &mut scaled.france.reception.weekly_places,
            &mut scaled.agreement.tolerance_returns_ahead,
            &mut scaled.agreement.tolerance_admissions_ahead,
            &mut scaled.agreement.committee.resumes_within,
            &mut scaled.home_office.intake.daily_screenings,
            &mut scaled.home_office.detention.beds,
            &mut scaled.home_office.detention.beds_ceiling,
            &mut scaled.home_office.casework.weekly_cases,
            &mut scaled.home_office.casework.weekly_decisions,
            &mut scaled.home_office.flights.seats_per_flight,
            &mut scaled.courts.trafficking.weekly_decisions,
            &mut scaled.courts.interim_relief.weekly_hearings,
            &mut scaled.courts.lawyers.weekly_capacity,
            &mut scaled.legal_route.weekly_applications,
            &mut scaled.legal_route.weekly_other_proofs,
            &mut scaled.legal_route.weekly_vetting,
            &mut scaled.legal_route.weekly_visas,
            &mut scaled.asylum.other_weekly_claims,
            &mut scaled.asylum.weekly_decisions,
            &mut scaled.asylum.working_stock,
            &mut scaled.asylum.weekly_appeals,
            &mut scaled.asylum.support.other_places,
            &mut scaled.costs.french_patrols_year,
        ] {
            *amount *= scale;
        }
        for known in scaled.asylum.awaiting_known.iter_mut().chain(&mut scaled.asylum.appeals_known) {
            *known *= scale;
        }
        // Effects on opinion are of national numbers.
        scaled.public.arrivals_effect /= scale;
        scaled.public.deaths_effect /= scale;
        scaled.public.returns_effect /= scale;
        scaled
    }
}
