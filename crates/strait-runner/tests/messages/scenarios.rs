//! Keys, origins, forms of deterrence, inheritance and dated changes.

use super::case::Case;

const DATED: &str = "[[intervention]]\ndate = 2025-01-01\n";

pub(crate) fn cases() -> Vec<Case> {
    let changed = |what, key, set: &str| Case::scenario(what, key, &format!("{DATED}set = {{ {set} }}\n"));
    vec![
        Case::scenario("a section misspelt", "home_ofice", "[home_ofice]\n"),
        Case::scenario(
            "a section below another misspelt",
            "home_office.detantion",
            "[home_office.detantion]\nbeds = 3\n",
        ),
        Case::scenario("a key misspelt", "home_office.detention.beeds", "[home_office.detention]\nbeeds = 3\n"),
        Case::scenario("a key of a section below", "home_office.beds", "[home_office]\nbeds = 600\n"),
        Case::scenario("a section without what it belongs to", "detention", "[detention]\nbeds = 600\n"),
        Case::scenario("a key of another section", "asylum.weekly_visas", "[asylum]\nweekly_visas = 10\n"),
        Case::scenario(
            "a key of several other sections",
            "legal_route.decision_days",
            "[legal_route]\ndecision_days = 10\n",
        ),
        Case::scenario("a key that is nowhere", "run.wombat", "[run]\nwombat = 1\n"),
        Case::scenario("an empty key", "unknown key", "[run]\n\"\" = 1\n"),
        Case::scenario("extends below a section", "run.extends", "[run]\nscale = 0.1\nextends = \"baseline.toml\"\n"),
        Case::scenario("origins for origin", "origins", "[[origins]]\nname = \"Iran\"\nshare = 0.5\n"),
        Case::scenario("origin as one table", "origin", "[origin]\nname = \"Iran\"\nshare = 0.5\n"),
        Case::scenario("origins by name", "origin", "[origin.Iran]\nshare = 0.5\n"),
        Case::scenario(
            "an origin twice",
            "origin.Iran.name",
            "[[origin]]\nname = \"Iran\"\n[[origin]]\nname = \"Iran\"\n",
        ),
        Case::scenario("an origin without a name", "origin.name", "[[origin]]\nshare = 1\n"),
        Case::scenario(
            "an origin with an empty name",
            "origin",
            "[[origin]]\nname = \"\"\nshare = 0.1\nidentity_document_share = 0.5\nuk_link_share = 0.5\ngrant_rate = 0.5\ntrafficking_indicator_share = 0.5\nprice_eur = 1\n",
        ),
        Case::scenario("a new origin that lacks keys", "origin.Chad", "[[origin]]\nname = \"Chad\"\nshare = 1\n"),
        Case::scenario(
            "a key of an origin misspelt",
            "origin.Iran.grant_rat",
            "[[origin]]\nname = \"Iran\"\ngrant_rat = 0.4\n",
        ),
        Case::scenario(
            "a percentage for an origin's rate",
            "origin.Iran.grant_rate",
            "[[origin]]\nname = \"Iran\"\ngrant_rate = 72.4\n",
        ),
        Case::scenario(
            "a negative share of an origin",
            "origin.Iran.share",
            "[[origin]]\nname = \"Iran\"\nshare = -1\n",
        ),
        Case::scenario(
            "more origins than there can be",
            "origin",
            &(0..65).map(|number| format!("[[origin]]\nname = \"{number}\"\n")).collect::<String>(),
        ),
        Case::scenario(
            "an unknown origin first",
            "home_office.selection.first_origins",
            "[home_office.selection]\nfirst_origins = [\"Iraan\"]\n",
        ),
        Case::scenario(
            "a form of deterrence misspelt",
            "deterrence.lineer",
            "[deterrence.lineer]\nsemi_elasticity = 1\n",
        ),
        Case::scenario(
            "two forms of deterrence",
            "deterrence",
            "[deterrence.none]\n[deterrence.linear]\nsemi_elasticity = 1\n",
        ),
        Case::scenario("a form that lacks keys", "deterrence.threshold", "[deterrence.threshold]\nwidth = 1\n"),
        Case::scenario("a form by its name alone", "deterrence", "deterrence = \"linear\"\n"),
        Case::scenario("a form as a key of its own", "deterrence.form", "[deterrence]\nform = \"linear\"\n"),
        Case::scenario("extends a missing file", "nowhere.toml", "extends = \"nowhere.toml\"\n"),
        Case::scenario(
            "extends a missing file with a slip in its name",
            "basline.toml",
            "extends = \"basline.toml\"\n",
        ),
        Case::scenario("extends nothing", "extends", "extends = \"\"\n"),
        Case::scenario("extends a number", "extends", "extends = 3\n"),
        Case::scenario("extends itself", "a.toml → a.toml", "extends = \"a.toml\"\n"),
        Case::scenario("extends itself through another", "a.toml → b.toml → a.toml", "extends = \"b.toml\"\n")
            .with("b.toml", "extends = \"a.toml\"\n")
            .pointing_into("b.toml"),
        Case::scenario("extends a folder", "directory", "extends = \"folder\"\n").with("folder/", ""),
        Case::scenario("extends a sweep", "sweep", "extends = \"b.toml\"\n").with("b.toml", "[sweep]\nname = \"x\"\n"),
        Case::scenario("a fault in the file that is extended", "sea.x", "extends = \"b.toml\"\n")
            .with("b.toml", "[sea]\nx = 1\n")
            .pointing_into("b.toml"),
        chain_too_deep(),
        Case::scenario(
            "an intervention after the run",
            "intervention.date",
            "[[intervention]]\ndate = 2031-01-01\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        Case::scenario(
            "an intervention before the warm-up",
            "intervention.date",
            "[[intervention]]\ndate = 2020-01-01\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        Case::scenario(
            "an intervention without a date",
            "intervention.date",
            "[[intervention]]\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        Case::scenario(
            "an intervention on no date",
            "intervention.date",
            "[[intervention]]\ndate = \"next spring\"\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        Case::scenario("an intervention that sets nothing", "intervention.set", DATED),
        Case::scenario("an intervention with an empty set", "intervention.set", &format!("{DATED}set = {{}}\n")),
        Case::scenario("an intervention with keys beside set", "intervention.beds", &format!("{DATED}beds = 600\n")),
        Case::scenario(
            "intervention as one table",
            "intervention",
            "[intervention]\ndate = 2025-01-01\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        Case::scenario(
            "interventions for intervention",
            "interventions",
            "[[interventions]]\ndate = 2025-01-01\nset = { \"home_office.detention.beds\" = 0 }\n",
        ),
        changed("an intervention on the end of a path", "detention.beds", "\"detention.beds\" = 0"),
        changed("an intervention on an unknown origin", "origin.Irann.share", "\"origin.Irann.share\" = 0.2"),
        changed("an intervention on a section", "courts.lawyers", "\"courts.lawyers\" = 2"),
        changed("an intervention with a path without quotes", "home_office", "home_office.detention.beds = 2"),
        changed(
            "an intervention of the wrong kind",
            "home_office.detention.beds",
            "\"home_office.detention.beds\" = true",
        ),
        changed(
            "an intervention beyond a bound",
            "courts.interim_relief.success_rate",
            "\"courts.interim_relief.success_rate\" = 42",
        ),
        changed("an intervention in the run's own terms", "run.scale", "\"run.scale\" = 2"),
        changed(
            "an intervention on another form of deterrence",
            "deterrence.linear.semi_elasticity",
            "\"deterrence.linear.semi_elasticity\" = 2",
        ),
        Case::scenario(
            "an unknown key of uncertainty",
            "uncertainty.ensembel",
            "[uncertainty]\nensembel = \"e.csv\"\n",
        ),
        Case::scenario("no runs", "uncertainty.replicates", "[uncertainty]\nensemble = \"none\"\nreplicates = 0\n"),
    ]
}

fn chain_too_deep() -> Case {
    const NAMES: [&str; 34] = [
        "a.toml", "f01.toml", "f02.toml", "f03.toml", "f04.toml", "f05.toml", "f06.toml", "f07.toml", "f08.toml",
        "f09.toml", "f10.toml", "f11.toml", "f12.toml", "f13.toml", "f14.toml", "f15.toml", "f16.toml", "f17.toml",
        "f18.toml", "f19.toml", "f20.toml", "f21.toml", "f22.toml", "f23.toml", "f24.toml", "f25.toml", "f26.toml",
        "f27.toml", "f28.toml", "f29.toml", "f30.toml", "f31.toml", "f32.toml", "f33.toml",
    ];
    let case = Case::command("a chain of 34 files", "extends", vec!["check", "a.toml"]).pointing_into("f31.toml");
    NAMES.windows(2).fold(case, |case, pair| case.with(pair[0], format!("extends = \"{}\"\n", pair[1])))
}
