//! People returned and admitted since the agreement began, simulated and observed.

use jiff::civil::Date;

use super::bands::{Band, Weekly};
use super::canvas::Area;
use super::data::{ChartError, ExchangeCount, Sketch};
use super::page::{Mark, Observations, Page, bands_in_words, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{ADMITTED, INK, RETURNED, Rgb, day};
use super::{AGREEMENT_BEGAN, Context};

/// One side of the exchange: its metric, colour, heading and observed counts.
pub(super) struct Side {
    pub(super) metric: &'static str,
    pub(super) heading: &'static str,
    pub(super) colour: Rgb,
    pub(super) observed: fn(&ExchangeCount) -> Option<f64>,
}

/// The two sides of the exchange.
pub(super) const SIDES: [Side; 2] = [
    Side {
        metric: "returned",
        heading: "Returned to France",
        colour: RETURNED,
        observed: |count| count.returned,
    },
    Side {
        metric: "admitted",
        heading: "Admitted by the legal route",
        colour: ADMITTED,
        observed: |count| count.admitted,
    },
];

/// A side's observed counts between two dates.
pub(super) fn counts(context: &Context<'_>, side: &Side, dates: (Date, Date)) -> Vec<(Date, f64)> {
    let exchange = &context.study.observed.exchange;
    exchange
        .iter()
        .filter(|count| dates.0 <= count.date && count.date <= dates.1)
        .filter_map(|count| {
            Some((
                count.date,
                (side.observed)(count).filter(|value| value.is_finite())?,
            ))
        })
        .collect()
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    let Some(all) = context.dates() else {
        return Sketch::skip("no day was simulated");
    };
    if !context.has_agreement() {
        return Sketch::skip("the agreement is never in force");
    }
    // Before the agreement nothing happens; when the run begins later, earlier counts are not in it.
    let begins = all.0.max(AGREEMENT_BEGAN.min(all.1));
    let dates = (begins, all.1);
    let whole = all.0 <= AGREEMENT_BEGAN;
    let mut sides: Vec<(&Side, Weekly, Vec<Option<Band>>, Vec<(Date, f64)>)> = Vec::new();
    for side in &SIDES {
        let Some(weekly) = calendar.weekly(study.daily, side.metric) else {
            return Sketch::skip(format!("the daily table has no column `{}`", side.metric));
        };
        let weekly = weekly.cumulative();
        let bands = weekly
            .bands()
            .into_iter()
            .zip(&weekly.weeks)
            .map(|(band, week)| band.filter(|_| *week >= begins))
            .collect();
        let observed = if whole {
            counts(context, side, dates)
        } else {
            Vec::new()
        };
        sides.push((side, weekly, bands, observed));
    }
    if sides
        .iter()
        .all(|(_, _, bands, _)| bands.iter().all(Option::is_none))
    {
        return Sketch::skip("no week was simulated while the agreement was in force");
    }

    let single = calendar.runs == 1;
    let any_observed = sides.iter().any(|(_, _, _, observed)| !observed.is_empty());
    let mut legend = Vec::new();
    for side in &SIDES {
        let mark = if single {
            Mark::Line(side.colour)
        } else {
            Mark::Bands(side.colour)
        };
        legend.push((mark, format!("Simulated, {}", side.metric)));
    }
    if any_observed {
        legend.push((Mark::Dots(INK), "Observed".to_owned()));
    }
    let since = if whole {
        "the agreement began".to_owned()
    } else {
        day(begins)
    };
    let page = Page {
        title: format!("People exchanged since {since}: {}", study.title),
        subtitle: format!(
            "Running totals at the end of each week. {}",
            bands_in_words(calendar.points, calendar.runs)
        ),
        legend,
        source: source(
            study,
            if any_observed {
                Observations::Exchange
            } else {
                Observations::None
            },
        ),
    };
    let simulated = sides
        .iter()
        .flat_map(|(_, _, bands, _)| bands.iter().flatten());
    let simulated = simulated.map(|band| if single { band.median } else { band.high90 });
    let counted = sides
        .iter()
        .flat_map(|(_, _, _, observed)| observed.iter().map(|&(_, value)| value));
    let value_ticks = ticks(simulated.chain(counted).fold(1.0, f64::max), 5);
    page.draw(480.0, |canvas, area| {
        const BETWEEN: f64 = 34.0;
        let room = label_room(&value_ticks);
        let wide = (area.width() - BETWEEN - 8.0) / 2.0;
        for (at, (side, weekly, bands, observed)) in sides.iter().enumerate() {
            let left = area.left + at as f64 * (wide + BETWEEN);
            let plot = Area {
                left: left + room,
                right: left + wide,
                top: area.top + HEADING,
                bottom: area.bottom - DATES,
            };
            let panel = Panel::new(
                canvas,
                plot,
                dates,
                &value_ticks,
                &format!("{}, people", side.heading),
            )?;
            panel.date_axis(dates, true)?;
            panel.bands(&weekly.weeks, bands, side.colour, single)?;
            for &(date, value) in observed {
                canvas.dot(
                    (panel.x.place(day_number(date)), panel.y.place(value)),
                    4.0,
                    INK,
                )?;
            }
        }
        Ok(())
    })
}
