// What can be changed: sliders, deterrence, the preset, the luck, and every parameter.

import { useCallback, useState } from 'preact/hooks';
import type { Description, Setting } from '../engine/types';
import { viewOf, type View } from '../setting/link';
import { AllParameters } from './all-parameters';
import { RunsOf } from './runs-of';
import { Choice, Sliders } from './sliders';

interface Props {
  description: Description;
  view: View;
  /** The value in force of each path, from the day on which settings hold. */
  values: Record<string, string>;
  onView(change: (old: View) => View): void;
}

export function Changes({ description, view, values, onView }: Props) {
  const { question, setting, replicates, against } = view;
  const change = (part: Partial<Setting>) => onView((old) => ({ ...old, setting: { ...old.setting, ...part } }));
  const onSet = useCallback(
    (path: string, value: string | undefined) =>
      onView((old) => {
        const set = { ...old.setting.set };
        if (value === undefined) delete set[path];
        else set[path] = value;
        return { ...old, setting: { ...old.setting, set } };
      }),
    [onView],
  );
  const compare = () =>
    onView((old) => ({ ...old, against: old.against ? undefined : { scenario: old.setting.scenario, set: { ...old.setting.set } } }));
  return (
    <section class="controls" aria-labelledby="change">
      <h2 id="change">Change something</h2>
      <Sliders description={description} question={question} values={values} onSet={onSet} />
      {!question.everyForm && (
        <Choice description={description} question={question} path="deterrence" value={values['deterrence'] ?? '"none"'} onSet={onSet} />
      )}
      <label class="choice">
        Preset: a scenario to set out from
        <select value={setting.scenario} onChange={(event) => change({ scenario: event.currentTarget.value, set: {} })}>
          <Options
            options={description.scenarios.map(({ file, about }) => [file, `${file.replace('.toml', '')}: ${about}`])}
            chosen={setting.scenario}
          />
        </select>
      </label>
      <p class="help">{description.scenarios.find(({ file }) => file === setting.scenario)?.about}</p>
      <RunsOf
        replicates={replicates}
        seed={setting.seed}
        onReplicates={(number) => onView((old) => ({ ...old, replicates: number }))}
        onSeed={(seed) => change({ seed })}
      />
      <label class="check">
        <input type="checkbox" checked={setting.uncertainty} onChange={(event) => change({ uncertainty: event.currentTarget.checked })} />
        Let each run take fitted parameters of its own, since they are not known for sure
      </label>
      <p class="buttons">
        <button type="button" onClick={() => onView(() => viewOf(question))}>Reset</button>
        {!question.everyForm && (
          <button type="button" data-tour="compare" onClick={compare}>
            {against ? 'Stop comparing' : 'Compare from here'}
          </button>
        )}
        <CopyLink />
      </p>
      <AllParameters description={description} values={values} set={setting.set} onSet={onSet} />
    </section>
  );
}

/** Options of a choice, and the one that is chosen where it is none of them. */
function Options({ options, chosen }: { options: [string, string][]; chosen: string }) {
  const known = options.some(([value]) => value === chosen);
  return (
    <>
      {!known && <option value={chosen}>{chosen}</option>}
      {options.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
    </>
  );
}

function CopyLink() {
  const [said, say] = useState('Copy the link');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say('Copied');
    } catch {
      say('The link is in the address bar');
    }
    setTimeout(() => say('Copy the link'), 3000);
  };
  return <button type="button" aria-live="polite" onClick={() => void copy()}>{said}</button>;
}
