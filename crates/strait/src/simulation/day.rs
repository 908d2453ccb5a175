//! The policy's day: everyone and everything, and what happens in which order.

use crate::actors::courts::{Courts, Systemic, Verdict};
use crate::actors::france::France;
use crate::actors::home_office::HomeOffice;
use crate::actors::joint_committee::JointCommittee;
use crate::actors::public::Public;
use crate::actors::scale_up::ScaleUp;
use crate::actors::smugglers::Smugglers;
use crate::actors::weather::{SeaState, Weather};
use crate::agreement::{Agreement, End, Standing};
use crate::arrivals::Arrivals;
use crate::calendar::{Today, day_number};
use crate::costs::note_costs;
use crate::crowd::Crew;
use crate::groups::{Counted, Tally};
use crate::information::{Information, News};
use crate::ledger::{Ledger, Leg};
use crate::luck::{Luck, Purpose, open_unit};
use crate::metrics::{Metric, Row};
use crate::milestones::Milestones;
use crate::people::{Character, ClaimOutcome, Newcomers, Origins, Person};
use crate::rules::{Event, OwnMetrics, Rules};
use crate::scenario::{BYTES_A_PERSON, BYTES_A_PERSON_WAITING, Scenario};
use crate::stages::asylum::{AsylumSystem, other_places};
use crate::stages::crossing::Crossings;
use crate::stages::intake::{Intake, ReturnSide};
use crate::stages::legal_route::LegalRoute;
use crate::stages::northern_france::{DayOffer, NorthernFrance};
use crate::stages::return_pipeline::{Parties, ReturnPipeline};
use crate::stages::returned_to_france::ReturnedToFrance;

/// Everyone and everything, on one day.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) scenario: Scenario,
    pub(super) origins: Origins,
    pub(super) luck: Luck,

    pub(super) northern_france: NorthernFrance,
    pub(super) intake: Intake,
    pub(super) return_pipeline: ReturnPipeline,
    pub(super) returned_to_france: ReturnedToFrance,
    pub(super) legal_route: LegalRoute,
    pub(super) asylum: AsylumSystem,

    pub(super) arrivals: Arrivals,
    pub(super) weather: Weather,
    pub(super) smugglers: Smugglers,
    pub(super) france: France,
    pub(super) home_office: HomeOffice,
    pub(super) courts: Courts,
    pub(super) systemic: Systemic,
    pub(super) public: Public,
    pub(super) scale_up: ScaleUp,
    pub(super) committee: JointCommittee,

    pub(super) agreement: Agreement,
    pub(super) milestones: Milestones,
    pub(super) ledger: Ledger,
    pub(super) information: Information,
    pub(super) news: News,
    pub(super) crossings: Crossings,
    pub(super) newcomers: Newcomers,
    pub(super) crew: Crew,
    pub(super) own_metrics: OwnMetrics,
    pub(super) tally: Tally,

    pub(super) people_in: u64,
    pub(super) people_out: u64,
}

impl World {
    pub(super) fn new(scenario: Scenario, luck: Luck, rules: &Rules) -> Self {
        let origins = scenario.origin.len();
        Self {
            origins: Origins::new(&scenario.origin),
            luck,
            northern_france: NorthernFrance::new(&scenario, rules.deterrence.clone()),
            intake: Intake::new(rules.selection.clone()),
            return_pipeline: ReturnPipeline::default(),
            returned_to_france: ReturnedToFrance::default(),
            legal_route: LegalRoute::default(),
            asylum: AsylumSystem::new(&scenario),
            arrivals: Arrivals::default(),
            weather: Weather::default(),
            smugglers: Smugglers::new(&scenario.smugglers),
            france: France::default(),
            home_office: HomeOffice::new(),
            courts: Courts::default(),
            systemic: Systemic::default(),
            public: Public::new(&scenario.public),
            scale_up: ScaleUp::new(),
            committee: JointCommittee::default(),
            agreement: Agreement::default(),
            milestones: Milestones::default(),
            ledger: Ledger::default(),
            information: Information::new(origins, &scenario.information),
            news: News::quiet(origins),
            crossings: Crossings::default(),
            newcomers: Newcomers::default(),
            crew: Crew::default(),
            own_metrics: rules.metrics.clone(),
            tally: Tally::new(origins),
            people_in: 0,
            people_out: 0,
            scenario,
        }
    }

    /// A dated change takes effect.
    pub(super) fn change(&mut self, scenario: Scenario) {
        self.origins = Origins::new(&scenario.origin);
        self.northern_france.change(&scenario, &self.luck);
        self.scenario = scenario;
    }

