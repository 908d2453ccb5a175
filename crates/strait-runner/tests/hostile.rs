//! Files from strangers: nothing outside the folder for results is read or written, nothing is run, no text steers the
//! terminal or the page, and what would fill the memory or never end is refused, all within a limit on memory and time.

#![cfg(target_os = "linux")]

mod support;
#[path = "support/workbook.rs"]
mod workbook;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use support::{SWEEP, everything, names, rewrite_header, said};
use tempfile::TempDir;

/// Most memory that a command may take [KiB]: its addresses, threads and all.
const MEMORY: &str = "1500000";
/// Longest that a command may take [s]; a test's own machine may be busy.
const SECONDS: &str = "60";

/// Runs the command within the limits, with an environment that has a secret.
fn limited(folder: &Path, words: &[&str]) -> Output {
    let line = format!("ulimit -v {MEMORY}; ulimit -c 0; exec timeout -k 1 {SECONDS} \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.current_dir(folder).env("SECRET", "hunter2").args(["-c", &line, env!("CARGO_BIN_EXE_strait")]).args(words);
    shell.output().expect("a shell")
}

/// What the command says that refuses a file: one message of a decent length, with nothing in it that steers a terminal.
fn refused(folder: &Path, words: &[&str]) -> String {
    let output = limited(folder, words);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let short: String = text.chars().take(2000).collect();
    assert!(matches!(output.status.code(), Some(1 | 2)), "{words:?}: {}: {short}", output.status);
    assert!(!text.contains("panicked") && !text.contains("hunter2"), "{words:?}: {short}");
    assert!(text.len() < 40_000, "{words:?}: {} bytes: {short}", text.len());
    assert_harmless(&text);
    text
}

fn assert_harmless(text: &str) {
    let steers = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t') || letter == '\u{202e}';
    assert!(!text.contains(steers), "{text:?}");
}

/// A small sweep, and its results in `out`.
fn swept() -> TempDir {
    let folder = support::folder();
    let short = "extends = \"baseline.toml\"\n[run]\nend = 2025-10-31\nscale = 0.02\n";
    fs::write(folder.path().join("sketch.toml"), short).expect("a scenario");
    said(folder.path(), &["sweep", SWEEP, "--replicates", "2", "--out", "out"], 0);
    folder
}

fn sweep_named(name: &str) -> String {
    format!(
        "[sweep]\nname = \"{name}\"\nscenario = \"sketch.toml\"\ndesign = \"grid\"\nreplicates = 1\nseed = 1\n\
         [[axis]]\npath = \"home_office.detention.beds\"\nvalues = [20, 40]\n"
    )
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn no_name_in_a_file_leads_out_of_the_folder_for_results() {
    let folder = swept();
    let inner = folder.path().join("a/b");
    fs::create_dir_all(&inner).expect("a folder");
    fs::copy(folder.path().join("sketch.toml"), inner.join("sketch.toml")).expect("a scenario");
    for name in ["../../escaped", "/tmp/strait-escaped", "..", "a/b", "a\\nb", "-rf", "$(touch escaped)", ""] {
        fs::write(inner.join("sweep.toml"), sweep_named(name)).expect("a sweep");
        for words in [&["sweep", "sweep.toml"][..], &["check", "sweep.toml"], &["slurm", "sweep.toml", "--tasks", "1"]]
        {
            let err = refused(&inner, words);
            assert!(err.contains("sweep.name") && err.contains("allowed"), "{name}: {err}");
        }
    }
    assert_eq!(names(&inner), ["sketch.toml", "sweep.toml"]);
    assert!(!Path::new("/tmp/strait-escaped").exists());
    // A scenario goes by the name of its file, here `..`.
    fs::rename(inner.join("sketch.toml"), inner.join("...toml")).expect("a scenario");
    said(&inner, &["run", "./...toml", "--replicates", "1"], 0);
    assert_eq!(names(&inner.join("out")), ["study"]);
    // Names in a manifest make no file.
    let manifest = folder.path().join("out/manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text.replace("\"name\": \"beds\"", "\"name\": \"../../escaped\"")).expect("a manifest");
    let before = names(folder.path());
    said(folder.path(), &["chart", "out", "--format", "svg"], 0);
    said(folder.path(), &["report", "out"], 0);
    assert_eq!(names(folder.path()), before);
}

#[test]
fn nothing_is_written_or_read_through_a_link() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("elsewhere")).expect("a folder");
    fs::write(path("elsewhere/file"), "mine").expect("a file");
    let before = everything(&path("elsewhere"));
    // Where results go: the files and folders that a command is about to fill.
    let sweep = ["sweep", SWEEP, "--replicates", "1", "--out", "new"];
    let shard = [&sweep[..], &["--shard", "0/1"]].concat();
    let slurm = ["slurm", SWEEP, "--replicates", "1", "--out", "new", "--tasks", "1"];
    let cases: [(&str, &str, &[&str]); 8] = [
        ("runs.journal", "elsewhere/file", &sweep),
        ("manifest.json.partial", "elsewhere/file", &sweep),
        ("runs.journal", "elsewhere/absent", &sweep),
        ("manifest.json.partial", "elsewhere/absent", &sweep),
        ("shards", "elsewhere", &shard),
        ("slurm", "elsewhere", &slurm),
        ("each", "elsewhere", &["bottlenecks", "sketch.toml", "--replicates", "1", "--out", "new"]),
        ("figures", "elsewhere", &["bottlenecks", "sketch.toml", "--replicates", "1", "--out", "new"]),
    ];
    for (link, to, words) in cases {
        let _ = fs::remove_dir_all(path("new"));
        fs::create_dir(path("new")).expect("a folder");
        symlink(path(to), path("new").join(link)).expect("a link");
        refused(folder.path(), words);
        assert!(everything(&path("elsewhere")) == before, "{words:?} wrote through {link}");
    }
    // Data files are made anew in place of a link, and the link's end stays.
    let _ = fs::remove_dir_all(path("new"));
    fs::create_dir(path("new")).expect("a folder");
    for name in ["runs.parquet.partial", "daily.parquet.partial", "people.parquet.partial"] {
        symlink(path("elsewhere/file"), path("new").join(name)).expect("a link");
    }
    said(folder.path(), &sweep, 0);
    assert!(everything(&path("elsewhere")) == before);

    // What is read, and what is drawn beside it.
    symlink(path("elsewhere"), path("out/figures")).expect("a link");
    let err = refused(folder.path(), &["chart", "out", "--only", "arrivals"]);
    assert!(err.contains("out/figures is a link"), "{err}");
    fs::remove_file(path("out/figures")).expect("a link");
    symlink(path("elsewhere/absent"), path("out/report.html")).expect("a link");
    refused(folder.path(), &["report", "out"]);
    fs::remove_file(path("out/report.html")).expect("a link");
    for name in ["runs.parquet", "daily.parquet", "manifest.json"] {
        let file = path("out").join(name);
        fs::rename(&file, path("elsewhere").join(name)).expect("a file");
        symlink(path("elsewhere").join(name), &file).expect("a link");
        let err = refused(folder.path(), &["report", "out"]);
        assert!(err.contains(name) && err.contains("it is a link"), "{err}");
        fs::remove_file(&file).expect("a link");
        fs::rename(path("elsewhere").join(name), &file).expect("a file");
    }
    said(folder.path(), &["sweep", SWEEP, "--replicates", "1", "--shard", "0/1", "--out", "parts"], 0);
    fs::create_dir(path("linked")).expect("a folder");
    symlink(path("parts/shards"), path("linked/shards")).expect("a link");
    refused(folder.path(), &["collect", "linked", "--out", "joined"]);
    assert!(everything(&path("elsewhere")) == before && !path("joined").exists());
}

