//! What each form of deterrence would do at each chance of return, by its own equation.

use serde::{Deserialize, Serialize};
use strait::rules::DeterrenceForm;
use strait::scenario::{Deterrence, Origin};

/// Steps from no chance of return to a certain one.
const STEPS: u32 = 100;

/// How people would respond to a chance of return if a form of deterrence were true.
#[derive(Debug, Clone, Serialize)]
pub struct Response {
    /// The form, as TOML writes it.
    pub form: String,
    /// Share of people who would still set out, at each perceived chance of return from 0 to 1 in even steps.
    pub undeterred: Vec<f64>,
}

/// The response of people of these origins if this form were true; none if the text is no form.
pub(crate) fn response(form: &str, origins: &[Origin]) -> Option<Response> {
    #[derive(Deserialize)]
    struct Written {
        deterrence: toml::Value,
    }
    let Written { deterrence } = toml::from_str(&format!("deterrence = {form}")).ok()?;
    let rule = match deterrence.as_str() {
        Some("none") => Deterrence::None {},
        _ => deterrence.try_into().ok()?,
    };
    let all: f64 = origins.iter().map(|origin| origin.share).sum();
    let undeterred = |step: u32| {
        let perceived = f64::from(step) / f64::from(STEPS);
        let of = |origin: &Origin| origin.share * rule.undeterred_share(perceived, origin.price_eur);
        origins.iter().map(of).sum::<f64>() / all
    };
    Some(Response { form: form.to_owned(), undeterred: (0..=STEPS).map(undeterred).collect() })
}

#[cfg(test)]
mod tests {
    use strait_scenario::scenario_file::ScenarioFile;

    use super::*;

    #[test]
    fn each_form_falls_from_all_and_none_does_not() {
        let origins = ScenarioFile::baseline().plan().expect("a plan").scenario.origin;
        let of = |form: &str| response(form, &origins).expect("a form").undeterred;
        assert!(of("\"none\"").iter().all(|share| (share - 1.0).abs() < 1e-12));
        let linear = of("{ linear = { semi_elasticity = 2.0 } }");
        assert!((linear[0] - 1.0).abs() < 1e-12 && (linear[25] - 0.5).abs() < 1e-12 && linear[100].abs() < 1e-12);
        assert!(response("\"linear\"", &origins).is_none());
    }
}
