//! JSON Schemas: those that are shipped, and whether they say what the readers say.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::{Draft, Validator};
use serde_json::json;
use strait_runner::calibration::CalibrationFile;
use strait_runner::design::Sweep;
use strait_runner::scenario_file::{InputError, ScenarioFile};
use strait_runner::schema::FileKind;
use strait_runner::validation::ValidationFile;
use support::said;
use toml::{Table, Value};

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

fn validator(kind: FileKind) -> Validator {
    let schema = serde_json::from_str(&kind.schema()).expect("JSON");
    let options = jsonschema::options().with_draft(Draft::Draft7).should_validate_formats(true);
    options.build(&schema).expect("a schema of draft 7")
}

/// A file as an editor's language server hands it to the schema: dates are texts, and no JSON has infinity.
fn as_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Datetime(moment) => json!(moment.to_string()),
        Value::Array(items) => items.iter().map(as_json).collect(),
        Value::Table(keys) => keys.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        value => json!(value),
    }
}

fn read(kind: FileKind, path: &Path) -> Result<(), InputError> {
    match kind {
        FileKind::Scenario => ScenarioFile::read(path).map(drop),
        FileKind::Sweep => Sweep::read(path).map(drop),
        FileKind::Calibration => CalibrationFile::read(path).map(drop),
        FileKind::Validation => ValidationFile::read(path).map(drop),
    }
}

/// An editor would check files against limits that are no longer the program's.
#[test]
fn the_shipped_schemas_are_those_that_the_command_prints() {
    for kind in FileKind::ALL {
        let name = kind.name();
        let shipped = fs::read_to_string(scenarios().join(format!("schema/{name}.json"))).unwrap_or_default();
        assert!(shipped == kind.schema(), "strait schema {name} > scenarios/schema/{name}.json");
    }
}

/// Editors would complete nothing, or underline what is sound, in the files that people learn from.
#[test]
fn every_shipped_file_names_its_schema_and_fits_it() {
    let mut count = 0;
    for (folder, schemas) in [("", "schema"), ("packs", "../schema")] {
        for file in fs::read_dir(scenarios().join(folder)).expect("a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let table: Table = toml::from_str(&text).expect("TOML");
            let of = |kind: &FileKind| table.contains_key(kind.name());
            let kind = FileKind::ALL.into_iter().skip(1).find(of).unwrap_or(FileKind::Scenario);
            let first = format!("#:schema {schemas}/{}.json", kind.name());
            assert_eq!(text.lines().next(), Some(first.as_str()), "{}", path.display());
            if let Err(error) = validator(kind).validate(&as_json(&Value::Table(table))) {
                panic!("{}: {}: {error}", path.display(), error.instance_path());
            }
            count += 1;
        }
    }
    assert!(count >= 19, "{count} files");
}

/// An editor would show a key without saying what it is.
#[test]
fn every_key_is_described() {
    fn look(at: &str, schema: &serde_json::Value, root: &serde_json::Value, bare: &mut Vec<String>) {
        let own = schema.get("$ref").and_then(serde_json::Value::as_str).map(|path| &path["#/definitions/".len()..]);
        let schema = own.map_or(schema, |path| &root["definitions"][path]);
        let about = schema["description"].as_str().unwrap_or_default();
        if about.is_empty() || about.starts_with('\n') {
            bare.push(at.to_owned());
        }
        for below in [schema, &schema["items"], &schema["anyOf"][0]] {
            for (key, schema) in below["properties"].as_object().into_iter().flatten() {
                look(&format!("{at}.{key}"), schema, root, bare);
            }
        }
    }
    let mut bare = Vec::new();
    for kind in FileKind::ALL {
        let schema = serde_json::from_str(&kind.schema()).expect("JSON");
        look(kind.name(), &schema, &schema, &mut bare);
    }
    assert!(bare.is_empty(), "{bare:#?}");
}

/// Values of every type, some of them out of every bound.
fn values() -> Vec<Value> {
    let text = "[-1, 0, 3, 5000000000, 0.5, 1e12, inf, true, 'x', 'none', 2025-09-01, 2025-09-01T10:00:00, [], {}]";
    let table: Table = toml::from_str(&format!("values = {text}")).expect("TOML");
    table["values"].as_array().expect("a list").clone()
}

