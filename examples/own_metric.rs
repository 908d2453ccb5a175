//! How long does a return take from the day on which a person lands? A metric that the table does not have.
//!
//! The metric remembers when people landed, and looks that up when they are returned. It is asked of the baseline and of
//! one with twice as many flights, with the same luck: is it the seats that people wait for?

use std::collections::BTreeMap;
use std::error::Error;

use jiff::civil::Date;
use strait::metrics::{Definition, Kind, Metric, Row};
use strait::rules::{Event, OwnMetric, PersonView, Rules};
use strait::simulation::{simulate, simulate_with};
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::summary::Band;

const REPLICATES: u64 = 40;
const SEED: u64 = 20_250_806;

/// Days from landing to return, of all who are returned on a day.
#[derive(Clone, Default)]
struct DaysToReturn {
    /// When those landed who may still be returned.
    landed: BTreeMap<u32, Date>,
    today: f64,
}

impl OwnMetric for DaysToReturn {
    fn definition(&self) -> Definition {
        Definition {
            name: "days_to_return",
            unit: "days",
            kind: Kind::Flow,
            meaning: "Days from landing to return, added up over the people returned.",
        }
    }

    fn see(&mut self, event: Event, person: &PersonView<'_>, today: Date) {
        match event {
            Event::Landed => {
                self.landed.insert(person.number(), today);
            }
            Event::Released => {
                self.landed.remove(&person.number());
            }
            Event::Returned => {
                let landed = self.landed.remove(&person.number());
                self.today += landed.map_or(0.0, |landed| f64::from((today - landed).get_days()));
            }
            _ => {}
        }
    }

    fn close_day(&mut self, _today: Date, _row: &Row) -> f64 {
        std::mem::take(&mut self.today)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Rules::default().metric(DaysToReturn::default());
    println!("days from landing to return, median of {REPLICATES} runs' means and the range that holds 90 % of them\n");
    for (name, settings) in
        [("the baseline", &[][..]), ("twice as many flights", &["home_office.flights.weekly_flights=4"][..])]
    {
        let mut scenario = ScenarioFile::baseline();
        for setting in settings {
            scenario.set(setting)?;
        }
        let plan = scenario.plan()?;
        let mut means = Vec::new();
        for replicate in 0..REPLICATES {
            let (records, own) = simulate_with(&plan, SEED, replicate, &rules)?;
            let days = own.days("days_to_return").ok_or("the metric was not recorded")?;
            let returned: f64 = records.days.iter().map(|row| row[Metric::Returned]).sum();
            means.push(days.iter().sum::<f64>() / returned);

            if replicate == 0 {
                assert_eq!(records, simulate(&plan, SEED, replicate)?, "a metric changed the run that it looks at");
            }
        }
        // Nobody is returned on the day of landing, nor after the treaty's three months.
        let latest = f64::from(plan.scenario.agreement.return_deadline_days);
        assert!(means.iter().all(|mean| 1.0 < *mean && *mean <= latest), "{means:?}");
        let band = Band::of(means).ok_or("no runs")?;
        println!("{name:<24}{:.1} [{:.1}, {:.1}]", band.median, band.low90, band.high90);
    }
    Ok(())
}
