// The sliders, each once, for whichever question asks for it.

import { percent, short } from '../numbers/words';
import type { Slider } from './question';

const people = (unit: string) => (value: number) => `${short(value)} ${unit}`;

export const SELECTION: Slider = {
  path: 'home_office.selection.share',
  label: 'Arrivals chosen for return',
  help: 'Of every hundred adults who arrive and can be returned, how many the UK detains for return.',
  least: 0,
  most: 1,
  step: 0.025,
  shown: percent,
};

export const BEDS: Slider = {
  path: 'home_office.detention.beds',
  label: 'Detention beds',
  help: 'Places in which people can be held while their return is prepared.',
  least: 0,
  most: 1000,
  step: 10,
  shown: people('beds'),
};

export const SEATS: Slider = {
  path: 'home_office.flights.seats_per_flight',
  label: 'Seats on each flight',
  help: 'People who can be returned on one flight to France.',
  least: 0,
  most: 60,
  step: 2,
  shown: people('seats'),
};

export const PROOF: Slider = {
  path: 'legal_route.other_proof_share',
  label: 'Other proof of identity accepted',
  help: 'Of people without a passport who apply for the legal route, how many can prove who they are in another way.',
  least: 0,
  most: 1,
  step: 0.05,
  shown: percent,
};

export const FRENCH_PLACES: Slider = {
  path: 'france.reception.weekly_places',
  label: 'Places in France',
  help: 'People whom France can receive each week. Fifty were announced.',
  least: 0,
  most: 400,
  step: 5,
  shown: people('a week'),
};

export const STRAIN: Slider = {
  path: 'france.cooperation.load_sensitivity',
  label: 'How strain wears on France',
  help: 'How fast willingness falls, each week, while more people come back than France takes in its stride. Never measured.',
  least: 0,
  most: 0.3,
  step: 0.01,
  shown: (value) => `${value.toFixed(2)} a week`,
};

export const PAUSES: Slider = {
  path: 'courts.systemic.interim_pause_share',
  label: 'Returns paused until judgment',
  help: 'Of challenges that may go ahead, in how many the court pauses all returns until it has decided.',
  least: 0,
  most: 1,
  step: 0.05,
  shown: percent,
};

export const ADVERSE: Slider = {
  path: 'courts.systemic.adverse_share',
  label: 'Judgments against the scheme',
  help: 'Of judgments on the scheme as a whole, how many go against it. There has been none to learn from.',
  least: 0,
  most: 1,
  step: 0.05,
  shown: percent,
};

export const RELIEF: Slider = {
  path: 'courts.interim_relief.success_rate',
  label: 'Removals stopped by a court',
  help: 'Of people who ask a court to stop their removal for a time (interim relief), how many succeed.',
  least: 0,
  most: 1,
  step: 0.05,
  shown: percent,
};

export const TRAFFICKING: Slider = {
  path: 'courts.trafficking.positive_share',
  label: 'Positive trafficking decisions',
  help: 'Of detained people referred as possible victims of trafficking, how many get a positive first decision, and are released.',
  least: 0,
  most: 1,
  step: 0.05,
  shown: percent,
};