/// The file with one value changed, one key taken out or one put in, each with a word on what was done.
fn changed(whole: &Value) -> Vec<(String, Value)> {
    fn places(value: &Value, at: &[String], all: &mut Vec<Vec<String>>) {
        let below: Vec<(String, &Value)> = match value {
            Value::Table(keys) => keys.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(items) => items.iter().take(2).enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
            _ => Vec::new(),
        };
        for (key, value) in below {
            let at: Vec<String> = at.iter().cloned().chain([key]).collect();
            places(value, &at, all);
            all.push(at);
        }
    }
    fn edit(value: &mut Value, at: &[String], with: &dyn Fn(&mut Value, &str)) {
        let (first, rest) = at.split_first().expect("a place");
        if rest.is_empty() {
            return with(value, first);
        }
        let below = match value {
            Value::Table(keys) => keys.get_mut(first),
            Value::Array(items) => items.get_mut(first.parse::<usize>().expect("a number")),
            _ => None,
        };
        edit(below.expect("a value"), rest, with);
    }
    let mut all = Vec::new();
    places(whole, &[], &mut all);
    let mut files = Vec::new();
    for at in all {
        let mut push = |what: String, with: &dyn Fn(&mut Value, &str)| {
            let mut file = whole.clone();
            edit(&mut file, &at, with);
            files.push((format!("{}: {what}", at.join(" / ")), file));
        };
        for new in values() {
            push(new.to_string(), &|value, last| match value {
                Value::Table(keys) => drop(keys.insert(last.to_owned(), new.clone())),
                Value::Array(items) => items[last.parse::<usize>().expect("a number")] = new.clone(),
                _ => {}
            });
        }
        push("taken out".to_owned(), &|value, last| match value {
            Value::Table(keys) => drop(keys.remove(last)),
            Value::Array(items) => drop(items.remove(last.parse().expect("a number"))),
            _ => {}
        });
        push("beside it an unknown key".to_owned(), &|value, _| {
            if let Value::Table(keys) = value {
                keys.insert("unheard_of".to_owned(), Value::Integer(1));
            }
        });
    }
    files
}

/// What readers refuse and no schema can, by the readers' words.
const BEYOND_SCHEMAS: &[&str] = &[
    // An editor holds a date as a text, and so takes one for a text.
    "(a date), allowed is a text in quotes",
    "(a date), allowed is the path of a scenario",
    "(a time), allowed is a text in quotes",
    "(a time), allowed is the path of a scenario",
    // What stands in other files, and what a new origin or another form needs, which inherited ones do not.
    "no such file",
    "must be given too",
    "no such origin",
    "there is no such key",
    "allowed is one of Eritrea",
    // How one value bears on another.
    "out of order",
    "allowed is a date",
    "at most 1000000 runs in all",
    "all points set the same",
    "is no axis of the sweep",
    "allowed is a value of the axis",
    "allowed is an axis with listed values",
    "is the name of two tables",
    "is swept by another axis too",
    "the lower first",
    "allowed is a range of numbers above 0",
    "is fitted already",
    "low ≤ mode ≤ high",
    "no more than the",
];

