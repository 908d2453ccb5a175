//! The return pipeline: detained people on their way back to France. They come from intake; they are returned to France
//! or released into the asylum system.
//!
//! request → reply → decision that the claim is inadmissible → (human-rights claim) → notice → ready → flight, with
//! referrals and court applications as barriers on the way. How long it takes is an outcome.

use crate::actors::courts::Courts;
use crate::actors::france::France;
use crate::actors::home_office::HomeOffice;
use crate::agreement::Standing;
use crate::calendar::Today;
use crate::ledger::{Ledger, Leg};
use crate::luck::{Luck, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::{Age, Person};
use crate::scenario::Scenario;
use crate::stages::intake::Arrival;

/// Where a case stands; `due` is the day on which it can move on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Request { due: i32 },
    Reply { requested: i32, due: i32 },
    Decision { due: i32 },
    HumanRightsClaim { due: i32 },
    Notice { due: i32 },
    Ready,
}

/// What stops a removal while the case goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Barrier {
    Referral { due: i32 },
    SecondLook { due: i32 },
    Hearing { due: i32 },
    Relief { until: i32, then_released: bool },
}

/// One detained person's case.
#[derive(Debug, Clone, Copy)]
struct Case {
    person: Person,
    arrived: i32,
    /// The day of detention.
    detained: i32,
    step: Step,
    barrier: Option<Barrier>,
    /// How much of the daily hazard of bail they still go through before they are released.
    until_bail: f64,
    /// Gates that have stopped this case, so that each counts a person once.
    stopped: u64,
}

impl Case {
    /// Counts the person at a gate the first time that it stops them.
    fn stop(&mut self, gate: Metric, row: &mut Row) {
        let bit = 1 << (gate as u32 - Metric::StoppedByBoatPlaces as u32);
        if self.stopped & bit == 0 {
            self.stopped |= bit;
            row.count(gate, 1);
        }
    }

    fn days_detained(&self, today: Today) -> u64 {
        u64::from((today.day - self.detained).unsigned_abs())
    }
}

/// Whom a case depends on today.
pub(crate) struct Parties<'a> {
    pub(crate) standing: Standing,
    pub(crate) home_office: &'a mut HomeOffice,
    pub(crate) france: &'a mut France,
    pub(crate) courts: &'a mut Courts,
    pub(crate) ledger: &'a mut Ledger,
    /// The leg of the exchange that the joint committee has paused.
    pub(crate) paused: Option<Leg>,
}

/// Who leaves the pipeline today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exits {
    pub(crate) returned: Vec<Person>,
    pub(crate) released: Vec<Person>,
}

/// Every case, in the order of detention.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReturnPipeline {
    cases: Vec<Case>,
    exits: Exits,
}

impl ReturnPipeline {
    /// How many people are detained.
    pub(crate) fn detained(&self) -> usize {
        self.cases.len()
    }

