// The sliders of a question.

import { useId } from 'preact/hooks';
import type { Description } from '../engine/types';
import type { Slider } from '../questions/question';
import { Evidence } from './evidence';

interface Props {
  description: Description;
  sliders: Slider[];
  /** The value in force of each path, from the day on which settings hold. */
  values: Record<string, string>;
  onSet(path: string, value: string): void;
}

export function Sliders({ description, sliders, values, onSet }: Props) {
  return (
    <div class="sliders">
      {sliders.map((slider) => (
        <One key={slider.path} slider={slider} description={description} value={Number(values[slider.path] ?? slider.least)} onSet={onSet} />
      ))}
    </div>
  );
}

function One({ slider, description, value, onSet }: { slider: Slider; description: Description; value: number; onSet: Props['onSet'] }) {
  const id = useId();
  const parameter = description.parameters.find(({ path }) => path === slider.path);
  const most = Math.max(slider.most, value);
  return (
    <div class="slider">
      <label for={id}>{slider.label}</label>
      <output for={id}>{slider.shown(value)}</output>
      <input
        id={id}
        type="range"
        min={slider.least}
        max={most}
        step={slider.step}
        value={value}
        aria-describedby={`${id}-help`}
        aria-valuetext={slider.shown(value)}
        data-path={slider.path}
        onInput={(event) => onSet(slider.path, event.currentTarget.value)}
      />
      <p id={`${id}-help`} class="help">{slider.help}</p>
      {parameter && <Evidence parameter={parameter} />}
    </div>
  );
}
