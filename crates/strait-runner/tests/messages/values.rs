//! Values of the wrong kind, beyond their bounds, or in the wrong unit.

use super::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::scenario(
            "a percentage for a share",
            "home_office.selection.share",
            "[home_office.selection]\nshare = 30\n",
        ),
        Case::scenario(
            "a percentage in quotes",
            "home_office.selection.share",
            "[home_office.selection]\nshare = \"30%\"\n",
        ),
        Case::scenario("a percentage for a level", "france.cooperation.start", "[france.cooperation]\nstart = 85\n"),
        Case::scenario("a number in quotes", "home_office.detention.beds", "[home_office.detention]\nbeds = \"600\"\n"),
        Case::scenario(
            "a number with commas in quotes",
            "arrivals_in_france.per_year",
            "[arrivals_in_france]\nper_year = \"44,000\"\n",
        ),
        Case::scenario("a word for a number", "home_office.detention.beds", "home_office.detention.beds = \"many\"\n"),
        Case::scenario(
            "true for a number",
            "courts.lawyers.weekly_capacity",
            "[courts.lawyers]\nweekly_capacity = true\n",
        ),
        Case::scenario(
            "a list for a number",
            "home_office.detention.beds",
            "[home_office.detention]\nbeds = [100, 200]\n",
        ),
        Case::scenario("a date for a number", "agreement.renewal_days", "[agreement]\nrenewal_days = 2026-06-11\n"),
        Case::scenario("a fraction for whole days", "agreement.notice_days", "[agreement]\nnotice_days = 2.5\n"),
        Case::scenario("a negative number of days", "agreement.notice_days", "[agreement]\nnotice_days = -2\n"),
        Case::scenario("more days than there can be", "agreement.notice_days", "[agreement]\nnotice_days = 40000\n"),
        Case::scenario(
            "a negative number of beds",
            "home_office.detention.beds",
            "[home_office.detention]\nbeds = -1\n",
        ),
        Case::scenario("no number", "sea.persistence", "[sea]\npersistence = nan\n"),
        Case::scenario("infinity", "home_office.detention.beds", "[home_office.detention]\nbeds = inf\n"),
        Case::scenario("a number beyond all numbers", "sea.persistence", "[sea]\npersistence = 1e999\n"),
        Case::scenario(
            "a whole number beyond 64 bits",
            "run.warm_up_days",
            "[run]\nwarm_up_days = 99999999999999999999\n",
        ),
        Case::scenario("beyond a bound", "sea.persistence", "[sea]\npersistence = 3\n"),
        Case::scenario(
            "nought where something is divided by it",
            "information.memory_days",
            "[information]\nmemory_days = 0\n",
        ),
        Case::scenario("yes in quotes", "agreement.enabled", "[agreement]\nenabled = \"yes\"\n"),
        Case::scenario("1 for true", "agreement.enabled", "[agreement]\nenabled = 1\n"),
        Case::scenario("a number for a text", "home_office.selection.rule", "[home_office.selection]\nrule = 1\n"),
        Case::scenario(
            "a choice misspelt",
            "home_office.selection.rule",
            "[home_office.selection]\nrule = \"by_orgin\"\n",
        ),
        Case::scenario("a date in words", "run.start", "[run]\nstart = \"6 August 2025\"\n"),
        Case::scenario("a date with slashes in quotes", "run.start", "[run]\nstart = \"06/08/2025\"\n"),
        Case::scenario("a date in quotes that is not in the calendar", "run.end", "[run]\nend = \"2025-02-30\"\n"),
        Case::scenario("a date with a time", "run.start", "[run]\nstart = 2025-02-03T10:00:00\n"),
        Case::scenario("a year for a date", "run.end", "[run]\nend = 2026\n"),
        Case::scenario("the end before the start", "run.end", "[run]\nend = 2020-01-01\n"),
        Case::scenario("a run of a thousand years", "run.end", "[run]\nend = 3020-01-01\n"),
        Case::scenario("a world too large", "run.scale", "[run]\nscale = 10000\nend = 2040-12-31\n"),
        Case::scenario(
            "an agreement that expires before it is in force",
            "agreement.expiry",
            "[agreement]\nin_force = 2026-12-01\n",
        ),
        Case::scenario(
            "two shares that together are more than all",
            "france.reception.asylum_share",
            "[france.reception]\nasylum_share = 0.9\nnorth_again_share = 0.3\n",
        ),
        Case::scenario(
            "the usual time beyond the longest",
            "france.replies.days_usual",
            "[france.replies]\ndays_usual = 40\n",
        ),
        Case::scenario(
            "a list of the wrong length",
            "sea.crossing_day_share",
            "[sea]\ncrossing_day_share = [0.5,\n0.5]\n",
        ),
        Case::scenario(
            "a percentage in a list of shares",
            "sea.crossing_day_share",
            "[sea]\ncrossing_day_share = [20, 25, 30, 40, 40, 45, 50, 50, 45, 40, 30, 25]\n",
        ),
        Case::scenario(
            "a word in a list of numbers",
            "arrivals_in_france.seasonality",
            "[arrivals_in_france]\nseasonality = [1, 1, 1, 1, 1, 1, 1, \"more\", 1, 1, 1, 1]\n",
        ),
        Case::scenario("dates of a replay out of order", "sea.replay", "[sea]\nreplay = [2025-05-02, 2025-05-01]\n"),
        Case::scenario(
            "one text for a list",
            "home_office.selection.first_origins",
            "[home_office.selection]\nfirst_origins = \"Iran\"\n",
        ),
        Case::scenario(
            "a section for a value",
            "home_office.detention.beds",
            "[home_office.detention.beds]\nnumber = 600\n",
        ),
        Case::scenario("a value for a section", "sea", "sea = 3\n"),
        Case::scenario(
            "three problems at once",
            "sea.quality",
            "[sea]\npersistence = 3\nquality = 1\n[agreement]\nenabled = \"yes\"\n",
        ),
        Case::scenario(
            "more problems than are shown",
            "more",
            &format!("[sea]\n{}", (0..40).map(|number| format!("x{number} = 1\n")).collect::<String>()),
        ),
    ]
}
