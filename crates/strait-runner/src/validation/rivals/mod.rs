//! Simple forecasters that know as much as the model does: what it must beat to be worth its trouble.
//!
//! Each is a file of its own and a variant of [`Rival`]; scores, tables and figures take them all from [`Rival::ALL`].

mod climatology;
mod last_weeks;
mod preventions;
mod regression;
mod same_season;
mod seasonal_naive;
mod year_so_far;

use super::history::Past;
use super::target::{Period, Target};

/// A simple forecaster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rival {
    /// The same season in the last four years.
    Climatology,
    /// The same, scaled by what this year has brought so far.
    ScaledClimatology,
    /// Last year's season.
    SeasonalNaive,
    /// The same, scaled by what this year has brought so far.
    ScaledSeasonalNaive,
    /// The last 13 weeks.
    LastWeeks,
    /// A negative-binomial regression on season and level.
    Regression,
}

impl Rival {
    /// Every rival, in the order of tables and figures.
    pub const ALL: [Self; 6] = [
        Self::Climatology,
        Self::ScaledClimatology,
        Self::SeasonalNaive,
        Self::ScaledSeasonalNaive,
        Self::LastWeeks,
        Self::Regression,
    ];

    /// The rival's name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Climatology => "climatology",
            Self::ScaledClimatology => "climatology, scaled",
            Self::SeasonalNaive => "last year",
            Self::ScaledSeasonalNaive => "last year, scaled",
            Self::LastWeeks => "last 13 weeks",
            Self::Regression => "regression",
        }
    }

    /// The rival's name in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Climatology => "climatology",
            Self::ScaledClimatology => "scaled_climatology",
            Self::SeasonalNaive => "naive",
            Self::ScaledSeasonalNaive => "scaled_naive",
            Self::LastWeeks => "last_weeks",
            Self::Regression => "regression",
        }
    }

    /// What it forecasts for each of some periods after the end of what is known, as equally likely values; none where it
    /// knows too little.
    #[must_use]
    pub fn forecast(self, past: &Past, target: Target, periods: &[Period]) -> Vec<Vec<f64>> {
        let each = |of: fn(&Past, Target, Period) -> Vec<f64>| {
            periods.iter().map(|&period| of(past, target, period)).collect()
        };
        match self {
            Self::Climatology => each(climatology::climatology),
            Self::ScaledClimatology => each(climatology::scaled_climatology),
            Self::SeasonalNaive => each(seasonal_naive::seasonal_naive),
            Self::ScaledSeasonalNaive => each(seasonal_naive::scaled_seasonal_naive),
            Self::LastWeeks => each(|past, target, _| last_weeks::last_weeks(past, target)),
            Self::Regression => regression::regression(past, target, periods),
        }
    }
}