#[test]
fn what_a_file_names_is_a_file_of_its_kind_and_never_a_pipe_or_device() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    pipe(&path("pipe.toml"));
    pipe(&path("pipe.csv"));
    fs::write(path("secret"), "password = \"hunter2\"\n").expect("a file");
    symlink(path("secret"), path("secret.toml")).expect("a link");
    for named in
        ["/dev/zero", "/proc/self/environ", "/proc/self/mem", "/etc/passwd", "pipe.toml", "secret", "secret.toml", "."]
    {
        fs::write(path("a.toml"), format!("extends = \"{named}\"\n")).expect("a scenario");
        fs::write(path("b.toml"), sweep_named("b").replace("sketch.toml", named)).expect("a sweep");
        fs::write(path("c.toml"), format!("[calibration]\nname = \"c\"\nscenario = \"{named}\"\nuntil = 2024-12-31\n"))
            .expect("a calibration");
        fs::write(
            path("d.toml"),
            format!("[validation]\nname = \"d\"\ncalibration = \"{named}\"\norigins = [2023-12-31]\nreplicates = 20\n"),
        )
        .expect("a validation");
        for file in ["a.toml", "b.toml", "c.toml", "d.toml"] {
            let err = refused(folder.path(), &["check", file]);
            assert!(err.contains("file") && err.contains(file), "{named}: {err}");
        }
    }
    for named in ["/dev/zero", "/proc/self/environ", "pipe.csv", "secret", "secret.toml"] {
        let scenario = format!("extends = \"baseline.toml\"\n[uncertainty]\nensemble = \"{named}\"\n");
        fs::write(path("a.toml"), scenario).expect("a scenario");
        let err = refused(folder.path(), &["run", "a.toml", "--replicates", "1"]);
        assert!(err.contains("a.toml"), "{named}: {err}");
    }
}