    /// What the cases take [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.cases.len() * size_of::<Case>()
    }

    /// Challenges and referrals not yet decided, and relief in force.
    pub(crate) fn challenges_open(&self) -> usize {
        let open = |case: &&Case| case.barrier.is_some() || matches!(case.step, Step::HumanRightsClaim { .. });
        self.cases.iter().filter(open).count()
    }

    /// Opens the cases of people detained today.
    pub(crate) fn open(&mut self, selected: &[Arrival], today: Today, scenario: &Scenario, luck: &Luck, row: &mut Row) {
        for &Arrival { person, arrived } in selected {
            debug_assert!(person.age() != Age::UnaccompaniedMinor, "an unaccompanied minor was selected");
            let request = luck
                .draws(Purpose::RequestDelay, person.id, today.day)
                .days(scenario.home_office.casework.request_days);
            let mut case = Case {
                person,
                arrived,
                detained: today.day,
                step: Step::Request { due: today.day + request },
                barrier: None,
                until_bail: -libm::log(luck.uniform(Purpose::Bail, person.id, today.day)),
                stopped: 0,
            };
            row.count(Metric::VulnerableSelected, u64::from(person.shows_trafficking_signs()));
            let trafficking = &scenario.courts.trafficking;
            let referral_share = if person.shows_trafficking_signs() {
                trafficking.referral_share
            } else {
                trafficking.referral_share_without_signs
            };
            let mut draws = luck.draws(Purpose::Referral, person.id, today.day);
            if draws.happens(referral_share) {
                row.count(Metric::TraffickingReferrals, 1);
                let due = today.day + draws.days(trafficking.decision_days);
                case.barrier = Some(Barrier::Referral { due });
            }
            self.cases.push(case);
        }
    }

    /// A day in the pipeline: every case moves on as far as it can, then those who are ready fly as far as there are
    /// seats, places and balance.
    pub(crate) fn next_day(
        &mut self,
        today: Today,
        mut parties: Parties<'_>,
        scenario: &Scenario,
        luck: &Luck,
        row: &mut Row,
    ) -> &Exits {
        let Self { cases, exits } = self;
        exits.returned.clear();
        exits.released.clear();
        let bail_hazard = -libm::log1p(-scenario.home_office.detention.bail_daily_chance);
        let mut desk = Desk { today, scenario, luck, row, bail_hazard };
        cases.retain_mut(|case| {
            let stays = desk.move_on(case, &mut parties);
            if !stays {
                exits.released.push(case.person);
                desk.row.count(Metric::DaysDetainedReleased, case.days_detained(today));
            }
            stays
        });
        row.count(Metric::Released, exits.released.len() as u64);
        self.fly(today, &mut parties, scenario, luck, row);
        &self.exits
    }

    fn fly(&mut self, today: Today, parties: &mut Parties<'_>, scenario: &Scenario, luck: &Luck, row: &mut Row) {
        let Self { cases, exits } = self;
        let mut seats = parties.home_office.seats(today, &scenario.home_office, luck);
        let no_flights_at_all = scenario.home_office.flights.weekly_flights <= 0.0;
        let mut turned_down = 0;
        let seats_flown = seats.free > 0;
        cases.retain_mut(|case| {
            if case.step != Step::Ready || case.barrier.is_some() {
                return true;
            }
            if parties.standing == Standing::PausedByCourt {
                case.stop(Metric::StoppedByCourtPause, row);
            } else if parties.standing == Standing::SuspendedByFrance {
                case.stop(Metric::StoppedBySuspension, row);
            } else if !parties.ledger.allows(Leg::Returns, parties.paused, &scenario.agreement) {
                case.stop(Metric::StoppedByParity, row);
            } else if seats.free == 0 {
                if seats.planned || no_flights_at_all {
                    case.stop(Metric::StoppedByFlightSeats, row);
                }
            } else if !parties.france.can_receive() {
                case.stop(Metric::StoppedByFrenchReception, row);
                turned_down += 1;
            } else {
                seats.free -= 1;
                parties.ledger.count_return();
                row.count(Metric::Returned, 1);
                row.count(Metric::DaysDetainedReturned, case.days_detained(today));
                let mut person = case.person;
                person.times_returned = person.times_returned.saturating_add(1);
                exits.returned.push(person);
                return false;
            }
            true
        });
        if seats_flown {
            parties.france.note_turned_down(turned_down);
        }
    }
}

/// A caseworker's desk for one day.
struct Desk<'a> {
    today: Today,
    scenario: &'a Scenario,
    luck: &'a Luck,
    row: &'a mut Row,
    /// The day's hazard of bail, which comes to its daily chance.
    bail_hazard: f64,
}

