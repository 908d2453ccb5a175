//! What happens in the life of the agreement, each thing counted on the day on which it happens: suspensions, pauses,
//! challenges, notice, renewals, and how it ends.

use crate::actors::courts::Systemic;
use crate::agreement::{Agreement, End, Standing};
use crate::metrics::{Metric, Row};

/// How things stood when they were last looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Milestones {
    in_force: bool,
    suspended: bool,
    paused: bool,
    challenged: bool,
    under_notice: bool,
    renewals: u64,
}

impl Milestones {
    /// Counts what has changed since the day before.
    pub(crate) fn note(
        &mut self,
        standing: Standing,
        agreement: &Agreement,
        systemic: &Systemic,
        end: Option<End>,
        row: &mut Row,
    ) {
        let now = Self {
            in_force: standing.in_force(),
            suspended: standing == Standing::SuspendedByFrance,
            paused: standing.in_force() && systemic.pauses_returns(),
            challenged: systemic.pending(),
            under_notice: agreement.under_notice(),
            renewals: agreement.renewals(),
        };
        let before = std::mem::replace(self, now);
        for (metric, begins) in [
            (Metric::Suspensions, now.suspended && !before.suspended),
            (Metric::CourtPauses, now.paused && !before.paused),
            (Metric::SystemicChallenges, now.challenged && !before.challenged),
            (Metric::Notices, now.under_notice && !before.under_notice),
        ] {
            row.count(metric, u64::from(begins));
        }
        row.count(Metric::Renewals, now.renewals - before.renewals);
        if before.in_force && !now.in_force {
            match end {
                Some(End::Notice) => row.count(Metric::EndedByNotice, 1),
                Some(End::Court) => row.count(Metric::EndedByCourt, 1),
                Some(End::Expiry) => row.count(Metric::Lapsed, 1),
                None => {}
            }
        }
    }
}