#[test]
fn a_pipe_in_a_folder_of_results_is_not_waited_on() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    for name in ["runs.parquet", "daily.parquet", "manifest.json"] {
        let file = path("out").join(name);
        fs::rename(&file, path("kept")).expect("a file");
        pipe(&file);
        let err = refused(folder.path(), &["report", "out"]);
        assert!(err.contains(name) && err.contains("a pipe or device"), "{err}");
        fs::remove_file(&file).expect("a pipe");
        fs::rename(path("kept"), &file).expect("a file");
    }
    // The page of a scenario reads by whom people came, too.
    said(folder.path(), &["run", "sketch.toml", "--replicates", "2", "--resolution", "weekly", "--out", "alone"], 0);
    fs::rename(path("alone/people.parquet"), path("kept-people")).expect("a file");
    pipe(&path("alone/people.parquet"));
    let err = refused(folder.path(), &["report", "alone"]);
    assert!(err.contains("people.parquet") && err.contains("a pipe or device"), "{err}");
    fs::create_dir(path("out/figures")).expect("a folder");
    pipe(&path("out/figures/arrivals.svg"));
    pipe(&path("out/report.html"));
    refused(folder.path(), &["chart", "out", "--only", "arrivals"]);
    refused(folder.path(), &["report", "out"]);
    fs::create_dir_all(path("new/shards")).expect("a folder");
    pipe(&path("new/shards/shard-0-of-1.runs"));
    pipe(&path("new/runs.journal"));
    refused(folder.path(), &["sweep", SWEEP, "--shard", "0/1", "--out", "new"]);
    refused(folder.path(), &["collect", "new", "--out", "joined"]);
    refused(folder.path(), &["sweep", SWEEP, "--out", "new"]);
}

#[test]
fn counts_beyond_all_reason_take_no_memory() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    let manifest = fs::read_to_string(path("out/manifest.json")).expect("a manifest");
    let replaced = |from: &str, to: &str| {
        assert!(manifest.contains(from), "no {from} in {manifest}");
        manifest.replacen(from, to, 1)
    };
    for text in [
        replaced("\"runs\": 4", "\"runs\": 1000000000000"),
        replaced("\"runs\": 4", "\"runs\": 1000000"),
        replaced("\"replicates\": 2", "\"replicates\": 18446744073709551615"),
        replaced("\"point\": 1", "\"point\": 18446744073709551615"),
        "[".repeat(1_000_000),
        format!("{{\"format\": 1, \"a\": {}", "[".repeat(3_000_000)),
        replaced("\"axes\": [", &format!("\"axes\": [{}", "\"point\",".repeat(200_000))),
    ] {
        fs::write(path("out/manifest.json"), &text).expect("a manifest");
        for words in [&["report", "out"][..], &["compare", "out"]] {
            let output = limited(folder.path(), words);
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(
                matches!(output.status.code(), Some(0..=2)) && !err.contains("panicked"),
                "{}: {err}",
                output.status
            );
            let _ = fs::remove_file(path("out/report.html"));
        }
    }
    // More than a billion bytes, none of them on the disk.
    let sparse = |name: &str| File::create(path(name)).and_then(|file| file.set_len(3 << 30)).expect("a sparse file");
    sparse("out/manifest.json");
    refused(folder.path(), &["report", "out"]);
    fs::write(path("out/manifest.json"), &manifest).expect("a manifest");
    sparse("out/runs.parquet");
    refused(folder.path(), &["report", "out"]);
    sparse("large.toml");
    assert!(refused(folder.path(), &["check", "large.toml"]).contains("too long"));
    sparse("large.ods");
    fs::create_dir(path("series")).expect("a folder");
    refused(folder.path(), &["observed", "import", "large.ods", "--into", "series"]);

    // A shard whose study has more runs than can be, or none.
    let shard = ["sweep", SWEEP, "--replicates", "2", "--shard", "0/1", "--out", "parts"];
    said(folder.path(), &shard, 0);
    let file = path("parts/shards/shard-0-of-1.runs");
    let whole = fs::read(&file).expect("a shard");
    for replicates in ["9000000000000000000", "1000000", "0"] {
        rewrite_header(&file, &[("\nreplicates = 2\n", &format!("\nreplicates = {replicates}\n"))]);
        refused(folder.path(), &["collect", "parts", "--out", "joined"]);
        refused(folder.path(), &shard);
        fs::write(&file, &whole).expect("a shard");
    }
}