    /// The policy's day.
    pub(super) fn next_day(&mut self, today: Today) -> Row {
        let mut row = Row::default();
        let standing = self.open_institutions(today, &mut row);
        let sea = self.weather.today(today, &self.scenario.sea, &self.luck);
        self.arrive_in_france(today, &mut row);
        self.spread_news();
        self.decide(today, sea, standing, &mut row);
        self.land(today, &mut row);
        self.screen(today, standing, &mut row);
        self.return_people(today, standing, &mut row);
        self.admit_people(today, standing, &mut row);
        self.decide_asylum(&mut row);
        self.close(today, standing, &mut row);
        self.own_metrics.close_day(today, &row);
        row
    }

    /// Capacity for the day, and how the agreement stands: France's mood, the courts' rulings, notice and expiry.
    fn open_institutions(&mut self, today: Today, row: &mut Row) -> Standing {
        let scenario = &self.scenario;
        let in_force = day_number(scenario.agreement.in_force);
        self.scale_up.next_day(today, in_force, &scenario.scale_up, &self.luck);
        self.committee.next_day(today, in_force, &self.ledger, &scenario.agreement);
        let scale_up = self.scale_up();
        self.home_office.start_day(scale_up, &scenario.home_office);
        self.courts.start_day(scale_up, &scenario.courts);
        self.agreement.run_out_notice(today);
        self.france.start_day(today, &mut self.agreement, &self.ledger, scenario, &self.luck);
        let in_force = self.agreement.in_force(today, &scenario.agreement);
        let verdict = self.systemic.next_day(today, in_force, &scenario.courts.systemic, &self.luck);
        if verdict == Verdict::SchemeEnds {
            self.agreement.end(today, End::Court);
        }
        let standing = if !self.agreement.in_force(today, &scenario.agreement) {
            Standing::NotInForce
        } else if self.france.suspends(today, &scenario.france.cooperation) {
            Standing::SuspendedByFrance
        } else if self.systemic.pauses_returns() {
            Standing::PausedByCourt
        } else {
            Standing::Active
        };
        let end = self.agreement.ends(today, &scenario.agreement);
        self.milestones.note(standing, &self.agreement, &self.systemic, end, row);
        standing
    }

    /// How many times the capacities of both legs stand at what the scenario gives.
    fn scale_up(&self) -> f64 {
        self.scale_up.multiple() * self.public.build_up()
    }

    fn arrive_in_france(&mut self, today: Today, row: &mut Row) {
        let Self { scenario, luck, northern_france, newcomers, .. } = self;
        let count = self.arrivals.today(today, &scenario.arrivals_in_france, self.weather.openness(), luck);
        for _ in 0..count {
            let (person, character) = newcomers.next(luck, &self.origins, &scenario.arrivals_in_france);
            northern_france.arrive(person, character, scenario);
        }
        self.people_in += u64::from(count);
        row.count(Metric::ArrivedInFrance, u64::from(count));
        let departures = self.returned_to_france.next_day(today);
        self.people_out += departures.away;
        for &person in &departures.north {
            northern_france.arrive(person, Character::of(person.id, luck), scenario);
        }
    }

    /// Communities hear of yesterday's sea, and of what became of people some time ago.
    fn spread_news(&mut self) {
        self.information.spread(&self.news, &self.scenario.information);
        self.news.clear();
    }

    /// People choose; boats are found for those who want to cross and set out; those who apply or leave go their way.
    fn decide(&mut self, today: Today, sea: SeaState, standing: Standing, row: &mut Row) {
        let scale_up = self.scale_up();
        let Self { scenario, luck, northern_france, smugglers, legal_route, crossings, .. } = self;
        let aware_of_legal_route = legal_route.start_day(standing, scale_up, scenario);
        let offer = DayOffer { crossable: sea.crossable, aware_of_legal_route };
        smugglers.watch(northern_france.waiting(), &scenario.smugglers);
        let wanting = northern_france.decide(today, offer, scenario, &self.information, (luck, self.crew));
        let boats = smugglers.boats(today, sea, wanting, &scenario.smugglers, luck);
        let departures = northern_france.depart(boats.iter().sum(), today, (luck, self.crew));
        row.count(Metric::StoppedByBoatPlaces, (wanting - departures.boarding.len()) as u64);
        row.count(Metric::LeftRegion, departures.left);
        self.people_out += departures.left;
        let waters = (&scenario.sea, &scenario.france.patrols);
        crossings.cross(&mut departures.boarding, boats, today, sea, waters, luck);
        for &person in legal_route.apply(&departures.applying, scenario, luck, row) {
            northern_france.welcome(person, today.day + 1, scenario, luck);
        }
    }

