//! The day, in order.

use crate::actors::courts::{Courts, Systemic, Verdict};
use crate::actors::france::France;
use crate::actors::home_office::HomeOffice;
use crate::actors::public::Public;
use crate::actors::smugglers::Smugglers;
use crate::actors::weather::{SeaState, Weather};
use crate::agreement::{Agreement, Standing};
use crate::arrivals::Arrivals;
use crate::calendar::Today;
use crate::costs::cost_of_day;
use crate::information::{Information, Outcomes, SeaNews};
use crate::ledger::Ledger;
use crate::luck::Luck;
use crate::metrics::{Metric, Row};
use crate::people::{Origins, Person, claim_outcome};
use crate::records::Records;
use crate::scenario::{Plan, PlanError, Scenario};
use crate::stages::asylum::AsylumSystem;
use crate::stages::crossing::{Crossings, cross};
use crate::stages::intake::{Intake, ReturnSide};
use crate::stages::legal_route::LegalRoute;
use crate::stages::northern_france::{DayOffer, NorthernFrance};
use crate::stages::return_pipeline::{Parties, ReturnPipeline};
use crate::stages::returned_to_france::ReturnedToFrance;

/// Runs a plan once: `seed` belongs to the study, `replicate` to the run.
///
/// The same plan, seed and replicate give the same records to the last bit. Scenarios run with the same seed and
/// replicate share their luck.
///
/// # Errors
/// When the plan does not pass [`Plan::check`].
pub fn simulate(plan: &Plan, seed: u64, replicate: u64) -> Result<Records, PlanError> {
    plan.check()?;
    let run = &plan.scenario.run;
    let mut world = World::new(plan.scenario.scaled(), Luck::new(seed, replicate));
    let mut changes = plan.changes.iter().peekable();
    let first = run.start.saturating_sub(jiff::Span::new().days(i64::from(run.warm_up_days)));
    let mut today = Today::on(first);
    let mut days = Vec::new();
    while today.date <= run.end {
        if let Some(change) = changes.next_if(|change| change.date <= today.date) {
            world.change(change.scenario.scaled());
        }
        let row = world.next_day(today);
        if today.date >= run.start {
            days.push(row);
        }
        today = today.next();
    }
    Ok(Records { start: run.start, days })
}

/// Everyone and everything, on one day.
struct World {
    scenario: Scenario,
    origins: Origins,
    luck: Luck,

    northern_france: NorthernFrance,
    intake: Intake,
    return_pipeline: ReturnPipeline,
    returned_to_france: ReturnedToFrance,
    legal_route: LegalRoute,
    asylum: AsylumSystem,

    arrivals: Arrivals,
    weather: Weather,
    smugglers: Smugglers,
    france: France,
    home_office: HomeOffice,
    courts: Courts,
    systemic: Systemic,
    public: Public,

    agreement: Agreement,
    ledger: Ledger,
    information: Information,
    news: News,

    people_in: u64,
    people_out: u64,
}

/// What happened today that communities will hear of.
struct News {
    outcomes: Vec<Outcomes>,
    sea: SeaNews,
}

/// The day's boats and who goes in them.
struct Launch {
    boarding: Vec<Person>,
    boats: Vec<usize>,
}

impl News {
    fn quiet(origins: usize) -> Self {
        Self { outcomes: vec![Outcomes::default(); origins], sea: SeaNews::quiet(origins) }
    }
}

impl World {
    fn new(scenario: Scenario, luck: Luck) -> Self {
        let origins = scenario.origin.len();
        Self {
            origins: Origins::new(&scenario.origin),
            luck,
            northern_france: NorthernFrance::default(),
            intake: Intake::default(),
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
            agreement: Agreement::default(),
            ledger: Ledger::default(),
            information: Information::new(origins, &scenario.information),
            news: News::quiet(origins),
            people_in: 0,
            people_out: 0,
            scenario,
        }
    }

