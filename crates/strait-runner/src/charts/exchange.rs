//! People returned and admitted since the agreement began, and the gap between them, simulated and observed.

use jiff::civil::Date;

use super::bands::{Band, Weekly};
use super::canvas::Area;
use super::data::{ChartError, ExchangeCount, Sketch};
use super::page::{Height, Mark, Observations, Page, bands_in_words, pooled_title, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{ADMITTED, ARRIVALS, Colour, INK, MUTED, NARROW, RETURNED, day};
use super::words::over_time;
use super::{AGREEMENT_BEGAN, Context, fan};

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

/// By how many people admissions are ahead of returns; below zero where returns are ahead.
const GAP: Side = Side {
    metric: "gap",
    heading: "Gap: admitted minus returned",
    colour: ARRIVALS,
    observed: |count| Some(count.admitted? - count.returned?),
};

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

/// A side's official counts between two dates.
pub(super) fn counts(context: &Context<'_>, side: &Side, dates: (Date, Date)) -> Vec<(Date, f64)> {
    counts_of(&context.study.observed.exchange, side, dates)
}

/// A side of some counts between two dates.
fn counts_of(counts: &[ExchangeCount], side: &Side, dates: (Date, Date)) -> Vec<(Date, f64)> {
    counts
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
    let mut totals: Vec<Weekly> = Vec::new();
    for side in &SIDES {
        let Some(weekly) = calendar.weekly(study.daily, side.metric) else {
            return Sketch::skip(format!("the daily table has no column `{}`", side.metric));
        };
        totals.push(weekly.cumulative());
    }
    if let [returned, admitted] = totals.as_slice() {
        totals.push(admitted.minus(returned));
    }
    let half = |(side, weekly): (&'static Side, Weekly)| {
        let bands = weekly.bands_from(dates.0);
        let observed = if whole { counts(context, side, dates) } else { Vec::new() };
        Half { side, weeks: weekly.weeks, bands, observed }
    };
    let halves: Vec<Half<(Date, f64)>> = SIDES.iter().chain([&GAP]).zip(totals).map(half).collect();
    let press = |half: &Half<(Date, f64)>| match whole {
        true => counts_of(&study.observed.press, half.side, dates),
        false => Vec::new(),
    };
    if halves.iter().all(Half::is_empty) {
        return Sketch::skip("no week was simulated while the agreement was in force");
    }

    let single = calendar.runs == 1;
    let any_observed = halves.iter().any(|half| !half.observed.is_empty());
    let mut legend = side_keys(if single { Mark::Line } else { Mark::Bands });
    if any_observed {
        legend.push((Mark::Dot(INK), "Counted by the Home Office".to_owned()));
    }
    if halves.iter().any(|half| !press(half).is_empty()) {
        legend.push((Mark::Dot(MUTED), "Counts in the press".to_owned()));
    }
    let since = if whole { "the agreement began".to_owned() } else { day(dates.0) };
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title(&format!("People exchanged since {since}"), calendar.points),
        subtitle: format!(
            "Running totals at the end of each week [people]. {}",
            bands_in_words(calendar.points, calendar.runs)
        ),
        legend,
        finding: told(&halves, "people in all"),
        source: source(study, if any_observed { Observations::Exchange } else { Observations::None }),
    };
    let counted = halves.iter().flat_map(|half| half.observed.iter().copied().chain(press(half)));
    let counted = counted.map(|(_, value)| value);
    let simulated = halves.iter().map(|half| half.most(single));
    let people = ticks(simulated.chain(counted).fold(5.0, f64::max), 5);
    let gap = |half: &Half<(Date, f64)>| {
        let counted = half.observed.iter().filter_map(|&(_, people)| Band::of([people]));
        fan::value_ticks(half.bands.iter().flatten().copied().chain(counted).collect::<Vec<_>>().iter(), single, 5)
    };
    let ticks_of = |half: &Half<(Date, f64)>| if half.side.metric == GAP.metric { gap(half) } else { people.clone() };
    let height = |room| if room < NARROW { Height::Exactly(780.0) } else { Height::about(440.0) };
    page.draw(height, |canvas, area| {
        const BETWEEN: f64 = 34.0;
        let across = if area.width() < NARROW { 1 } else { halves.len() };
        let wide = (area.width() - BETWEEN * (across - 1) as f64 - 8.0) / across as f64;
        let high = area.height() / (halves.len() / across) as f64;
        let between = if across == 1 { 14.0 } else { 0.0 };
        for (at, half) in halves.iter().enumerate() {
            let (side, value_ticks) = (half.side, ticks_of(half));
            let left = area.left + (at % across) as f64 * (wide + BETWEEN);
            let top = area.top + (at / across) as f64 * high;
            let plot = Area {
                left: left + label_room(&value_ticks),
                right: left + wide,
                top: top + HEADING,
                bottom: top + high - DATES - between,
            };
            let panel = Panel::new(canvas, plot, dates, &value_ticks, side.heading)?;
            panel.date_axis(dates, true)?;
            panel.bands(&half.weeks, &half.bands, side.colour, single)?;
            for (counts, size, ink) in [(&press(half), 2.6, MUTED), (&half.observed, 4.0, INK)] {
                for &(date, value) in counts {
                    canvas.dot((panel.x.place(day_number(date)), panel.y.place(value)), size, ink)?;
                }
            }
        }
        Ok(())
    })
}
