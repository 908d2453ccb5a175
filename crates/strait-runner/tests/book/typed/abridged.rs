//! Commands that are run in a shorter form, and why. Everything else is run as it stands.

/// A command of a page, and what is run in its place.
#[derive(Debug)]
pub(crate) struct Abridged {
    pub(crate) page: &'static str,
    /// The command without its comment, spaces single.
    pub(crate) command: &'static str,
    /// What is run.
    pub(crate) run: &'static str,
    pub(crate) why: &'static str,
}

const fn shorter(page: &'static str, command: &'static str, run: &'static str, why: &'static str) -> Abridged {
    Abridged { page, command, run, why }
}

const MANY_RUNS: &str = "thousands of runs in a debug build: one of each setting";
const A_FIT: &str =
    "24,000 runs and more, and none fewer than 9,000: what it is given is checked, and tests/calibration.rs fits";

pub(crate) const ABRIDGED: &[Abridged] = &[
    shorter(
        "README.md",
        "cargo run --release -- answer scenarios/packs/how-many.toml",
        "strait answer scenarios/packs/how-many.toml --replicates 1",
        MANY_RUNS,
    ),
    shorter(
        "README.md",
        "strait run scenarios/baseline.toml --replicates 200 --out out/uncertain",
        "strait run scenarios/baseline.toml --replicates 5 --out out/uncertain",
        "200 runs in a debug build",
    ),
    shorter(
        "README.md",
        "strait run scenarios/baseline.toml --replicates 200 --ensemble none --out out/chance",
        "strait run scenarios/baseline.toml --replicates 5 --ensemble none --out out/chance",
        "200 runs in a debug build",
    ),
    shorter(
        "docs/analysis.md",
        "strait sweep scenarios/packs/how-many.toml",
        "strait sweep scenarios/packs/how-many.toml --replicates 1",
        MANY_RUNS,
    ),
    shorter(
        "docs/analysis.md",
        "strait bottlenecks scenarios/scaled-up.toml",
        "strait bottlenecks scenarios/scaled-up.toml --replicates 2",
        "each gate again with as many runs",
    ),
    shorter(
        "docs/charts.md",
        "strait run scenarios/baseline.toml --replicates 50",
        "strait run scenarios/baseline.toml --replicates 5",
        "50 runs in a debug build",
    ),
    shorter(
        "docs/charts.md",
        "strait sweep scenarios/packs/how-many.toml",
        "strait sweep scenarios/packs/how-many.toml --replicates 1",
        MANY_RUNS,
    ),
    shorter(
        "docs/sensitivity.md",
        "strait sensitivity scenarios/what-moves-returns.toml",
        "strait sensitivity scenarios/what-moves-returns.toml --replicates 1",
        "300 runs in a debug build",
    ),
    shorter(
        "docs/sensitivity.md",
        "strait sensitivity scenarios/what-moves-returns.toml --outcome deaths --format csv",
        "strait sensitivity scenarios/what-moves-returns.toml --replicates 1 --outcome deaths --format csv",
        "the same study as the command before",
    ),
    shorter(
        "docs/validation.md",
        "strait calibrate scenarios/calibration.toml --into docs/validation.md",
        "strait check scenarios/calibration.toml",
        A_FIT,
    ),
    shorter(
        "docs/validation.md",
        "cp out/to-2026-06-30/ensemble.csv scenarios/ensembles/to-2026-06-30.csv",
        "ls scenarios/ensembles",
        "the fit before it is not made",
    ),
    shorter(
        "docs/validation.md",
        "strait calibrate scenarios/identifiability.toml --into docs/validation.md",
        "strait check scenarios/identifiability.toml",
        A_FIT,
    ),
    shorter(
        "docs/validation.md",
        "strait validate scenarios/validation.toml --into docs/validation.md",
        "strait check scenarios/validation.toml",
        A_FIT,
    ),
    shorter(
        "docs/validation.md",
        "strait run scenarios/forecast-2026-h2.toml --resolution weekly --format csv --out out/forecast-2026-h2",
        "strait run scenarios/forecast-2026-h2.toml --resolution weekly --format csv --out out/forecast-2026-h2 --replicates 5",
        "500 runs in a debug build",
    ),
];