#[test]
fn a_run_that_unpacks_to_gigabytes_is_not_unpacked() {
    let folder = swept();
    said(folder.path(), &["sweep", SWEEP, "--replicates", "1", "--shard", "0/1", "--out", "parts"], 0);
    let file = folder.path().join("parts/shards/shard-0-of-1.runs");
    let bytes = fs::read(&file).expect("a shard");
    let header = 16 + u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize;
    // For each run a frame with a sound checksum, in which four bytes say that four gigabytes follow.
    let mut forged = bytes[..header].to_vec();
    for run in 0..2_u64 {
        let content =
            [&run.to_le_bytes()[..], &1.0_f64.to_le_bytes(), &[0], &[0xff, 0xff, 0xff, 0xff, 0x0f], &[0; 40]].concat();
        forged.extend((content.len() as u32).to_le_bytes());
        forged.extend(crc32fast::hash(&content).to_le_bytes());
        forged.extend(content);
    }
    fs::write(&file, forged).expect("a shard");
    let err = refused(folder.path(), &["collect", "parts", "--out", "joined"]);
    assert!(err.contains("shard-0-of-1.runs"), "{err}");
    assert!(!folder.path().join("joined").exists());
}

#[test]
fn a_column_that_says_little_and_means_much_is_not_read() {
    use parquet::data_type::Int64Type;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    // A million rows that are all alike, in some hundred kilobytes at most.
    const ROWS: usize = 1_000_000;
    let columns = "message m { required int64 point; required int64 replicate; required int64 date; }";
    let schema = parse_message_type(columns).expect("a schema");
    let properties =
        WriterProperties::builder().set_data_page_row_count_limit(usize::MAX).set_write_batch_size(1 << 20);
    let file = File::create(path("out/daily.parquet")).expect("a file");
    let mut writer = SerializedFileWriter::new(file, schema.into(), properties.build().into()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let alike = vec![0; 1 << 20];
    while let Some(mut column) = group.next_column().expect("a column") {
        let mut left = ROWS;
        while left > 0 {
            let some = left.min(alike.len());
            column.typed::<Int64Type>().write_batch(&alike[..some], None, None).expect("values");
            left -= some;
        }
        column.close().expect("a column");
    }
    group.close().expect("a group");
    writer.close().expect("a file");
    assert!(fs::metadata(path("out/daily.parquet")).expect("a file").len() < 250_000);
    let manifest = fs::read_to_string(path("out/manifest.json")).expect("a manifest");
    let (before, after) = manifest.split_once("\"daily_rows\": ").expect("a count");
    let after = after.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let claimed = format!("{before}\"daily_rows\": {ROWS}{after}").replace("\"runs\": 4", "\"runs\": 100000");
    fs::write(path("out/manifest.json"), claimed).expect("a manifest");
    let err = refused(folder.path(), &["bottlenecks", "sketch.toml", "--out", "out"])
        + &refused(folder.path(), &["report", "out"]);
    assert!(err.contains("parquet"), "{err}");
}

#[test]
fn deep_and_long_toml_is_refused_soon() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    let keys = (0..400_000).fold(String::new(), |mut text, key| {
        writeln!(text, "k{key} = 1").expect("text");
        text
    });
    let tables = (0..200_000).fold(String::new(), |mut text, key| {
        writeln!(text, "[t{key}]").expect("text");
        text
    });
    let changes = "[[intervention]]\ndate = 2025-12-01\nset = { \"a.b\" = 1 }\n".repeat(60_000);
    let sound = (0..50_000).fold(String::new(), |mut text, day| {
        let date = format!("2025-{:02}-{:02}", 1 + day / 28 % 12, 1 + day % 28);
        writeln!(text, "[[intervention]]\ndate = {date}\nset = {{ \"home_office.detention.beds\" = {day} }}")
            .expect("text");
        text
    });
    let origins = (0..60_000).fold(String::new(), |mut text, number| {
        writeln!(text, "[[origin]]\nname = \"o{number}\"").expect("text");
        text
    });
    let values = |count: usize| format!("values = [{}]", "1,".repeat(count));
    let axes = sweep_named("a").replace("values = [20, 40]", &values(1_500_000));
    let many_axes =
        sweep_named("a") + &"[[axis]]\npath = \"home_office.detention.beds\"\nvalues = [1]\n".repeat(60_000);
    let points =
        sweep_named("a").replace("\"grid\"", "\"list\"").split("[[axis]]").next().unwrap_or_default().to_owned()
            + &"[[point]]\n\"home_office.detention.beds\" = 1\n".repeat(80_000);
    for (what, text) in [
        ("lists", format!("a = {}", "[".repeat(3_000_000))),
        ("tables in line", format!("a = {}", "{a=".repeat(1_000_000))),
        ("dots", format!("{}a = 1", "a.".repeat(1_500_000))),
        ("a head of dots", format!("[{}a]", "a.".repeat(1_500_000))),
        ("keys", keys),
        ("tables", tables),
        ("a long key", format!("{} = 1", "k".repeat(3_000_000))),
        ("a long text", format!("extends = \"{}\"", "k".repeat(3_000_000))),
        ("changes", changes),
        ("sound changes", sound),
        ("origins", origins),
        ("values", axes),
        ("axes", many_axes),
        ("points", points + "\"home_office.detention.beds\" = 2\n"),
        ("a run of ten thousand years", "[run]\nstart = 0001-01-01\nend = 9999-12-31\n".to_owned()),
        ("people", "[run]\nscale = 1e300\n[arrivals_in_france]\nper_year = 1e300\n".to_owned()),
    ] {
        fs::write(path("a.toml"), text).expect("a file");
        let err = refused(folder.path(), &["check", "a.toml"]);
        assert!(err.contains("a.toml"), "{what}: {err}");
    }
    // Files that extend one another without end, each another.
    for number in 0..40 {
        fs::write(path(&format!("{number}.toml")), format!("extends = \"{}.toml\"\n", number + 1)).expect("a scenario");
    }
    assert!(refused(folder.path(), &["check", "0.toml"]).contains("more than 32 files"));
}