/// An editor would underline what the program takes, or say nothing of what it refuses.
#[test]
fn readers_and_schemas_agree_on_files_with_one_thing_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let calibration = "[calibration]\nname = 'x'\nscenario = 'baseline.toml'\nuntil = 2025-12-31\n[[parameter]]\n\
                       path = 'sea.quality_shape'\n";
    fs::write(folder.path().join("calibration.toml"), calibration).expect("a file");
    let mut wrong = Vec::new();
    let mut counts = [0, 0];
    for (kind, text) in WHOLE {
        let validator = validator(*kind);
        let whole: Value = Value::Table(toml::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}")));
        for (what, file) in [("as it is".to_owned(), whole.clone())].into_iter().chain(changed(&whole)) {
            let path = folder.path().join("file.toml");
            fs::write(&path, toml::to_string(&file).expect("TOML")).expect("a file");
            let read = read(*kind, &path).map_err(|error| error.to_string());
            let fits =
                validator.validate(&as_json(&file)).map_err(|error| format!("{}: {error}", error.instance_path()));
            counts[usize::from(read.is_ok())] += 1;
            match (&read, &fits) {
                (Ok(()), Err(why)) => wrong.push(format!("{} {what}\n  only the schema refuses: {why}", kind.name())),
                (Err(why), Ok(())) if !BEYOND_SCHEMAS.iter().any(|words| why.contains(words)) => {
                    wrong.push(format!("{} {what}\n  only the reader refuses: {why}", kind.name()));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {counts:?}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(counts.iter().all(|count| *count > 500), "{counts:?} refused and taken");
}

/// A beginner's first file would be refused, underlined or lost.
#[test]
fn what_new_writes_is_sound_fits_its_schema_and_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("schema")).expect("a folder");
    for kind in [FileKind::Scenario, FileKind::Sweep] {
        fs::write(folder.path().join(format!("schema/{}.json", kind.name())), kind.schema()).expect("a schema");
    }
    let (words, _) = said(folder.path(), &["new", "mine", "--sweep"], 0);
    assert!(words.contains("strait run mine.toml") && words.contains("strait sweep mine-sweep.toml"), "{words}");
    for (kind, name) in [(FileKind::Scenario, "mine.toml"), (FileKind::Sweep, "mine-sweep.toml")] {
        let (found, warnings) = said(folder.path(), &["check", name], 0);
        assert!(found.contains(kind.name()) && warnings.is_empty(), "{found}{warnings}");
        let text = fs::read_to_string(folder.path().join(name)).expect("a text");
        assert!(text.starts_with(&format!("#:schema schema/{}.json\n", kind.name())), "{text}");
        let table = toml::from_str(&text).expect("TOML");
        assert!(validator(kind).is_valid(&as_json(&Value::Table(table))), "{text}");
    }
    fs::write(folder.path().join("mine.toml"), "extends = 'baseline.toml'").expect("a file");
    let (_, refused) = said(folder.path(), &["new", "mine"], 2);
    assert!(refused.contains("mine.toml: is there already"), "{refused}");
    let (_, refused) = said(folder.path(), &["new", "mine", "--sweep"], 2);
    assert!(refused.contains("mine-sweep.toml: is there already"), "{refused}");
    assert_eq!(fs::read_to_string(folder.path().join("mine.toml")).expect("a text"), "extends = 'baseline.toml'");
    said(folder.path(), &["new", "nowhere/mine"], 2);
}

/// Manual pages would take the place of another program's, or be missing for a command.
#[test]
fn manual_pages_replace_their_like_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pages = folder.path().join("man1");
    said(folder.path(), &["man", "--out", "man1"], 0);
    let page = fs::read_to_string(pages.join("strait-run.1")).expect("a page");
    assert!(page.contains(".TH strait-run 1") && page.contains("ensemble"), "{page}");
    fs::write(pages.join("strait-run.1"), page.replace("ensemble", "older words")).expect("an earlier page");
    said(folder.path(), &["man", "--out", "man1"], 0);
    assert_eq!(fs::read_to_string(pages.join("strait-run.1")).expect("a page"), page);
    fs::write(pages.join("strait-run.1"), "mine").expect("a file");
    fs::remove_file(pages.join("strait.1")).expect("a page");
    let (_, refused) = said(folder.path(), &["man", "--out", "man1"], 2);
    assert!(refused.contains("strait-run.1") && !pages.join("strait.1").exists(), "{refused}");
}

