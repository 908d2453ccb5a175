// What can be moved of a question: a slider for a number, with the range of its evidence marked, and a choice for a form.

import { useId } from 'preact/hooks';
import type { Description } from '../engine/types';
import { aboutForm, isSameForm, nameOfForm, optionsOf } from '../questions/forms';
import type { Question } from '../questions/question';
import { evidenceOf, moved, sliderOf, wordsOf, type Slider } from '../questions/sliders';
import { Evidence } from './evidence';

interface Props {
  description: Description;
  question: Question;
  /** The value in force of each path, from the day on which settings hold. */
  values: Record<string, string>;
  onSet(path: string, value: string): void;
}

export function Sliders({ description, question, values, onSet }: Props) {
  return (
    <div class="sliders">
      {moved(description, question).map((parameter) => {
        const text = values[parameter.path] ?? question.opening.set[parameter.path] ?? parameter.default;
        const slider = sliderOf(parameter, question, Number(text));
        return slider ? (
          <One key={parameter.path} slider={slider} value={Number(text)} onSet={onSet} />
        ) : (
          <Choice key={parameter.path} description={description} question={question} path={parameter.path} value={text} onSet={onSet} />
        );
      })}
    </div>
  );
}

function One({ slider, value, onSet }: { slider: Slider; value: number; onSet: Props['onSet'] }) {
  const id = useId();
  const { parameter, label, help, least, most, step, shown } = slider;
  const evidence = evidenceOf(parameter);
  const isBeyond = evidence !== undefined && (value < evidence[0] || value > evidence[1]);
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{shown(value)}</output>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-describedby={`${id}-help`}
        aria-valuetext={`${shown(value)}${isBeyond ? ', beyond its evidence' : ''}`}
        data-path={parameter.path}
        onInput={(event) => onSet(parameter.path, event.currentTarget.value)}
      />
      {evidence && <Reach evidence={evidence} least={least} most={most} />}
      {isBeyond && <p class="beyond">Beyond its evidence, {shown(evidence[0])} to {shown(evidence[1])}.</p>}
      <p id={`${id}-help`} class="help">{help}</p>
      <Evidence parameter={parameter} />
    </div>
  );
}

/** How far the evidence reaches, below the slider. */
function Reach({ evidence: [low, high], least, most }: { evidence: [number, number]; least: number; most: number }) {
  const at = (value: number) => 100 * Math.min(1, Math.max(0, (value - least) / (most - least)));
  return (
    <div class="reach" aria-hidden="true">
      <span style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
    </div>
  );
}

type ChoiceProps = Pick<Props, 'description' | 'question' | 'onSet'> & { path: string; value: string };

/** A choice among forms or names, or of yes and no. */
export function Choice({ description, question, path, value, onSet }: ChoiceProps) {
  const parameter = description.parameters.find((one) => one.path === path);
  const label = parameter ? wordsOf(parameter)[0] : path;
  const listed = parameter?.kind === 'flag' ? ['true', 'false'] : optionsOf(description, question.opening, path);
  const chosen = listed.find((option) => isSameForm(option, value));
  const words = (option: string) => [nameOfForm(path, option), aboutForm(path, option)].filter(Boolean).join(': ');
  return (
    <div class="slider">
      <label class="choice">
        {path === 'deterrence' ? 'Deterrence, which nobody knows' : label}
        <select value={chosen ?? value} data-path={path} onChange={(event) => onSet(path, event.currentTarget.value)}>
          {chosen === undefined && <option value={value}>{nameOfForm(path, value)}</option>}
          {listed.map((option) => <option key={option} value={option}>{words(option)}</option>)}
        </select>
      </label>
      {parameter && <Evidence parameter={parameter} />}
    </div>
  );
}