#[test]
fn a_workbook_that_grows_when_it_is_read_is_refused() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("series")).expect("a folder");
    let laughs = (1..20).fold("<!ENTITY l0 \"ha\">".to_owned(), |text, level| {
        text + &format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10))
    });
    let sheet =
        workbook::content(&[("SB_01", workbook::rows("Date | Migrants arrived | Boats arrived\nhaha | 1 | 1"))]);
    let body = sheet.split_once("?>").expect("a head").1.replace("haha", "&l19;");
    let content = format!("<?xml version=\"1.0\"?><!DOCTYPE x [{laughs}]>{body}");
    let outside =
        format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l19 SYSTEM \"file:///proc/self/environ\">]>{body}");
    for content in [content, outside] {
        fs::write(folder.path().join("book.ods"), workbook::package(content.as_bytes())).expect("a workbook");
        let err = refused(folder.path(), &["observed", "import", "book.ods", "--into", "series"]);
        assert!(err.contains("nothing was changed"), "{err}");
    }
}

/// A name with a page's, a drawing's, a shell's and a terminal's own letters in it.
const NAME: &str =
    "<script>alert(1)</script>'\\\"&;$(touch pwned)`touch pwned`\\u001b]0;owned\\u0007\\u001b[2J\\u202e\\u009b31m";