    /// Those who landed go to intake; those who did not go back to waiting, or leave.
    fn land(&mut self, today: Today, row: &mut Row) {
        let Self { crossings, scenario, northern_france, own_metrics, .. } = self;
        self.news.sea.report(crossings);
        crossings.record(row);
        self.people_out += crossings.died.len() as u64;
        own_metrics.see(Event::Landed, &crossings.landed, today, scenario);
        self.tally.count(Counted::Arrivals, &crossings.landed);
        self.intake.land(&crossings.landed, today);
        for returning in crossings.prevented.iter().chain(&crossings.rescued_back) {
            if !northern_france.welcome_back(returning, today, scenario) {
                row.count(Metric::LeftRegion, 1);
                self.people_out += 1;
            }
        }
    }

    fn screen(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let Self { scenario, luck, return_pipeline, .. } = self;
        let return_side = ReturnSide {
            standing,
            in_force: day_number(scenario.agreement.in_force),
            excluded_share: self.systemic.excluded_share(&scenario.courts.systemic),
            detained: return_pipeline.detained(),
        };
        let screened = self.intake.screen(today, return_side, &mut self.home_office, scenario, (luck, self.crew), row);
        let selected = screened.selected.iter().map(|arrival| &arrival.person);
        self.own_metrics.see(Event::Selected, selected.clone(), today, scenario);
        self.tally.count(Counted::Selected, selected);
        return_pipeline.open(&screened.selected, today, scenario, luck, row);
        for &(person, claim) in &screened.passed_on {
            let stay = Stay { news: &mut self.news, asylum: &mut self.asylum };
            self.people_out += stay.in_uk(person, open_unit(claim), scenario, row);
        }
    }

    fn return_people(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let Self { scenario, luck, .. } = self;
        let parties = Parties {
            standing,
            home_office: &mut self.home_office,
            france: &mut self.france,
            courts: &mut self.courts,
            ledger: &mut self.ledger,
            paused: self.committee.paused(),
        };
        let exits = self.return_pipeline.next_day(today, parties, scenario, luck, row);
        self.own_metrics.see(Event::Released, &exits.released, today, scenario);
        self.own_metrics.see(Event::Returned, &exits.returned, today, scenario);
        self.tally.count(Counted::Returned, &exits.returned);
        for &person in &exits.returned {
            self.news.outcomes[usize::from(person.origin)].returned += 1.0;
            let origin = &scenario.origin[usize::from(person.origin)];
            let lot = ClaimOutcome::of(person, luck).decision_lot;
            row.count(Metric::ReturnedWithFoundedClaimLongRun, u64::from(lot < origin.grant_rate));
            if lot < scenario.asylum.grant_chance(origin.grant_rate) {
                row.count(Metric::ReturnedWithFoundedClaim, 1);
                self.tally.count(Counted::ReturnedWithFoundedClaim, [&person]);
            }
        }
        self.returned_to_france.receive(&exits.returned, today, &scenario.france.reception, luck);
        for &person in &exits.released {
            let stay = Stay { news: &mut self.news, asylum: &mut self.asylum };
            self.people_out += stay.in_uk(person, claim_lot(person, luck), scenario, row);
        }
    }

    fn admit_people(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let Self { scenario, luck, .. } = self;
        let exchange = (&mut self.ledger, self.committee.paused());
        let exits = self.legal_route.next_day(today, standing, exchange, scenario, luck, row);
        for &person in &exits.back_to_waiting {
            self.northern_france.welcome(person, today.day + 1, scenario, luck);
        }
        self.own_metrics.see(Event::Admitted, &exits.admitted, today, scenario);
        self.tally.count(Counted::Admitted, &exits.admitted);
        for &person in &exits.admitted {
            let claims =
                self.asylum.claim(person, claim_lot(person, luck), scenario.legal_route.asylum_claim_share, row);
            self.people_out += u64::from(!claims);
        }
    }

    fn decide_asylum(&mut self, row: &mut Row) {
        self.people_out += self.asylum.next_day(&self.scenario, (&self.luck, self.crew), row);
    }