impl Desk<'_> {
    /// Moves a case on as far as it goes today. False when the person is released.
    fn move_on(&mut self, case: &mut Case, parties: &mut Parties<'_>) -> bool {
        let today = self.today.day;
        if !parties.standing.in_force() {
            case.stop(Metric::StoppedByAgreement, self.row);
            return false;
        }
        if today - case.arrived > self.scenario.agreement.return_deadline_days as i32 {
            self.row.count(Metric::DeadlineLapsed, 1);
            case.stop(Metric::StoppedByTreatyDeadline, self.row);
            return false;
        }
        case.until_bail -= self.bail_hazard;
        if case.until_bail < 0.0 {
            case.stop(Metric::StoppedByBail, self.row);
            return false;
        }
        self.pass_barrier(case, parties) && self.take_step(case, parties)
    }

    /// Decides what stands in the way, if that is due. False when the person is released.
    fn pass_barrier(&mut self, case: &mut Case, parties: &mut Parties<'_>) -> bool {
        match case.barrier {
            Some(Barrier::Referral { due }) => self.decide_referral(case, due, parties),
            Some(Barrier::SecondLook { due }) => self.look_again(case, due),
            Some(Barrier::Hearing { due }) => self.hear_application(case, due, parties),
            Some(Barrier::Relief { until, then_released }) if self.today.day >= until => {
                case.barrier = None;
                !then_released
            }
            Some(Barrier::Relief { .. }) | None => true,
        }
    }

    fn decide_referral(&mut self, case: &mut Case, due: i32, parties: &mut Parties<'_>) -> bool {
        if self.today.day < due || !parties.courts.decide_referral() {
            return true;
        }
        let trafficking = &self.scenario.courts.trafficking;
        let mut draws = self.luck.draws(Purpose::ReferralOutcome, case.person.id, case.arrived);
        if case.person.shows_trafficking_signs() && draws.happens(trafficking.positive_share) {
            case.stop(Metric::StoppedByTraffickingReferral, self.row);
            return false;
        }
        let mut draws = self.luck.draws(Purpose::SecondLook, case.person.id, case.arrived);
        case.barrier = draws
            .happens(trafficking.reconsideration_share)
            .then(|| Barrier::SecondLook { due: self.today.day + draws.days(trafficking.reconsideration_days) });
        true
    }

    fn look_again(&mut self, case: &mut Case, due: i32) -> bool {
        if self.today.day < due {
            return true;
        }
        case.barrier = None;
        let success = self.scenario.courts.trafficking.reconsideration_success;
        if self.luck.happens(success, Purpose::SecondLookOutcome, case.person.id, case.arrived) {
            case.stop(Metric::StoppedByTraffickingReferral, self.row);
            return false;
        }
        true
    }

    fn hear_application(&mut self, case: &mut Case, due: i32, parties: &mut Parties<'_>) -> bool {
        if self.today.day < due || !parties.courts.hear() {
            return true;
        }
        let relief = &self.scenario.courts.interim_relief;
        let mut draws = self.luck.draws(Purpose::HearingOutcome, case.person.id, case.arrived);
        case.barrier = None;
        if draws.happens(relief.success_rate) {
            self.row.count(Metric::ReliefGranted, 1);
            case.stop(Metric::StoppedByInterimRelief, self.row);
            let then_released = draws.happens(relief.release_share);
            let until = self.today.day + relief.relief_days.round() as i32;
            case.barrier = Some(Barrier::Relief { until, then_released });
        }
        true
    }

    /// Takes the case's next step if it is due and someone can take it. False when the person is released.
    fn take_step(&mut self, case: &mut Case, parties: &mut Parties<'_>) -> bool {
        match case.step {
            Step::Request { due } => self.request(case, due, parties),
            Step::Reply { requested, due } => self.receive_reply(case, requested, due, parties),
            Step::Decision { due } => {
                self.decide_inadmissible(case, due, parties);
                true
            }
            Step::HumanRightsClaim { due } => self.decide_claim(case, due, parties),
            Step::Notice { due } => {
                if self.today.day >= due && case.barrier.is_none() {
                    case.step = Step::Ready;
                }
                true
            }
            Step::Ready => true,
        }
    }

    fn request(&mut self, case: &mut Case, due: i32, parties: &Parties<'_>) -> bool {
        let today = self.today.day;
        if today - case.arrived > self.scenario.agreement.request_deadline_days as i32 {
            self.row.count(Metric::DeadlineLapsed, 1);
            case.stop(Metric::StoppedByRequestDeadline, self.row);
            return false;
        }
        if parties.standing == Standing::SuspendedByFrance {
            case.stop(Metric::StoppedBySuspension, self.row);
        } else if today >= due {
            self.row.count(Metric::Requested, 1);
            let due = parties.france.reply_due(case.person, self.today, self.scenario, self.luck);
            case.step = Step::Reply { requested: today, due };
        }
        true
    }

    fn receive_reply(&mut self, case: &mut Case, requested: i32, due: i32, parties: &mut Parties<'_>) -> bool {
        if self.today.day < due {
            return true;
        }
        if parties.standing == Standing::SuspendedByFrance {
            case.stop(Metric::StoppedBySuspension, self.row);
            return true;
        }
        if !parties.france.can_reply() {
            case.stop(Metric::StoppedByFrenchReply, self.row);
            return true;
        }
        if parties.france.refuses(case.person, requested, self.scenario, self.luck) {
            self.row.count(Metric::RefusedByFrance, 1);
            case.stop(Metric::StoppedByFrenchRefusal, self.row);
            return false;
        }
        self.row.count(Metric::AcceptedByFrance, 1);
        let mut draws = self.luck.draws(Purpose::DecisionDelay, case.person.id, case.arrived);
        let days = draws.days(self.scenario.home_office.casework.decision_days);
        case.step = Step::Decision { due: self.today.day + days };
        true
    }

    /// Inadmissibility waits for an open referral: the Home Office cannot set directions while one is undecided.
    fn decide_inadmissible(&mut self, case: &mut Case, due: i32, parties: &mut Parties<'_>) {
        if self.today.day < due || case.barrier.is_some() {
            return;
        }
        if !parties.home_office.decide() {
            case.stop(Metric::StoppedByCasework, self.row);
            return;
        }
        let claims = &self.scenario.courts.human_rights;
        let mut draws = self.luck.draws(Purpose::HumanRightsClaim, case.person.id, case.arrived);
        if draws.happens(claims.claim_share) && parties.courts.find_lawyer() {
            let due = self.today.day + draws.days(claims.decision_days);
            case.step = Step::HumanRightsClaim { due };
        } else {
            self.give_directions(case, parties);
        }
    }

    /// A claim that is not certified as unfounded brings an appeal in the UK, which outlasts the three months.
    fn decide_claim(&mut self, case: &mut Case, due: i32, parties: &mut Parties<'_>) -> bool {
        if self.today.day < due {
            return true;
        }
        let certified = self.scenario.courts.human_rights.certified_share;
        if self.luck.happens(certified, Purpose::HumanRightsCertificate, case.person.id, case.arrived) {
            self.give_directions(case, parties);
            return true;
        }
        self.row.count(Metric::ChallengesLodged, 1);
        case.stop(Metric::StoppedByHumanRightsClaim, self.row);
        false
    }

    /// Notice of removal, within which a person may ask a court to stop it.
    fn give_directions(&mut self, case: &mut Case, parties: &mut Parties<'_>) {
        let notice = self.scenario.home_office.flights.notice_days as i32;
        case.step = Step::Notice { due: self.today.day + notice };
        let relief = &self.scenario.courts.interim_relief;
        let mut draws = self.luck.draws(Purpose::InterimRelief, case.person.id, case.arrived);
        if draws.happens(relief.application_share) && parties.courts.find_lawyer() {
            self.row.count(Metric::ChallengesLodged, 1);
            let due = self.today.day + draws.days(relief.decision_days);
            case.barrier = Some(Barrier::Hearing { due });
        }
    }
}
