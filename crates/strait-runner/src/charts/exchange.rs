//! People returned and admitted since the agreement began, simulated and observed.

use jiff::civil::Date;

use super::bands::Band;
use super::canvas::Area;
use super::data::{ChartError, ExchangeCount, Sketch};
use super::page::{Height, Mark, Observations, Page, bands_in_words, pooled_title, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{ADMITTED, Colour, INK, NARROW, RETURNED, day};
use super::words::over_time;
use super::{AGREEMENT_BEGAN, Context};

/// One side of the exchange: its metric, colour, heading and observed counts.
pub(super) struct Side {
    pub(super) metric: &'static str,
    pub(super) heading: &'static str,
    pub(super) colour: Colour,
    pub(super) observed: fn(&ExchangeCount) -> Option<f64>,
}

/// The two sides of the exchange.
pub(super) const SIDES: [Side; 2] = [
    Side { metric: "returned", heading: "Returned to France", colour: RETURNED, observed: |count| count.returned },
    Side {
        metric: "admitted",
        heading: "Admitted by the legal route",
        colour: ADMITTED,
        observed: |count| count.admitted,
    },
];

/// A side's simulated bands by week and what was observed of it.
pub(super) struct Half<O> {
    pub(super) side: &'static Side,
    pub(super) weeks: Vec<Date>,
    pub(super) bands: Vec<Option<Band>>,
    pub(super) observed: Vec<O>,
}

impl<O> Half<O> {
    /// Whether no week has a simulated value.
    pub(super) fn is_empty(&self) -> bool {
        self.bands.iter().all(Option::is_none)
    }

    /// The highest simulated value that is drawn.
    pub(super) fn most(&self, single: bool) -> f64 {
        let drawn = |band: &Band| if single { band.median } else { band.high90 };
        self.bands.iter().flatten().map(drawn).fold(0.0, f64::max)
    }
}

/// What the two sides show, in sentences.
pub(super) fn told<O>(halves: &[Half<O>], unit: &str) -> String {
    let told: Vec<String> =
        halves.iter().map(|half| over_time(half.side.heading, unit, &half.weeks, &half.bands)).collect();
    told.join(" ")
}

/// The legend of the two sides.
pub(super) fn side_keys(mark: fn(Colour) -> Mark) -> Vec<(Mark, String)> {
    SIDES.iter().map(|side| (mark(side.colour), format!("Simulated, {}", side.metric))).collect()
}

/// A side's observed counts between two dates.
pub(super) fn counts(context: &Context<'_>, side: &Side, dates: (Date, Date)) -> Vec<(Date, f64)> {
    let exchange = &context.study.observed.exchange;
    exchange
        .iter()
        .filter(|count| dates.0 <= count.date && count.date <= dates.1)
        .filter_map(|count| Some((count.date, (side.observed)(count).filter(|value| value.is_finite())?)))
        .collect()
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    let Some(dates) = context.agreement_dates() else {
        return Sketch::skip("no day was simulated");
    };
    if !context.has_agreement() {
        return Sketch::skip("the agreement is never in force");
    }
    // When the run begins later than the agreement, the observed totals count people it never knew.
    let whole = dates.0 == AGREEMENT_BEGAN;
    let mut halves: Vec<Half<(Date, f64)>> = Vec::new();
    for side in &SIDES {
        let Some(weekly) = calendar.weekly(study.daily, side.metric) else {
            return Sketch::skip(format!("the daily table has no column `{}`", side.metric));
        };
        let weekly = weekly.cumulative();
        let bands = weekly.bands_from(dates.0);
        let observed = if whole { counts(context, side, dates) } else { Vec::new() };
        halves.push(Half { side, weeks: weekly.weeks, bands, observed });
    }
    if halves.iter().all(Half::is_empty) {
        return Sketch::skip("no week was simulated while the agreement was in force");
    }

    let single = calendar.runs == 1;
    let any_observed = halves.iter().any(|half| !half.observed.is_empty());
    let mut legend = side_keys(if single { Mark::Line } else { Mark::Bands });
    if any_observed {
        legend.push((Mark::Dot(INK), "Observed".to_owned()));
    }
    let since = if whole { "the agreement began".to_owned() } else { day(dates.0) };
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title(&format!("People exchanged since {since}"), calendar.points),
        subtitle: format!("Running totals at the end of each week. {}", bands_in_words(calendar.points, calendar.runs)),
        legend,
        finding: told(&halves, "people in all"),
        source: source(study, if any_observed { Observations::Exchange } else { Observations::None }),
    };
    let counted = halves.iter().flat_map(|half| &half.observed);
    let counted = counted.map(|&(_, value)| value);
    let simulated = halves.iter().map(|half| half.most(single));
    let value_ticks = ticks(simulated.chain(counted).fold(5.0, f64::max), 5);
    let height = |room| if room < NARROW { Height::Exactly(530.0) } else { Height::about(480.0) };
    page.draw(height, |canvas, area| {
        const BETWEEN: f64 = 34.0;
        let room = label_room(&value_ticks);
        let across = if area.width() < NARROW { 1 } else { 2 };
        let wide = (area.width() - BETWEEN * (across - 1) as f64 - 8.0) / across as f64;
        let high = area.height() / (2 / across) as f64;
        let between = if across == 1 { 14.0 } else { 0.0 };
        for (at, half) in halves.iter().enumerate() {
            let side = half.side;
            let left = area.left + (at % across) as f64 * (wide + BETWEEN);
            let top = area.top + (at / across) as f64 * high;
            let plot = Area {
                left: left + room,
                right: left + wide,
                top: top + HEADING,
                bottom: top + high - DATES - between,
            };
            let panel = Panel::new(canvas, plot, dates, &value_ticks, &format!("{}, people", side.heading))?;
            panel.date_axis(dates, true)?;
            panel.bands(&half.weeks, &half.bands, side.colour, single)?;
            for &(date, value) in &half.observed {
                canvas.dot((panel.x.place(day_number(date)), panel.y.place(value)), 4.0, INK)?;
            }
        }
        Ok(())
    })
}
