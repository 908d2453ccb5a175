#[path = "../tests/support/mod.rs"]
mod support;
use strait::metrics::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let n: u64 = args[0].parse().unwrap();
    let sets: Vec<(String, String)> =
        args[1..].iter().map(|a| a.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap()).collect();
    let sets: Vec<(&str, &str)> = sets.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let plan = support::with(&sets);
    let t = std::time::Instant::now();
    let runs: Vec<_> = (0..n).map(|r| strait::simulation::simulate(&plan, 1, r).unwrap()).collect();
    println!("ms per run {}", t.elapsed().as_millis() as f64 / n as f64);
    for year in 2024..=2026 {
        let mut line = format!("{year}");
        for m in [
            Metric::ArrivedInFrance,
            Metric::Arrivals,
            Metric::CrossingDay,
            Metric::BoatsLaunched,
            Metric::BoatsLanded,
            Metric::Prevented,
            Metric::RescuedBack,
            Metric::Deaths,
            Metric::LeftRegion,
            Metric::Returned,
            Metric::Admitted,
            Metric::LegalApplications,
            Metric::StoppedByBoatPlaces,
        ] {
            let mut v: Vec<f64> =
                runs.iter().map(|r| r.dated().filter(|(d, _)| d.year() == year).map(|(_, row)| row[m]).sum()).collect();
            v.sort_by(f64::total_cmp);
            line += &format!(
                " {}={:.0}[{:.0}-{:.0}]",
                m.name(),
                v[v.len() / 2],
                v[v.len() / 20],
                v[v.len() - 1 - v.len() / 20]
            );
        }
        println!("{line}");
    }
    for date in [
        "2024-06-30",
        "2024-12-31",
        "2025-03-31",
        "2025-06-30",
        "2025-09-18",
        "2025-09-30",
        "2025-10-09",
        "2025-10-31",
        "2025-11-05",
        "2025-12-01",
        "2025-12-31",
        "2026-03-31",
        "2026-06-30",
        "2026-12-30",
    ] {
        let mut line = date.to_string();
        for m in [
            Metric::Returned,
            Metric::Admitted,
            Metric::Requested,
            Metric::AcceptedByFrance,
            Metric::Selected,
            Metric::Reentered,
        ] {
            let mut v: Vec<f64> = runs
                .iter()
                .map(|r| r.dated().filter(|(d, _)| d.to_string().as_str() <= date).map(|(_, row)| row[m]).sum())
                .collect();
            v.sort_by(f64::total_cmp);
            line += &format!(
                " {}={:.0}[{:.0}-{:.0}]",
                m.name(),
                v[v.len() / 2],
                v[v.len() / 20],
                v[v.len() - 1 - v.len() / 20]
            );
        }
        for m in [
            Metric::WaitingInFrance,
            Metric::Detained,
            Metric::LegalPool,
            Metric::LedgerGap,
            Metric::AsylumBacklog,
            Metric::AppealsOpen,
            Metric::Accommodated,
            Metric::FrenchCooperation,
            Metric::FrenchReceptionLoad,
            Metric::PerceivedReturnProbability,
            Metric::AgreementActive,
        ] {
            let v: f64 = runs
                .iter()
                .map(|r| r.dated().find(|(d, _)| d.to_string() == date).map(|(_, row)| row[m]).unwrap_or(0.0))
                .sum::<f64>()
                / n as f64;
            line += &format!(" {}={:.2}", m.name(), v);
        }
        println!("{line}");
    }
    for &m in METRICS.iter().filter(|m| {
        m.is_gate()
            || matches!(
                m,
                Metric::Released
                    | Metric::Returned
                    | Metric::Selected
                    | Metric::TraffickingReferrals
                    | Metric::ChallengesLodged
                    | Metric::ReliefGranted
            )
    }) {
        let v: f64 = runs.iter().map(|r| r.dated().map(|(_, row)| row[m]).sum::<f64>()).sum::<f64>() / n as f64;
        println!("{} {:.0}", m.name(), v);
    }
    let names = strait::outcomes::outcomes();
    for i in 0..13 {
        let mut v: Vec<f64> = runs.iter().map(|r| strait::outcomes::outcomes_of(&plan, r)[i]).collect();
        v.sort_by(f64::total_cmp);
        println!(
            "{} {:.2} [{:.2}-{:.2}]",
            names[i].name,
            v[v.len() / 2],
            v[v.len() / 20],
            v[v.len() - 1 - v.len() / 20]
        );
    }
}
