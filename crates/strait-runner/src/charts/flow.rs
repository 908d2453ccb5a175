//! Where people end up: those who set out, those detained for return, those who applied for the legal route.

use strait::metrics::Metric;

use super::Context;
use super::bands::{Band, mean, week_ending};
use super::canvas::Area;
use super::data::{ChartError, Sketch};
use super::flow_tree::{Branch, Tree};
use super::grid;
use super::page::{Height, Observations, Page, runs_in_words, source};
use super::style::{ADMITTED, ARRIVALS, AXIS, Colour, NARROW, RETURNED, day, number};
use super::words::with_range;

const NARROWEST: f64 = 260.0;

/// The metrics that the chart reads.
pub(super) const METRICS: [Metric; 24] = [
    Metric::Attempts,
    Metric::Prevented,
    Metric::RescuedBack,
    Metric::Deaths,
    Metric::Arrivals,
    Metric::Selected,
    Metric::StoppedBySelection,
    Metric::StoppedByEligibility,
    Metric::StoppedByDetentionBeds,
    Metric::Detained,
    Metric::Returned,
    Metric::Reentered,
    Metric::Released,
    Metric::StoppedByBail,
    Metric::StoppedByTreatyDeadline,
    Metric::StoppedByRequestDeadline,
    Metric::StoppedByFrenchRefusal,
    Metric::StoppedByTraffickingReferral,
    Metric::StoppedByHumanRightsClaim,
    Metric::LegalApplications,
    Metric::StoppedByLegalDocuments,
    Metric::StoppedByLegalEligibility,
    Metric::Admitted,
    Metric::LegalPool,
];

/// A number for each run.
type Runs = Vec<f64>;

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    if calendar.points > 1 {
        return Sketch::skip("it shows one setting of a sweep; choose one with --point");
    }
    if !context.has_agreement() {
        return Sketch::skip("the agreement is never in force");
    }
    let Some((from, to)) = context.agreement_dates() else {
        return Sketch::skip("no day was simulated");
    };
    // Weekly rows cannot be cut within a week: the one in which the agreement began counts as a whole.
    let Some(first_week) = week_ending(from) else {
        return Sketch::skip("no day was simulated");
    };
    let mut missing = None;
    let mut of = |metric: Metric| -> Runs {
        let Some(weekly) = calendar.weekly_of(study.daily, metric) else {
            missing = missing.or(Some(metric));
            return vec![f64::NAN; calendar.runs];
        };
        let at = weekly.weeks.iter().position(|week| *week >= first_week).unwrap_or(weekly.weeks.len());
        match metric.definition().kind {
            strait::metrics::Kind::Flow => weekly.runs.iter().map(|run| run[at..].iter().sum()).collect(),
            strait::metrics::Kind::Level => weekly.runs.iter().map(|run| run.last().copied().unwrap_or(0.0)).collect(),
        }
    };
    let trees = [at_sea(&mut of), detained(&mut of), legal_route(&mut of)];
    if let Some(metric) = missing {
        return Sketch::skip(format!("the daily table has no column `{}`", metric.name()));
    }
    let single = calendar.runs == 1;
    let trees = trees.map(|part| part.tree(single));
    let runs = runs_in_words(calendar.points, calendar.runs);
    let numbers = match single {
        true => format!("From {runs}."),
        false => format!(
            "Widths and numbers: means over {runs}, so that they add up, as the medians of tables do not; in brackets the middle 90%."
        ),
    };
    let began = super::bands::earlier(first_week, 6).unwrap_or(first_week).max(calendar.first_day.unwrap_or(from));
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: "Where people end up".to_owned(),
        subtitle: format!(
            "{} to {}. Each part has its own scale. A person who sets out again is counted again. {numbers}",
            day(began),
            day(to)
        ),
        legend: Vec::new(),
        finding: trees.iter().map(Tree::told).collect::<Vec<_>>().join(" "),
        source: source(study, Observations::None),
    };
    let columns = |room: f64| if room < NARROW { 1 } else { grid::columns(room, NARROWEST, 3) };
    let highs = |room: f64| -> Vec<f64> {
        let columns = columns(room) as f64;
        let wide = (room - (columns - 1.0) * grid::ACROSS) / columns;
        trees.iter().map(|tree| tree.height(wide)).collect()
    };
    let height = |room: f64| {
        let highs = highs(room);
        let stacked = columns(room) == 1;
        let total = if stacked { highs.iter().sum() } else { highs.iter().copied().fold(0.0, f64::max) };
        Height::Exactly(total)
    };
    page.draw(height, |canvas, area| {
        let columns = columns(area.width());
        let highs = highs(area.width());
        let mut top = area.top;
        for ((place, tree), high) in grid::places(area, trees.len(), columns, area.height()).zip(&trees).zip(highs) {
            let place = match columns {
                1 => Area { top, bottom: top + high, ..place },
                _ => Area { top: area.top, bottom: area.bottom, ..place },
            };
            tree.draw(canvas, place)?;
            top += high;
        }
        Ok(())
    })
}

/// A number of people and what became of them.
struct Part {
    label: &'static str,
    colour: Colour,
    runs: Runs,
    parts: Vec<Part>,
}

fn part(label: &'static str, colour: Colour, runs: Runs) -> Part {
    Part { label, colour, runs, parts: Vec::new() }
}

