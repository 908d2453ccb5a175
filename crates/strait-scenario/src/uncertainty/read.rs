//! Reading an ensemble: its header and its draws, each cell in the shape of its parameter.

use std::sync::Arc;

use super::cells::{Cell, Line, lines};
use super::ensemble::{Column, Draw};
use crate::scenario_file::{EMBEDDED, Fault, InputError, KeyPath, Source, target};

/// The columns before the parameters'.
pub(super) const FIRST: [&str; 2] = ["draw", "weight"];

/// What begins a line of provenance.
pub(super) const COMMENT: char = '#';

/// The columns and draws of a text, at least one of each.
///
/// # Errors
/// All that is wrong with it, at its places.
pub(super) fn columns_and_draws(source: &Arc<Source>) -> Result<(Vec<Column>, Vec<Draw>), InputError> {
    let mut lines = lines(source).skip_while(|line| line.text.starts_with(COMMENT));
    let name = source.name();
    let nothing = |what: &str| Fault::new(format!("{name}: {what}"));
    let empty = || nothing("is empty; the columns draw, weight and parameters are needed").at(&source.whole());
    let header = lines.next().ok_or_else(empty)?;
    let columns = columns(&header)?;
    let (mut draws, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in lines.enumerate() {
        // A draw with a fault counts too, or all after it would have a wrong number.
        draws.extend(draw(&line, number, &columns, &mut faults));
    }
    if faults.is_empty() && draws.is_empty() {
        faults.push(nothing("holds no draws; at least one is needed").at(&header.place()).label("nothing follows"));
    }
    if faults.is_empty() { Ok((columns, draws)) } else { Err(InputError::new(faults)) }
}

/// The parameters' columns.
fn columns(header: &Line<'_>) -> Result<Vec<Column>, InputError> {
    let cells = header.cells()?;
    let mut cells = cells.into_iter();
    for allowed in FIRST {
        match cells.next() {
            Some(cell) if cell.text == allowed => {}
            Some(cell) => {
                let what = Fault::value(&"columns", &format!("\"{}\"", cell.text), &in_order());
                return Err(what.at(&cell.place).into());
            }
            None => return Err(incomplete(header)),
        }
    }
    let (mut columns, mut faults) = (Vec::<Column>::new(), Vec::new());
    for cell in cells {
        match column(&cell) {
            Ok(column) if columns.iter().any(|other| other.path == column.path) => {
                faults.push(Fault::new(format!("{}: has a column before", column.path)).at(&cell.place).label("again"));
            }
            Ok(column) => columns.push(column),
            Err(fault) => faults.push(fault.or_at(&cell.place, "not a parameter to draw")),
        }
    }
    match (faults.is_empty(), columns.is_empty()) {
        (false, _) => Err(InputError::new(faults)),
        (true, true) => Err(incomplete(header)),
        (true, false) => Ok(columns),
    }
}

fn in_order() -> String {
    format!("{} and then the paths of parameters", FIRST.join(", "))
}

fn incomplete(header: &Line<'_>) -> InputError {
    let fault = Fault::new(format!("columns: not all are there, needed are {}", in_order()));
    fault.at(&header.place()).label("not complete").into()
}

/// The parameter of a column: it must have a default for a draw to take the place of.
fn column(cell: &Cell) -> Result<Column, Fault> {
    let path = KeyPath::parse(&cell.text).map_err(|why| Fault::new(format!("{}: not a path, {why}", cell.text)))?;
    let shape = target(&EMBEDDED.shape, &EMBEDDED.tree, &path)?;
    // What a state will do may be drawn; how people answer it is never to pass for something that is known with a spread.
    if path.to_string() == "deterrence" {
        return Err(Fault::new(format!("{path}: a form is for a scenario or sweep to choose")));
    }
    if path.parts().first().is_some_and(|part| part == "run") {
        return Err(Fault::new(format!("{path}: the same for all runs of a study, no draw can change it")));
    }
    Ok(Column { name: path.to_string(), path, shape: shape.clone() })
}

fn draw(line: &Line<'_>, number: usize, columns: &[Column], faults: &mut Vec<Fault>) -> Option<Draw> {
    let cells = line.cells().map_err(|fault| faults.push(fault)).ok()?;
    let wanted = FIRST.len() + columns.len();
    if cells.len() != wanted {
        let found = format!("{} cells", cells.len());
        let allowed = format!("{wanted}, one for each column");
        faults.push(Fault::value(&format!("draw {number}"), &found, &allowed).at(&line.place()));
        return None;
    }
    let before = faults.len();
    let (first, values) = cells.split_at(FIRST.len());
    let mut refused = |cell: &Cell, column: &str, allowed: &str| {
        faults.push(Fault::value(&column, &format!("\"{}\"", cell.text), allowed).at(&cell.place));
    };
    if first[0].text.parse() != Ok(number) {
        refused(&first[0], FIRST[0], &format!("{number}: draws are numbered from 0 in their order"));
    }
    let weight = first[1].text.parse::<f64>().ok().filter(|weight| weight.is_finite() && *weight > 0.0);
    if weight.is_none() {
        refused(&first[1], FIRST[1], "a number above 0");
    }
    let values: Vec<_> = columns
        .iter()
        .zip(values)
        .filter_map(|(column, cell)| column.shape.fit(&cell.value(&column.shape), &column.path, faults))
        .collect();
    if faults.len() > before { None } else { Some(Draw { weight: weight?, values }) }
}