    /// A dated change takes effect.
    fn change(&mut self, scenario: Scenario) {
        self.origins = Origins::new(&scenario.origin);
        self.scenario = scenario;
    }

    /// The policy's day.
    fn next_day(&mut self, today: Today) -> Row {
        let mut row = Row::default();
        let standing = self.open_institutions(today);
        let sea = self.weather.today(today, &self.scenario.sea, &self.luck);
        self.arrive_in_france(today, &mut row);
        self.spread_news();
        let launch = self.decide(today, sea, standing, &mut row);
        let crossings = self.cross(launch, sea, today, &mut row);
        self.land(crossings, today, &mut row);
        self.screen(today, standing, &mut row);
        self.return_people(today, standing, &mut row);
        self.admit_people(today, standing, &mut row);
        self.decide_asylum(&mut row);
        self.close(standing, &mut row);
        row
    }

    /// Capacity for the day, and how the agreement stands: France's mood, the courts' rulings, notice and expiry.
    fn open_institutions(&mut self, today: Today) -> Standing {
        let scenario = &self.scenario;
        self.home_office.start_day(&scenario.home_office);
        self.courts.start_day(&scenario.courts);
        self.agreement.run_out_notice(today);
        self.france.start_day(today, &mut self.agreement, &self.ledger, scenario, &self.luck);
        let in_force = self.agreement.in_force(today, &scenario.agreement);
        let verdict = self.systemic.next_day(today, in_force, &scenario.courts.systemic, &self.luck);
        if verdict == Verdict::SchemeEnds {
            self.agreement.end(today);
        }
        if !self.agreement.in_force(today, &scenario.agreement) {
            Standing::NotInForce
        } else if self.france.suspends(today, &scenario.france.cooperation) {
            Standing::SuspendedByFrance
        } else if self.systemic.pauses_returns() {
            Standing::PausedByCourt
        } else {
            Standing::Active
        }
    }

    fn arrive_in_france(&mut self, today: Today, row: &mut Row) {
        let count = self.arrivals.today(today, &self.scenario.arrivals_in_france, &self.luck);
        for _ in 0..count {
            let id = u32::try_from(self.people_in).unwrap_or(u32::MAX);
            let person = Person::arriving(id, &self.luck, &self.origins, &self.scenario.arrivals_in_france);
            self.northern_france.welcome(person, today.day, &self.luck);
            self.people_in += 1;
        }
        row.count(Metric::ArrivedInFrance, u64::from(count));
        for person in self.returned_to_france_going_north(today) {
            self.northern_france.welcome(person, today.day, &self.luck);
        }
    }

    fn returned_to_france_going_north(&mut self, today: Today) -> Vec<Person> {
        let departures = self.returned_to_france.next_day(today);
        self.people_out += departures.away;
        departures.north
    }

    /// Communities hear of yesterday's sea, and of what became of people some time ago.
    fn spread_news(&mut self) {
        let news = std::mem::replace(&mut self.news, News::quiet(self.scenario.origin.len()));
        self.information.spread(news.outcomes, &news.sea, &self.scenario.information);
    }

    /// People choose; boats are found for those who want to cross; those who apply or leave go their way.
    fn decide(&mut self, today: Today, sea: SeaState, standing: Standing, row: &mut Row) -> Launch {
        let aware_of_legal_route = self.legal_route.start_day(standing, &self.scenario);
        let offer = DayOffer { crossable: sea.crossable, aware_of_legal_route };
        let scenario = &self.scenario;
        self.smugglers.watch(self.northern_france.waiting(), &scenario.smugglers);
        let wanting = self.northern_france.decide(today, offer, scenario, &self.information, &self.luck);
        let boats = self.smugglers.boats(today, sea, wanting, &scenario.smugglers, &self.luck);
        let departures = self.northern_france.depart(boats.iter().sum(), today, &self.luck);
        row.count(Metric::StoppedByBoatPlaces, (wanting - departures.boarding.len()) as u64);
        row.count(Metric::LeftRegion, departures.left);
        self.people_out += departures.left;
        for person in self.legal_route.apply(departures.applying, scenario, &self.luck, row) {
            self.northern_france.welcome(person, today.day + 1, &self.luck);
        }
        Launch { boarding: departures.boarding, boats }
    }

