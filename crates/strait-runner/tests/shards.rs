//! A sweep run in parts: joined, they are the bytes of the whole.

mod support;

use std::fs;

use strait_runner::store::Study;
use support::{SWEEP, assert_same, folder, names, said, write_sweep};

const DATA: [&str; 6] = ["runs.parquet", "daily.parquet", "people.parquet", "runs.csv", "daily.csv", "people.csv"];

#[test]
fn any_split_collects_into_the_bytes_of_the_whole() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for threads in ["1", "2", "7"] {
        said(folder.path(), &["sweep", SWEEP, "--format", "csv", "--threads", threads, "--out", threads], 0);
        assert_same(&path("1"), &path(threads), &DATA);
    }
    let whole = Study::open(&path("1")).expect("results");
    for count in [1, 3, 5] {
        // In two folders, the last shard in both.
        let dirs = [format!("{count}a"), format!("{count}b")];
        for index in 0..count {
            let shard = format!("{index}/{count}");
            for (place, dir) in dirs.iter().enumerate() {
                if index % 2 == place || index == count - 1 {
                    said(folder.path(), &["sweep", SWEEP, "--shard", &shard, "--out", dir], 0);
                }
            }
        }
        let out = format!("joined-{count}");
        said(folder.path(), &["collect", &dirs[0], &dirs[1], "--out", &out, "--format", "csv"], 0);
        assert_same(&path("1"), &path(&out), &DATA);
        let joined = Study::open(&path(&out)).expect("results");
        let (joined, whole) = (joined.manifest(), whole.manifest());
        assert_eq!((&joined.scenario, &joined.points, joined.counts), (&whole.scenario, &whole.points, whole.counts));
        assert_eq!((joined.seed, joined.replicates, joined.resolution), (whole.seed, 7, whole.resolution));
        assert_eq!(joined.parts.len(), count);
        assert_eq!(joined.parts[count - 1].command[1..4], ["sweep", SWEEP, "--shard"]);
    }
}

#[test]
fn missing_shards_are_named_and_nothing_is_written() {
    let folder = folder();
    let run = |index: usize| {
        let shard = format!("{index}/13");
        said(folder.path(), &["sweep", SWEEP, "--replicates", "1", "--shard", &shard, "--out", "out"], 0)
    };
    for index in [0, 1, 2, 4, 5, 6, 8] {
        run(index);
    }
    let shards = folder.path().join("out/shards");
    fs::write(shards.join("shard-03-of-13.runs.partial"), "half").expect("a leftover");
    // Damage makes a shard as good as missing.
    let damaged = shards.join("shard-01-of-13.runs");
    let whole = fs::read(&damaged).expect("a shard");
    fs::write(&damaged, &whole[..whole.len() - 1]).expect("a shard");
    let (out, err) = said(folder.path(), &["collect", "out", "--out", "out"], 1);
    assert!(err.starts_with("error: shards missing: 1,3,7,9-12\n"), "{err}");
    assert!(err.contains("shard-01-of-13.runs is left out: it is damaged, 0 of its 1 runs"), "{err}");
    assert_eq!((out.as_str(), names(&folder.path().join("out"))), ("", vec!["shards".to_owned()]));
    fs::write(&damaged, &whole).expect("a shard");
    fs::remove_file(shards.join("shard-03-of-13.runs.partial")).expect("a leftover");

    let again = run(8).0;
    assert!(again.contains("0 runs done before; nothing is run again"), "{again}");
    for index in [3, 7, 9, 10, 11, 12] {
        run(index);
    }
    // The same folder, which holds nothing but shards; and no second time.
    said(folder.path(), &["collect", "out", "--out", "out"], 0);
    let (_, err) = said(folder.path(), &["collect", "out", "--out", "out"], 2);
    assert!(err.contains("nothing is overwritten"), "{err}");
    said(folder.path(), &["sweep", SWEEP, "--replicates", "1", "--out", "whole"], 0);
    assert_same(&folder.path().join("whole"), &folder.path().join("out"), &DATA[..3]);
}

#[test]
fn shards_that_do_not_belong_together_are_refused() {
    let folder = folder();
    let sweep = |shard: &str, out: &str, status: i32| {
        said(folder.path(), &["sweep", SWEEP, "--replicates", "1", "--shard", shard, "--out", out], status).1
    };
    sweep("0/2", "one", 0);
    sweep("1/3", "other-count", 0);
    write_sweep(folder.path(), 12);
    sweep("1/2", "other-seed", 0);
    for (other, told) in [("other-count", "shard: there 1/2, here 1/3"), ("other-seed", "seed: there 11, here 12")] {
        let (_, err) = said(folder.path(), &["collect", "one", other, "--out", "out"], 2);
        assert!(err.contains(told) || err.contains("shard: there 1/3, here 1/2"), "{err}");
    }
    let refused = sweep("0/2", "one", 2);
    assert!(refused.contains("is a shard of another study:\n  seed: there 11, here 12"), "{refused}");
    // The header of one shard over the runs of another: the same shard as the first, and not the same results.
    let file = |dir: &str| folder.path().join(dir).join("shards/shard-1-of-2.runs");
    let read = |dir: &str| fs::read(file(dir)).expect("a shard");
    let split = |bytes: &[u8]| 16 + u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize;
    sweep("1/2", "other-runs", 0);
    write_sweep(folder.path(), 11);
    sweep("1/2", "one", 0);
    let (one, other) = (read("one"), read("other-runs"));
    let forged = [&one[..split(&one)], &other[split(&other)..]].concat();
    fs::write(file("other-runs"), forged).expect("a shard");
    let (_, err) = said(folder.path(), &["collect", "one", "other-runs", "--out", "out"], 2);
    assert!(err.contains("are the same shard and differ, first in replicate 0 of point 1"), "{err}");
    let (_, err) = said(folder.path(), &["collect", "nowhere", "--out", "out"], 2);
    assert!(err.contains("nowhere"), "{err}");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let (_, err) = said(folder.path(), &["collect", "empty", "--out", "out"], 2);
    assert!(err.contains("no finished shard in empty"), "{err}");
    for bad in ["2/2", "x", "1/0", "-1/2"] {
        let (_, err) = said(folder.path(), &["sweep", SWEEP, &format!("--shard={bad}")], 2);
        assert!(err.contains("I from 0 to N-1"), "{err}");
    }
    assert!(!folder.path().join("out").exists());
}
