//! A forecast of the exchange that has been overtaken by time: what it said, and what happened.

use jiff::civil::Date;

use super::bands::{Band, earlier};
use super::canvas::Area;
use super::data::{ChartError, Figure, Words};
use super::exchange::{SIDES, side_keys};
use super::page::{Height, Mark, Observations, Page, source_line};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{INK, NARROW, day, number};
use super::words::with_range;
use super::{grid, render};

const NAME: &str = "first-forecast";
const HIGH: f64 = 420.0;
const LEAST: f64 = 250.0;

/// People on one side of the exchange since a forecast began: as forecast, and as counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Overtaken {
    /// The Sundays on which the weeks end, in order.
    pub ends: Vec<Date>,
    /// What was forecast for each \[people\].
    pub bands: Vec<Band>,
    /// What was counted, by date \[people\].
    pub counted: Vec<(Date, f64)>,
}

/// Draws the people returned, then those admitted, since a forecast began: what it said and what happened.
///
/// # Errors
/// [`ChartError::Empty`] when there is no week to draw; [`ChartError::Drawing`] when drawing fails.
pub fn first_forecast(words: Words<'_>, sides: &[Overtaken; 2]) -> Result<Figure, ChartError> {
    let ends = sides.iter().flat_map(|side| side.ends.first().into_iter().chain(side.ends.last()));
    let (Some(first), Some(last)) = (ends.clone().min(), ends.max()) else {
        return Err(ChartError::Empty(NAME));
    };
    let dates = (earlier(*first, 6).unwrap_or(*first), *last);
    let forecast = sides.iter().flat_map(|side| side.bands.iter().map(|band| band.high90));
    let counted = sides.iter().flat_map(|side| side.counted.iter().map(|(_, people)| *people));
    let value_ticks = ticks(forecast.chain(counted).fold(1.0, f64::max), 5);
    let mut legend = side_keys(Mark::Bands);
    legend.push((Mark::Dots(INK), "Counted at the month’s end".to_owned()));
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "What the first forecast said of 2026, and what happened".to_owned(),
        subtitle: "Running totals of people: forecast from 29 December 2025 on, counted from 1 January 2026 on. Line: median; bands: the middle 50% and 90% of runs. \
                   The forecast knew nothing later than 31 December 2025."
            .to_owned(),
        legend,
        finding: sides.iter().zip(&SIDES).map(|(side, own)| told(own.heading, side)).collect::<Vec<_>>().join(" "),
        source: source_line(words.caption, Observations::Exchange),
    };
    let columns = |room: f64| if room < NARROW { 1 } else { 2 };
    let height = |room| Height::Stretches {
        usual: grid::height(2, columns(room), HIGH),
        least: grid::height(2, columns(room), LEAST),
    };
    let sheet = page.sheet(height, |canvas, area| {
        let columns = columns(area.width());
        let high = grid::share(area.height(), 2, columns);
        for (place, (side, own)) in grid::places(area, 2, columns, high).zip(sides.iter().zip(&SIDES)) {
            let plot = Area {
                left: place.left + label_room(&value_ticks),
                right: place.right - 8.0,
                top: place.top + HEADING,
                bottom: place.bottom - DATES,
            };
            let panel = Panel::new(canvas, plot, dates, &value_ticks, &format!("{}, people", own.heading))?;
            panel.date_axis(dates, true)?;
            let bands: Vec<Option<Band>> = side.bands.iter().copied().map(Some).collect();
            panel.bands(&side.ends, &bands, own.colour, false)?;
            for &(date, people) in &side.counted {
                canvas.dot((panel.x.place(day_number(date)), panel.y.place(people)), 4.5, INK)?;
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}

/// What was said of the last count's week, and that count.
fn told(heading: &str, side: &Overtaken) -> String {
    let Some(&(date, people)) = side.counted.last() else {
        return format!("{heading}: nothing was counted.");
    };
    let said = side.ends.iter().zip(&side.bands).rev().find(|(end, _)| **end <= date);
    match said {
        Some((end, band)) => format!(
            "{heading}: {} by {} were forecast; {} by {} were counted.",
            with_range(band),
            day(*end),
            number(people, 0),
            day(date)
        ),
        None => format!("{heading}: {} were counted by {}, before the forecast began.", number(people, 0), day(date)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn what_was_said_is_set_beside_what_was_counted() {
        let end = |text: &str| text.parse::<Date>().expect("a date");
        let side = Overtaken {
            ends: vec![end("2026-01-04"), end("2026-06-28"), end("2026-07-05")],
            bands: [10.0, 350.0, 360.0]
                .map(|middle| Band::of([middle - 20.0, middle, middle + 20.0]).expect("runs"))
                .to_vec(),
            counted: vec![(end("2026-01-31"), 88.0), (end("2026-06-30"), 870.0)],
        };
        let figure = first_forecast(Words::new("forecast", "by hand."), &[side.clone(), side]).expect("a figure");
        check(&figure);
        let told = "350 (90% range 332 to 368) by 28 Jun 2026 were forecast; 870 by 30 Jun 2026 were counted.";
        assert!(figure.description.contains(told), "{}", figure.description);
    }
}