    fn cross(&mut self, launch: Launch, sea: SeaState, today: Today, row: &mut Row) -> Crossings {
        let Launch { boarding, boats } = launch;
        let waters = (&self.scenario.sea, &self.scenario.france.patrols);
        let crossings = cross(boarding, &boats, today, sea, waters, &self.luck);
        self.report_sea(&crossings);
        row.count(Metric::BoatsLaunched, crossings.boats_launched);
        row.count(Metric::BoatsLanded, crossings.boats_landed);
        row.count(Metric::Prevented, crossings.prevented.len() as u64);
        row.count(Metric::RescuedBack, crossings.rescued_back.len() as u64);
        row.count(Metric::Deaths, crossings.died.len() as u64);
        row.count(Metric::Arrivals, crossings.landed.len() as u64);
        row.count(Metric::CrossingDay, u64::from(!crossings.landed.is_empty()));
        row[Metric::Attempts] =
            row[Metric::Prevented] + row[Metric::RescuedBack] + row[Metric::Deaths] + row[Metric::Arrivals];
        crossings
    }

    fn report_sea(&mut self, crossings: &Crossings) {
        let sea = &mut self.news.sea;
        for (people, arrived) in [
            (&crossings.landed, 1.0),
            (&crossings.prevented, 0.0),
            (&crossings.rescued_back, 0.0),
            (&crossings.died, 0.0),
        ] {
            for person in people {
                sea.attempts[usize::from(person.origin)] += 1.0;
                sea.successes[usize::from(person.origin)] += arrived;
            }
        }
        sea.deaths = crossings.died.len() as f64;
        sea.at_sea = (crossings.landed.len() + crossings.rescued_back.len() + crossings.died.len()) as f64;
    }

    /// Those who landed go to intake; those who did not go back to waiting, or leave.
    fn land(&mut self, crossings: Crossings, today: Today, row: &mut Row) {
        let again = crossings.landed.iter().filter(|person| person.times_returned > 0).count();
        row.count(Metric::Reentered, again as u64);
        self.people_out += crossings.died.len() as u64;
        self.intake.land(crossings.landed, today);
        for person in crossings.prevented.into_iter().chain(crossings.rescued_back) {
            if !self.northern_france.welcome_back(person, today, &self.scenario, &self.luck) {
                row.count(Metric::LeftRegion, 1);
                self.people_out += 1;
            }
        }
    }

    fn screen(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let return_side = ReturnSide {
            standing,
            excluded_share: self.systemic.excluded_share(&self.scenario.courts.systemic),
            detained: self.return_pipeline.detained(),
        };
        let screened = self.intake.screen(today, return_side, &mut self.home_office, &self.scenario, &self.luck, row);
        for person in screened.passed_on {
            self.stay_in_uk(person, row);
        }
        self.return_pipeline.open(screened.selected, today, &self.scenario, &self.luck, row);
    }

    /// Someone is not going to be returned, and may claim asylum.
    fn stay_in_uk(&mut self, person: Person, row: &mut Row) {
        self.news.outcomes[usize::from(person.origin)].stayed += 1.0;
        if !self.asylum.claim(person, self.scenario.asylum.claim_share, &self.luck, row) {
            self.people_out += 1;
        }
    }

    fn return_people(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let parties = Parties {
            standing,
            home_office: &mut self.home_office,
            france: &mut self.france,
            courts: &mut self.courts,
            ledger: &mut self.ledger,
        };
        let exits = self.return_pipeline.next_day(today, parties, &self.scenario, &self.luck, row);
        for &person in &exits.returned {
            self.news.outcomes[usize::from(person.origin)].returned += 1.0;
            let origin = &self.scenario.origin[usize::from(person.origin)];
            let outcome = claim_outcome(person, &self.luck, origin, self.scenario.asylum.appeal_allowed_share);
            row.count(Metric::ReturnedWithFoundedClaim, u64::from(outcome.founded()));
        }
        self.returned_to_france.receive(&exits.returned, today, &self.scenario.france.reception, &self.luck);
        for person in exits.released {
            self.stay_in_uk(person, row);
        }
    }

