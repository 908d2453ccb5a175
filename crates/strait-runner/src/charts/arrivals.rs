//! People arriving by small boat a week, simulated and observed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::bands::{Weekly, trailing_mean};
use super::canvas::{Area, stroke};
use super::data::{ChartError, Observed, Sketch};
use super::page::{Height, Mark, Observations, Page, bands_in_words, pooled_title, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{ARRIVALS, INK};
use super::words::over_time;
use super::{AGREEMENT_BEGAN, Context};

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    let Some(weekly) = calendar.weekly(study.daily, "arrivals") else {
        return Sketch::skip("the daily table has no column `arrivals`");
    };
    let weekly = weekly.whole_weeks();
    let window = if weekly.weeks.len() >= 12 { 4 } else { 1 };
    let observed = observed(study.observed, &weekly, window);
    let weekly = weekly.trailing_mean(window);
    let bands = weekly.bands();
    let (Some(dates), true) = (context.dates(), bands.iter().any(Option::is_some)) else {
        return Sketch::skip("no whole week was simulated");
    };

    let single = calendar.runs == 1;
    let means = if window == 1 { "Weekly counts." } else { "Means over four weeks, at the last week’s end." };
    let mut legend = vec![(Mark::Bands(ARRIVALS), "Simulated".to_owned())];
    if single {
        legend = vec![(Mark::Line(ARRIVALS), "Simulated (one run)".to_owned())];
    }
    let mut observations = Observations::None;
    if !observed.is_empty() {
        legend.push((Mark::Dots(INK), "Observed by the Home Office".to_owned()));
        observations = Observations::Weekly;
    }
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title("People arriving in the UK by small boat", calendar.points),
        subtitle: format!("{means} {}", bands_in_words(calendar.points, calendar.runs)),
        legend,
        finding: over_time(
            "People arriving",
            if window == 1 { "people a week" } else { "people a week over four weeks" },
            &weekly.weeks,
            &bands,
        ),
        source: source(study, observations),
    };
    let simulated = bands.iter().flatten().map(|band| if single { band.median } else { band.high90 });
    let most = simulated.chain(observed.iter().map(|&(_, value)| value)).fold(0.0, f64::max);
    let value_ticks = ticks(most * 1.08, 5);
    page.draw(
        |_| Height::about(520.0),
        |canvas, area| {
            let plot = Area {
                left: area.left + label_room(&value_ticks),
                top: area.top + HEADING,
                bottom: area.bottom - DATES,
                right: area.right - 8.0,
            };
            let panel = Panel::new(canvas, plot, dates, &value_ticks, "People a week")?;
            panel.date_axis(dates, true)?;
            panel.bands(&weekly.weeks, &bands, ARRIVALS, single)?;
            let points: Vec<_> =
                observed.iter().map(|&(day, value)| (panel.x.place(day_number(day)), panel.y.place(value))).collect();
            panel.path(&points, stroke(INK, 1.6))?;
            for &point in &points {
                canvas.dot(point, if points.len() > 60 { 2.4 } else { 3.4 }, INK)?;
            }
            if dates.0 < AGREEMENT_BEGAN && AGREEMENT_BEGAN < dates.1 && context.has_agreement() {
                panel.event(AGREEMENT_BEGAN, "Agreement in force, 6 Aug 2025")?;
            }
            Ok(())
        },
    )
}

/// The observed weeks within the simulated ones, as the same means.
fn observed(observed: &Observed, weekly: &Weekly, window: usize) -> Vec<(Date, f64)> {
    let counts: BTreeMap<Date, f64> =
        observed.weekly.iter().filter_map(|week| Some((week.week_ending, week.arrivals?))).collect();
    let values: Vec<f64> = weekly.weeks.iter().map(|week| counts.get(week).copied().unwrap_or(f64::NAN)).collect();
    let means = trailing_mean(&values, window);
    weekly.weeks.iter().copied().zip(means).filter(|(_, value)| value.is_finite()).collect()
}
