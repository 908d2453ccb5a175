//! The sea: crossable or not, and how good.
//!
//! A two-state chain by month. The shares come from days on which people arrived, which are not weather alone.

use crate::calendar::{Today, day_number};
use crate::luck::{Luck, Purpose};
use crate::scenario::Sea;

/// The sea of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SeaState {
    /// Whether it can be crossed.
    pub(crate) crossable: bool,
    /// How good it is where 1 is usual.
    pub(crate) quality: f64,
}

/// Remembers whether yesterday was crossable, and how open the sea has been of late.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weather {
    crossed_yesterday: bool,
    /// Share of crossable days of late, and what it usually is at this time of the year.
    lately: Option<(f64, f64)>,
}

/// Added to shares of days before one is divided by another, so that a sea long closed still has some openness.
const SMALL_SHARE: f64 = 0.05;

impl Weather {
    /// Today's sea.
    pub(crate) fn today(&mut self, today: Today, sea: &Sea, luck: &Luck) -> SeaState {
        let crossable = replayed(today, sea).unwrap_or_else(|| {
            let share = sea.crossing_day_share[today.month()];
            luck.happens(
                chance_of_crossing_day(share, sea.persistence, self.crossed_yesterday),
                Purpose::Sea,
                0,
                today.day,
            )
        });
        self.crossed_yesterday = crossable;
        let (now, usual) = (f64::from(u8::from(crossable)), sea.crossing_day_share[today.month()]);
        let (share, usual_share) = self.lately.unwrap_or((usual, usual));
        let new = 1.0 - libm::exp(-1.0 / sea.openness_days);
        self.lately = Some((share + new * (now - share), usual_share + new * (usual - usual_share)));
        let quality = luck.draws(Purpose::SeaQuality, 0, today.day).gamma_of_mean_one(sea.quality_shape);
        SeaState { crossable, quality }
    }

    /// How open the sea has been of late: the share of crossable days over what it usually is at this time of the year.
    pub(crate) fn openness(&self) -> f64 {
        self.lately.map_or(1.0, |(share, usual)| (share + SMALL_SHARE) / (usual + SMALL_SHARE))
    }
}

/// The chain whose long-run share is `share` and whose correlation from day to day is `persistence`.
fn chance_of_crossing_day(share: f64, persistence: f64, crossed_yesterday: bool) -> f64 {
    share * (1.0 - persistence) + if crossed_yesterday { persistence } else { 0.0 }
}

/// What the replay says of a day, if it covers it.
fn replayed(today: Today, sea: &Sea) -> Option<bool> {
    let (first, last) = (*sea.replay.first()?, *sea.replay.last()?);
    (day_number(first)..=day_number(last.max(sea.replay_until)))
        .contains(&today.day)
        .then(|| sea.replay.binary_search(&today.date).is_ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sea() -> Sea {
        Sea {
            crossing_day_share: [0.4; 12],
            persistence: 0.0,
            openness_days: 30.0,
            quality_shape: 4.0,
            replay: Vec::new(),
            replay_until: date(2000, 1, 1),
            deaths_per_thousand: 0.0,
            death_reference_load: 50.0,
            death_load_power: 1.0,
            death_quality_power: 1.0,
            deaths_per_incident: 1.0,
        }
    }

    #[test]
    fn openness_is_the_recent_share_over_the_usual_one() {
        // Open on one day and then closed for sixty; in January the usual share is 0.4, from February on 0.6.
        let mut replayed = Sea { replay: vec![date(2025, 1, 31)], replay_until: date(2025, 4, 1), ..sea() };
        replayed.crossing_day_share = [0.6; 12];
        replayed.crossing_day_share[0] = 0.4;
        let (mut weather, luck) = (Weather::default(), Luck::new(1, 1));
        assert_eq!(weather.openness(), 1.0, "before the first day");
        let mut today = Today::on(date(2025, 1, 31));
        assert!(weather.today(today, &replayed, &luck).crossable);
        let keep = libm::exp(-1.0 / 30.0);
        let (mut share, mut usual) = (0.4 * keep + (1.0 - keep), 0.4);
        assert!((weather.openness() - (share + 0.05) / (usual + 0.05)).abs() < 1e-12);
        for day in 0..60 {
            today = today.next();
            assert!(!weather.today(today, &replayed, &luck).crossable, "day {day}");
            (share, usual) = (share * keep, usual * keep + 0.6 * (1.0 - keep));
            assert!((weather.openness() - (share + 0.05) / (usual + 0.05)).abs() < 1e-12, "day {day}");
        }
        // After the replay chance decides again.
        let open = (0..200).filter(|_| {
            today = today.next();
            weather.today(today, &replayed, &luck).crossable
        });
        assert!((90..150).contains(&open.count()));
    }

    #[test]
    fn quality_is_one_on_average_and_spread_by_its_shape() {
        let (mut weather, luck, sea) = (Weather::default(), Luck::new(1, 1), sea());
        let mut today = Today::on(date(2025, 1, 1));
        let mut qualities = Vec::new();
        for _ in 0..20_000 {
            qualities.push(weather.today(today, &sea, &luck).quality);
            today = today.next();
        }
        let mean = qualities.iter().sum::<f64>() / 20_000.0;
        let variance = qualities.iter().map(|quality| (quality - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 0.015 && (variance - 0.25).abs() < 0.02, "mean {mean}, variance {variance}");
    }

    #[test]
    fn the_chain_keeps_its_long_run_share_and_the_observed_persistence() {
        // In the long run a share s of days is crossable: s·P(stay) + (1−s)·P(start) = s.
        let (share, persistence) = (0.408, 0.38);
        let stay = chance_of_crossing_day(share, persistence, true);
        let start = chance_of_crossing_day(share, persistence, false);
        assert!((share * stay + (1.0 - share) * start - share).abs() < 1e-12);
        // The observed pooled chances, 2021-2025.
        assert!((stay - 0.633).abs() < 0.001 && (start - 0.253).abs() < 0.001);
    }
}