    /// Reads the levels, closes the books and checks that nobody was lost.
    fn close(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let (arrivals, returned) = (row[Metric::Arrivals] as u64, row[Metric::Returned] as u64);
        self.ledger.close_day(arrivals, returned);
        self.france.close_day(returned);
        self.public.close_day(arrivals, row[Metric::Deaths] as u64, returned, &self.scenario.public);

        row[Metric::WaitingInFrance] = self.northern_france.waiting() as f64;
        row[Metric::Detained] = self.return_pipeline.detained() as f64;
        row[Metric::ChallengesOpen] =
            (self.return_pipeline.challenges_open() + usize::from(self.systemic.pending())) as f64;
        row[Metric::ReturnedToFrance] = self.returned_to_france.staying() as f64;
        row[Metric::LegalPool] = self.legal_route.pool() as f64;
        row[Metric::LedgerGap] = self.ledger.gap();
        let paused = |leg| f64::from(u8::from(self.committee.paused() == Some(leg)));
        (row[Metric::ReturnsPaused], row[Metric::AdmissionsPaused]) = (paused(Leg::Returns), paused(Leg::Admissions));
        row[Metric::ScaleUp] = if standing.in_force() { self.scale_up() } else { 1.0 };
        row[Metric::AsylumBacklog] = self.asylum.backlog() as f64;
        row[Metric::AppealsOpen] = self.asylum.appeals_open() as f64;
        row[Metric::Accommodated] = self.asylum.supported(&self.scenario.asylum.support);
        row[Metric::InHotels] =
            (row[Metric::Accommodated] - other_places(today, &self.scenario.asylum.support)).max(0.0);
        row[Metric::ReturnProbability] = self.ledger.return_probability();
        row[Metric::PerceivedReturnProbability] = self.mean_belief();
        let in_force = standing.in_force();
        row[Metric::FrenchCooperation] = if in_force { self.france.cooperation() } else { f64::NAN };
        row[Metric::FrenchReceptionLoad] = self.france.load(&self.scenario);
        row[Metric::AgreementActive] = f64::from(u8::from(standing == Standing::Active));
        row[Metric::CourtPause] = f64::from(u8::from(in_force && self.systemic.pauses_returns()));
        row[Metric::FrenchSuspension] = f64::from(u8::from(standing == Standing::SuspendedByFrance));
        row[Metric::PublicSupport] = self.public.support();
        note_costs(row, self.asylum.decided_today(), &self.scenario.costs);

        assert_eq!(self.people_in, self.people_present() + self.people_out, "people were lost or made up");
    }

    /// What people waiting believe, on average over their communities.
    fn mean_belief(&self) -> f64 {
        let waiting = self.northern_france.waiting_by_origin();
        let total: u64 = waiting.iter().sum();
        if total == 0 {
            return self.scenario.information.prior_return_probability;
        }
        let beliefs = (0..self.scenario.origin.len())
            .map(|origin| waiting[origin] as f64 * self.information.community_belief(origin));
        beliefs.sum::<f64>() / total as f64
    }

    /// The most memory that people take: columns and queues grow by doubling, and hold the old and the new while they do.
    pub(super) fn memory(&self) -> u64 {
        let waiting = self.northern_france.waiting() + self.intake.waiting();
        let bytes = waiting * BYTES_A_PERSON_WAITING
            + self.asylum.people() * BYTES_A_PERSON
            + self.return_pipeline.bytes()
            + self.returned_to_france.bytes()
            + self.legal_route.bytes()
            + self.information.bytes();
        3 * bytes as u64
    }

    fn people_present(&self) -> u64 {
        (self.northern_france.waiting()
            + self.intake.waiting()
            + self.return_pipeline.detained()
            + self.returned_to_france.staying()
            + self.legal_route.pool()
            + self.asylum.people()) as u64
    }
}

/// Someone is not going to be returned: what happens then.
struct Stay<'a> {
    news: &'a mut News,
    asylum: &'a mut AsylumSystem,
}

impl Stay<'_> {
    /// They may claim asylum. Returns how many people leave the model: 1 if they do not.
    fn in_uk(self, person: Person, claim: f64, scenario: &Scenario, row: &mut Row) -> u64 {
        self.news.outcomes[usize::from(person.origin)].stayed += 1.0;
        u64::from(!self.asylum.claim(person, claim, scenario.asylum.claim_share, row))
    }
}

/// The lot that decides whether someone released or admitted claims asylum.
fn claim_lot(person: Person, luck: &Luck) -> f64 {
    luck.uniform(Purpose::AsylumClaim, person.id, i32::from(person.times_returned))
}