#[test]
fn names_are_text_on_a_page_in_a_drawing_and_on_a_terminal() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    // The scenario goes by the name of its file, too.
    let file = "<script>alert(2)</script>".replace('/', "\u{2215}") + "\u{1b}[2J.toml";
    let origin = format!(
        "extends = \"baseline.toml\"\n[run]\nend = 2025-10-31\nscale = 0.02\n[[origin]]\nname = \"{NAME}\"\nshare = 0.5\n\
         identity_document_share = 0.5\nuk_link_share = 0.5\ngrant_rate = 0.5\ntrafficking_indicator_share = 0.1\n\
         price_eur = 1000\n\
         [[intervention]]\ndate = 2025-09-30\nnote = \"{NAME}\"\nset = {{ \"home_office.detention.beds\" = 30 }}\n"
    );
    fs::write(path(&file), origin).expect("a scenario");
    let sweep = format!(
        "[sweep]\nname = \"named\"\ndesign = \"grid\"\nreplicates = 2\nseed = 1\n\
         [answer]\nquestion = \"{NAME}\"\n[[answer.table]]\nname = \"a\"\ntitle = \"{NAME}\"\nrows = [\"scenario\"]\n\
         outcomes = [\"sustained_returns_per_week\"]\n\
         [[axis]]\npath = \"scenario\"\nvalues = [\"baseline.toml\", \"{}\"]\n\
         [[set]]\npath = \"run.end\"\nvalue = 2025-10-31\n[[set]]\npath = \"run.scale\"\nvalue = 0.02\n",
        file.replace('\u{1b}', "\\u001b")
    );
    fs::write(path("named.toml"), sweep).expect("a sweep");
    let before = names(folder.path());
    let outcome = ["--outcome", "sustained_returns_per_week", "--at-least", "0"];
    for words in [
        &["check", file.as_str(), "named.toml"][..],
        &["describe", &file],
        &["describe", &file, "--format", "csv"],
        &["answer", "named.toml", "--out", "out"],
        &["compare", "out"],
        &[&["robustness", "out", "--policy", "scenario"][..], &outcome].concat(),
        &["bottlenecks", &file, "--replicates", "1", "--out", "binds"],
        &["chart", "out", "--format", "svg"],
        &["describe", &(file.clone() + "\u{1b}[2J")],
    ] {
        let output = limited(folder.path(), words);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(matches!(output.status.code(), Some(0..=2)) && !err.contains("panicked"), "{words:?}: {err}");
        assert!(words[0] != "answer" || output.status.success(), "{err}");
        assert_harmless(&out);
        assert_harmless(&err);
    }
    let page = fs::read_to_string(path("out/report.html")).expect("a page");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "a name is a script");
    let mut drawings = 0;
    for (file, bytes) in everything(folder.path()) {
        if file.extension().is_some_and(|ending| ending == "svg") {
            let text = String::from_utf8(bytes).expect("text");
            assert!(!text.contains("<script"), "{}", file.display());
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().expect("XML") != quick_xml::events::Event::Eof {}
            drawings += 1;
        }
    }
    assert!(drawings > 2);
    // And nothing was run.
    let after: Vec<String> =
        names(folder.path()).into_iter().filter(|name| !["binds", "out"].contains(&name.as_str())).collect();
    assert_eq!(after, before);
}

#[test]
fn cells_are_not_formulas() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("=1+1.toml"), "extends = \"baseline.toml\"\n[run]\nend = 2025-10-31\n")
        .expect("a scenario");
    let sweep = "[sweep]\nname = \"cells\"\ndesign = \"grid\"\nreplicates = 1\nseed = 1\n\
                 [[axis]]\npath = \"scenario\"\nvalues = [\"baseline.toml\", \"=1+1.toml\"]\n\
                 [[set]]\npath = \"run.end\"\nvalue = 2025-10-31\n[[set]]\npath = \"run.scale\"\nvalue = 0.02\n";
    fs::write(folder.path().join("cells.toml"), sweep).expect("a sweep");
    said(folder.path(), &["sweep", "cells.toml", "--format", "csv", "--out", "out"], 0);
    // As a cell of its own, and within one.
    let (compared, _) = said(folder.path(), &["compare", "out", "--format", "csv"], 0);
    let runs = fs::read_to_string(folder.path().join("out/runs.csv")).expect("a table");
    assert!(runs.contains(",'=1+1,"), "{runs}");
    for text in [compared, runs] {
        assert!(text.contains("=1+1"), "{text}");
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            assert!(record.expect("a row").iter().all(|cell| !cell.starts_with('=')), "{text}");
        }
    }
}