/// Files that are sound, with every table and key that there is.
const WHOLE: &[(FileKind, &str)] = &[
    (FileKind::Scenario, include_str!("../../../scenarios/baseline.toml")),
    (
        FileKind::Scenario,
        "extends = 'baseline.toml'
        uncertainty = { ensemble = 'draws.csv', replicates = 50 }
        sea.replay = [2025-08-06, 2025-08-09]
        arrivals_in_france.levels = [1.0, 1.2]
        home_office.selection = { rule = 'by_origin', first_origins = ['Eritrea'] }
        origin = [{ name = 'Eritrea', share = 0.2 }, { name = 'Syria', share = 0.1, identity_document_share = 0.3, \
          uk_link_share = 0.3, grant_rate = 0.9, trafficking_indicator_share = 0.2, price_eur = 2000 }]
        deterrence.threshold = { midpoint = 0.3, width = 0.1, strength = 0.9 }
        [[intervention]]
        date = 2026-02-01
        note = 'why'
        set = { 'origin.Syria.share' = 0.2, 'origin.Iran.share' = 0.2, 'home_office.selection.rule' = 'random', \
          'agreement.enabled' = true, 'agreement.notice_days' = 20, 'agreement.expiry' = 2026-12-01, \
          'deterrence' = { linear = { semi_elasticity = 1.0 } }, 'sea.replay' = [2025-08-06] }
        [[intervention]]
        date = 2026-03-01
        set = { 'deterrence.linear.semi_elasticity' = 2.0 }",
    ),
    (
        FileKind::Scenario,
        "deterrence = { expected_utility = { median_value_eur = 20000, value_sd = 0.5, return_cost_eur = 1000 } }",
    ),
    (
        FileKind::Sweep,
        "sweep = { name = 'x', scenario = 'baseline.toml', design = 'grid', replicates = 2, seed = 1, \
           resolution = 'daily', from = 2025-10-01 }
        uncertainty.ensemble = 'draws.csv'
        set = [{ path = 'home_office.flights.notice_days', value = 3 }, { path = 'origin.Iran.share', value = 0.2 }]
        axis = [{ path = 'home_office.detention.beds', values = [100, 200.5] },
          { path = 'sea.persistence', range = [0.1, 0.3], scale = 'log', steps = 3 },
          { path = 'sea.openness_days', steps = 3 },
          { path = 'deterrence', values = ['none', { linear = { semi_elasticity = 1.0 } }] }]
        [answer]
        question = 'What?'
        table = [{ name = 'one', title = 'One', rows = ['deterrence'], outcomes = ['sustained_returns_per_week'], \
            across = 'home_office.detention.beds', only = { 'deterrence' = 'none' }, \
            against = { 'home_office.detention.beds' = 100 } },
          { name = 'two', title = 'Two', rows = ['deterrence'], falls = [0.25, 0.5] }]",
    ),
    (
        FileKind::Sweep,
        "sweep = { name = 'x', design = 'lhs', points = 8, replicates = 2, seed = 1 }
        axis = [{ path = 'scenario', values = ['baseline.toml'] }, { path = 'agreement.notice_days' }, \
          { path = 'agreement.expiry', range = [2026-06-01, 2026-09-01] }]",
    ),
    (
        FileKind::Sweep,
        "sweep = { name = 'x', scenario = 'baseline.toml', design = 'list', replicates = 2, seed = 1 }
        point = [{ 'run.scale' = 0.5, 'public.steers' = true }, { 'run.scale' = 0.6, 'public.steers' = false }]",
    ),
    (
        FileKind::Sweep,
        "sweep = { name = 'x', scenario = 'baseline.toml', design = 'morris', trajectories = 4, levels = 6, \
           replicates = 1, seed = 1 }
        axis = [{ path = 'sea.persistence' }]",
    ),
    (
        FileKind::Sweep,
        "sweep = { name = 'x', scenario = 'baseline.toml', design = 'saltelli', base = 64, replicates = 1, seed = 1 }
        axis = [{ path = 'sea.persistence' }]",
    ),
    (
        FileKind::Calibration,
        "calibration = { name = 'x', scenario = 'baseline.toml', until = 2025-12-31, seed = 1, survey = 300, round = 200, \
           rounds = 2, kept = 60 }
        parameter = [{ path = 'sea.quality_shape', low = 1, mode = 2, high = 3, scale = 'log' }, \
          { path = 'smugglers.load', low = 0.5, mode = 1, high = 1.5, relative_to = 'people_per_boat' }]",
    ),
    (
        FileKind::Validation,
        "validation = { name = 'x', calibration = 'calibration.toml', origins = [2023-12-31, 2024-12-31], \
           exchange_origins = [2025-10-31], replicates = 100 }",
    ),
];
