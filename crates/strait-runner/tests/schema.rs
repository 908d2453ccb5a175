//! JSON Schemas, and the commands that help to write files.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use strait_runner::scenario_file::ScenarioFile;
use strait_runner::schema::FileKind;
use support::said;
use toml::Table;

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
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

/// Editors would complete nothing in the files that people learn from.
#[test]
fn every_shipped_file_names_its_schema() {
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

/// An editor would take a number that the program refuses.
#[test]
fn numbers_beyond_a_schemas_bounds_are_refused_by_the_reader() {
    let schema: serde_json::Value = serde_json::from_str(&FileKind::Scenario.schema()).expect("JSON");
    let mut count = 0;
    for (path, parameter) in schema["definitions"].as_object().expect("definitions") {
        let bound = |key: &str| parameter[key].as_f64();
        let beyond = [
            bound("minimum").map(|least| least - 1.0),
            bound("maximum").map(|most| most + 1.0),
            bound("exclusiveMinimum"),
        ];
        for number in beyond.into_iter().flatten() {
            let mut file = ScenarioFile::baseline();
            // Keys of a form that the baseline does not have, and of no origin in particular, cannot be set.
            if file.set(&format!("{path} = {}", parameter["default"])).is_err() {
                continue;
            }
            let whole = file.set(&format!("{path} = {number}")).and_then(|()| file.plan().map(drop));
            assert!(whole.is_err(), "{path} = {number} is taken");
            count += 1;
        }
    }
    assert!(count > 250, "{count} bounds");
}

/// A beginner's first file would be refused, underlined or lost.
#[test]
fn what_new_writes_is_sound_names_its_schema_and_is_never_written_over() {
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