    fn admit_people(&mut self, today: Today, standing: Standing, row: &mut Row) {
        let exits = self.legal_route.next_day(today, standing, &mut self.ledger, &self.scenario, &self.luck, row);
        for person in exits.back_to_waiting {
            self.northern_france.welcome(person, today.day + 1, &self.luck);
        }
        for person in exits.admitted {
            let share = self.scenario.legal_route.asylum_claim_share;
            if !self.asylum.claim(person, share, &self.luck, row) {
                self.people_out += 1;
            }
        }
    }

    fn decide_asylum(&mut self, row: &mut Row) {
        self.people_out += self.asylum.next_day(&self.scenario, &self.luck, row);
    }

    /// Reads the levels, closes the books and checks that nobody was lost.
    fn close(&mut self, standing: Standing, row: &mut Row) {
        let (arrivals, returned) = (row[Metric::Arrivals] as u64, row[Metric::Returned] as u64);
        self.ledger.close_day(arrivals, returned);
        self.france.close_day(returned);
        self.public.close_day(arrivals, row[Metric::Deaths] as u64, returned, &self.scenario.public);
        self.home_office.set_build_up(self.public.build_up());

        row[Metric::WaitingInFrance] = self.northern_france.waiting() as f64;
        row[Metric::Detained] = self.return_pipeline.detained() as f64;
        row[Metric::VulnerableDetained] = self.return_pipeline.vulnerable() as f64;
        row[Metric::ChallengesOpen] =
            (self.return_pipeline.challenges_open() + usize::from(self.systemic.pending())) as f64;
        row[Metric::ReturnedToFrance] = self.returned_to_france.staying() as f64;
        row[Metric::LegalPool] = self.legal_route.pool() as f64;
        row[Metric::LedgerGap] = self.ledger.gap();
        row[Metric::AsylumBacklog] = self.asylum.backlog() as f64;
        row[Metric::AppealsOpen] = self.asylum.appeals_open() as f64;
        let supported = self.scenario.asylum.supported_share;
        row[Metric::Accommodated] = supported * (row[Metric::AsylumBacklog] + row[Metric::AppealsOpen]);
        row[Metric::ReturnProbability] = self.ledger.return_probability();
        row[Metric::PerceivedReturnProbability] = self.mean_belief();
        let in_force = standing.in_force();
        row[Metric::FrenchCooperation] = if in_force { self.france.cooperation() } else { 0.0 };
        row[Metric::FrenchReceptionLoad] = self.france.load(&self.scenario);
        row[Metric::AgreementActive] = f64::from(u8::from(standing == Standing::Active));
        row[Metric::CourtPause] = f64::from(u8::from(in_force && self.systemic.pauses_returns()));
        row[Metric::FrenchSuspension] = f64::from(u8::from(standing == Standing::SuspendedByFrance));
        row[Metric::PublicSupport] = self.public.support();
        let decisions = row[Metric::AsylumGranted] + row[Metric::AsylumRefused];
        row[Metric::CostGbp] = cost_of_day(row, decisions, &self.scenario.costs);

        assert_eq!(self.people_in, self.people_present() + self.people_out, "people were lost or made up");
    }

    /// What people waiting believe, on average over their communities.
    fn mean_belief(&self) -> f64 {
        let waiting = self.northern_france.waiting_by_origin(self.scenario.origin.len());
        let total: u64 = waiting.iter().sum();
        if total == 0 {
            return self.scenario.information.prior_return_probability;
        }
        let beliefs =
            waiting.iter().zip(0..).map(|(&people, origin)| people as f64 * self.information.community_belief(origin));
        beliefs.sum::<f64>() / total as f64
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