impl Part {
    fn tree(&self, single: bool) -> Tree {
        let branch = |part: &Part| part.branch(single);
        Tree { root: branch(self), colour: self.colour }
    }

    fn branch(&self, single: bool) -> Branch {
        let people = mean(self.runs.iter().copied()).unwrap_or(0.0);
        let written = number(people, if people < 10.0 && people > 0.0 { 1 } else { 0 });
        let band = Band::of(self.runs.iter().copied());
        let range =
            band.filter(|_| !single).map(|band| format!(" ({}–{})", number(band.low90, 0), number(band.high90, 0)));
        Branch {
            label: self.label.to_owned(),
            numbers: format!("{written}{}", range.unwrap_or_default()),
            told: band.map_or_else(String::new, |band| with_range(&Band { median: people, ..band })),
            people,
            colour: self.colour,
            branches: self
                .parts
                .iter()
                .filter(|part| part.runs.iter().any(|people| *people > 0.0))
                .map(|part| part.branch(single))
                .collect(),
        }
    }
}

/// What is left of some numbers when others are taken away, never below zero.
fn less(all: &[f64], taken: &[&[f64]]) -> Runs {
    (0..all.len()).map(|run| (all[run] - taken.iter().map(|runs| runs[run]).sum::<f64>()).max(0.0)).collect()
}

fn at_sea(of: &mut impl FnMut(Metric) -> Runs) -> Part {
    let (arrivals, selected) = (of(Metric::Arrivals), of(Metric::Selected));
    let (passed_over, outside) = (of(Metric::StoppedBySelection), of(Metric::StoppedByEligibility));
    let no_bed = of(Metric::StoppedByDetentionBeds);
    let others = less(&arrivals, &[&selected, &passed_over, &outside, &no_bed]);
    let arrived = Part {
        parts: vec![
            part("Detained for return", RETURNED, selected),
            part("Passed over by the selection rule", AXIS, passed_over),
            part("Outside the agreement", AXIS, outside),
            part("No bed free", AXIS, no_bed),
            part("No agreement in force, returns paused, no caseworker, or not yet screened", AXIS, others),
        ],
        ..part("Arrived in the UK", ARRIVALS, arrivals)
    };
    Part {
        parts: vec![
            arrived,
            part("Stopped by French patrols", AXIS, of(Metric::Prevented)),
            part("Rescued and brought back", AXIS, of(Metric::RescuedBack)),
            part("Died at sea", Colour::Ink, of(Metric::Deaths)),
        ],
        ..part("Set out in a boat", ARRIVALS, of(Metric::Attempts))
    }
}

fn detained(of: &mut impl FnMut(Metric) -> Runs) -> Part {
    let (returned, reentered) = (of(Metric::Returned), of(Metric::Reentered));
    let reasons: [(&str, Metric); 6] = [
        ("Released: bail or medical grounds", Metric::StoppedByBail),
        ("Released: three months passed", Metric::StoppedByTreatyDeadline),
        ("Released: 14 days to request passed", Metric::StoppedByRequestDeadline),
        ("Released: refused by France", Metric::StoppedByFrenchRefusal),
        ("Released: trafficking decision", Metric::StoppedByTraffickingReferral),
        ("Released: human-rights claim", Metric::StoppedByHumanRightsClaim),
    ];
    let reasons: Vec<(&str, Runs)> = reasons.map(|(label, metric)| (label, of(metric))).to_vec();
    let (released, still) = (of(Metric::Released), of(Metric::Detained));
    let known: Vec<&[f64]> = reasons.iter().map(|(_, runs)| runs.as_slice()).collect();
    let others = less(&released, &known);
    // Who was detained is who left and who is left: so the parts add up, whoever was detained before the first week.
    let all = (0..returned.len()).map(|run| returned[run] + released[run] + still[run]).collect();
    let stayed = less(&returned, &[&reentered]);
    let back = Part {
        parts: vec![part("Came again by boat", ARRIVALS, reentered), part("Not come again so far", AXIS, stayed)],
        ..part("Returned to France", RETURNED, returned)
    };
    let mut parts = vec![back];
    parts.extend(reasons.into_iter().map(|(label, runs)| part(label, AXIS, runs)));
    parts.push(part("Released: a court’s order, or the agreement’s end", AXIS, others));
    parts.push(part("Still detained", RETURNED, still));
    Part { parts, ..part("Detained for return", RETURNED, all) }
}

fn legal_route(of: &mut impl FnMut(Metric) -> Runs) -> Part {
    let (documents, checks) = (of(Metric::StoppedByLegalDocuments), of(Metric::StoppedByLegalEligibility));
    let (applied, admitted) = (of(Metric::LegalApplications), of(Metric::Admitted));
    let pool = of(Metric::LegalPool);
    let left = less(&applied, &[&documents, &checks, &admitted, &pool]);
    let all =
        (0..applied.len()).map(|run| documents[run] + checks[run] + admitted[run] + pool[run] + left[run]).collect();
    Part {
        parts: vec![
            part("Admitted to the UK", ADMITTED, admitted),
            part("No proof of identity", AXIS, documents),
            part("Failed location or suitability checks", AXIS, checks),
            part("Still in the route", ADMITTED, pool),
            part("Withdrew, or the agreement ended", AXIS, left),
        ],
        ..part("Applied for the legal route", ADMITTED, all)
    }
}
