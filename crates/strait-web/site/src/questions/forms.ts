// Forms of deterrence: what might be true of whether a chance of return keeps people from crossing. None is known to be.

export interface Form {
  name: string;
  about: string;
  toml: string;
}

export const FORMS: Form[] = [
  { name: 'None', about: 'A chance of return changes nobody’s mind.', toml: '"none"' },
  {
    name: 'Linear',
    about: 'Each further chance of return keeps the same share more from crossing.',
    toml: '{ linear = { semi_elasticity = 1.0 } }',
  },
  {
    name: 'Threshold',
    about: 'Hardly anyone is kept from crossing until return is about as likely as not, then many.',
    toml: '{ threshold = { midpoint = 0.5, width = 0.1, strength = 0.75 } }',
  },
  {
    name: 'Weighed',
    about: 'Each person weighs what the UK is worth to them against the price and a return (expected utility).',
    toml: '{ expected_utility = { median_value_eur = 20000, value_sd = 1.0, return_cost_eur = 3000 } }',
  },
];
