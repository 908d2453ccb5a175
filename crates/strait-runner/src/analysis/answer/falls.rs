//! How likely return would have to seem under a form of deterrence for attempts to fall by a share.

use serde::Deserialize;
use strait::rules::DeterrenceForm;
use strait::scenario::Deterrence;

/// Steps in which the interval is halved: beyond the last digit shown.
const STEPS: u32 = 40;

/// A part of the people who mean to cross, and the price of a place in a boat to them \[EUR\].
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct Payers {
    share: f64,
    price_eur: f64,
}

/// The perceived chance of return at which this share of all people do not attempt; none if no chance does it.
pub(super) fn needed(form: &Deterrence, fall: f64, payers: &[Payers]) -> Option<f64> {
    let all: f64 = payers.iter().map(|payers| payers.share).sum();
    let falls_enough = |perceived: f64| {
        let left = payers.iter().map(|payers| payers.share * form.undeterred_share(perceived, payers.price_eur));
        left.sum::<f64>() <= (1.0 - fall) * all
    };
    if !falls_enough(1.0) {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        if falls_enough(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// The form that a setting of `deterrence` names.
pub(super) fn form(setting: &serde_json::Value) -> Option<Deterrence> {
    match setting.as_str() {
        Some("none") => Some(Deterrence::None {}),
        Some(_) => None,
        None => serde_json::from_value(setting.clone()).ok(),
    }
}

/// The people of a scenario's origins.
///
/// # Errors
/// Why the text is no scenario.
pub(super) fn payers(scenario: &str) -> Result<Vec<Payers>, toml::de::Error> {
    #[derive(Deserialize)]
    struct Origins {
        origin: Vec<Payers>,
    }
    toml::from_str(scenario).map(|Origins { origin }| origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYERS: [Payers; 1] = [Payers { share: 1.0, price_eur: 1500.0 }];

    #[test]
    fn the_needed_chance_is_where_the_form_says() {
        // 1 % fewer attempts for each point: a fall of a quarter needs 25 points.
        let linear = Deterrence::Linear { semi_elasticity: 1.0 };
        assert!((needed(&linear, 0.25, &PAYERS).expect("a chance") - 0.25).abs() < 1e-9);
        let half = Deterrence::Linear { semi_elasticity: 0.5 };
        assert!((needed(&half, 0.5, &PAYERS).expect("a chance") - 1.0).abs() < 1e-9);
        assert_eq!(needed(&half, 0.75, &PAYERS), None);
        assert_eq!(needed(&Deterrence::None {}, 0.25, &PAYERS), None);
        // Half of people stop where the odds of success times the median value are what a return costs.
        let utility =
            Deterrence::ExpectedUtility { median_value_eur: 20_000.0, value_sd: 1.0, return_cost_eur: 3000.0 };
        let at = needed(&utility, 0.5, &PAYERS).expect("a chance");
        assert!((at / (1.0 - at) - 20_000.0 / 4500.0).abs() < 1e-6, "{at}");
    }

    #[test]
    fn forms_are_read_as_sweeps_write_them() {
        let json = |text: &str| serde_json::from_str(text).expect("JSON");
        assert_eq!(form(&json("\"none\"")), Some(Deterrence::None {}));
        let linear = form(&json("{\"linear\":{\"semi_elasticity\":1.0}}"));
        assert_eq!(linear, Some(Deterrence::Linear { semi_elasticity: 1.0 }));
        assert_eq!(form(&json("\"linear\"")), None);
    }
}
