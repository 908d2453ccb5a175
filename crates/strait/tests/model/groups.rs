//! By whom: origins, ages and sexes come in the shares that the scenario gives, and telling people apart changes nothing.

use strait::records::{Counted, Group, Records};
use strait::rules::{Age, Sex};
use strait::simulation::simulate;

use crate::support::{digest, with};

fn run(settings: &[(&str, &str)]) -> Records {
    let mut all = vec![("run.start", "2025-08-06"), ("run.end", "2026-07-31")];
    all.extend_from_slice(settings);
    simulate(&with(&all), 20_250_806, 3).expect("a sound plan")
}

/// The share with this trait among those arrivals, in standard errors from what it should be.
fn errors_from(
    expected: f64,
    groups: &[Group],
    among: impl Fn(&&Group) -> bool,
    having: impl Fn(&&Group) -> bool,
) -> f64 {
    let arrivals = |keep: &dyn Fn(&&Group) -> bool| -> f64 {
        groups.iter().filter(|group| keep(group)).map(|group| group.count(Counted::Arrivals) as f64).sum()
    };
    let all = arrivals(&among);
    assert!(all > 1000.0, "{all} arrivals are too few to tell");
    let share = arrivals(&|group| among(group) && having(group)) / all;
    (share - expected) / (expected * (1.0 - expected) / all).sqrt()
}

#[test]
fn sex_comes_in_its_share_whatever_the_origin_and_age() {
    let groups = run(&[("arrivals_in_france.male_share", "0.7"), ("deterrence", "{ none = {} }")]).groups;
    let male = |group: &&Group| group.sex == Sex::Male;
    let mut of = Vec::from([errors_from(0.7, &groups, |_| true, male)]);
    of.extend(Age::ALL.map(|age| errors_from(0.7, &groups, |group| group.age == age, male)));
    of.extend(["Eritrea", "Afghanistan"].map(|from| errors_from(0.7, &groups, |group| group.origin == from, male)));
    assert!(of.iter().all(|errors| errors.abs() < 4.0), "standard errors off: {of:?}");
}

#[test]
fn sex_decides_nothing_and_shifts_nobodys_luck() {
    let of = |share: &str| run(&[("arrivals_in_france.male_share", share)]);
    let (none, all) = (of("0.0"), of("1.0"));
    assert_eq!(digest(&none.days), digest(&all.days));
    let by = |records: &Records, sex: Sex| -> Vec<_> {
        records.groups.iter().filter(|group| group.sex == sex).map(|group| group.counts).collect()
    };
    assert_eq!(by(&none, Sex::Female), by(&all, Sex::Male));
    assert!(by(&none, Sex::Male).iter().chain(&by(&all, Sex::Female)).flatten().all(|count| *count == 0));
    assert!(by(&all, Sex::Male).iter().all(|counts| counts[0] > 0), "an origin and age of which nobody came");
}

#[test]
fn children_alone_are_never_selected_and_a_protected_origin_is_returned_with_founded_claims() {
    let groups = run(&[("home_office.selection.share", "0.5"), ("home_office.detention.beds", "2000")]).groups;
    let sum = |counted: Counted, keep: &dyn Fn(&Group) -> bool| -> u64 {
        groups.iter().filter(|group| keep(group)).map(|group| group.count(counted)).sum()
    };
    assert_eq!(sum(Counted::Selected, &|group| group.age == Age::UnaccompaniedMinor), 0);
    assert!(sum(Counted::Returned, &|group| group.age == Age::AccompaniedMinor) > 0);
    // Nine in ten Eritreans are granted protection at the first decision.
    let founded = sum(Counted::ReturnedWithFoundedClaim, &|group| group.origin == "Eritrea") as f64;
    let returned = sum(Counted::Returned, &|group| group.origin == "Eritrea") as f64;
    assert!(returned > 30.0 && founded > 0.75 * returned, "{founded} of {returned}");
}
