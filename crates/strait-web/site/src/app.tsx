// The page: a question, its answer, why, and what can be changed.

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Pool } from './engine/pool';
import type { Description, Setting } from './engine/types';
import { Fan } from './figures/fan';
import { Flow } from './figures/flow';
import { Forms } from './figures/forms';
import { Gates } from './figures/gates';
import { bandOf } from './numbers/bands';
import { differences, Runs } from './numbers/runs';
import { withRange } from './numbers/words';
import { AllParameters } from './parts/all-parameters';
import { Sliders } from './parts/sliders';
import { CannotTell, Exercises, Glossary, Tour } from './parts/teaching';
import { QUESTIONS } from './questions';
import { FORMS } from './questions/forms';
import { savePng, saveRuns, saveScenario, saveSvg } from './setting/downloads';
import { fromLink, toLink, viewOf, type View } from './setting/link';

/** An answer of fewer runs than these would mislead more than it tells. */
const ENOUGH = 5;

/** Sliders send a value at every step: the last within this time is run [ms]. */
const PAUSE = 150;

interface Study {
  /** The runs of the setting, and then of those that it is shown beside; one that has not begun is none. */
  all: (Runs | undefined)[];
  problems: string[];
}

const NOTHING: Study = { all: [], problems: [] };

/** The settings that a view shows, its own first. */
function settingsOf({ question, setting, against }: View): Setting[] {
  if (question.everyForm) return FORMS.map(({ toml }) => ({ ...setting, set: { ...setting.set, deterrence: toml } }));
  return against ? [setting, { ...setting, set: against }] : [setting];
}

/** Runs what a view shows, setting by setting. */
function useStudy(pool: Pool, description: Description, view: View): Study {
  const [study, show] = useState<Study>(NOTHING);
  const settings = settingsOf(view);
  const wanted = JSON.stringify([settings, view.replicates]);
  useEffect(() => {
    const now: Study = { all: [], problems: [] };
    let [drawn, over] = [0, false];
    const draw = () => {
      drawn ||= requestAnimationFrame(() => {
        drawn = 0;
        // A new object each time: what is in it has grown.
        if (!over) show({ ...now });
      });
    };
    const begin = (place: number) => {
      const setting = settings[place];
      if (!setting || over) return;
      pool.begin(setting, view.replicates, {
        prepared: (summary) => {
          now.all[place] = new Runs(description, summary, view.replicates);
        },
        run: (replicate, numbers) => {
          if (over) return;
          now.all[place]?.add(replicate, numbers);
          draw();
          if (now.all[place]?.done === view.replicates) begin(place + 1);
        },
        problems: (problems) => {
          now.problems = problems;
          draw();
        },
      });
    };
    const wait = setTimeout(() => begin(0), PAUSE);
    return () => {
      over = true;
      clearTimeout(wait);
    };
  }, [pool, description, wanted]);
  return study;
}

/** Values in force once the settings hold. */
function inForce(description: Description, runs: Runs | undefined, set: Record<string, string>): Record<string, string> {
  if (!runs) return set;
  const values = { ...runs.summary.values };
  for (const change of runs.summary.changes) {
    if (change.date <= description.from) Object.assign(values, change.set);
  }
  return { ...values, ...set };
}

export function App({ pool, description }: { pool: Pool; description: Description }) {
  const first = useMemo(() => fromLink(location.hash), []);
  const [view, setView] = useState(first.view);
  const [linkProblems, setLinkProblems] = useState(first.problems);
  const study = useStudy(pool, description, view);
  const written = useRef(location.hash);

  useEffect(() => {
    written.current = toLink(view);
    history.replaceState(null, '', written.current);
  }, [view]);
  useEffect(() => {
    const follow = () => {
      if (location.hash === written.current) return;
      const read = fromLink(location.hash);
      setView(read.view);
      setLinkProblems(read.problems);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const change = (setting: Partial<Setting>) => setView((old) => ({ ...old, setting: { ...old.setting, ...setting } }));
  const onSet = useCallback((path: string, value: string | undefined) => {
    setView((old) => {
      const set = { ...old.setting.set };
      if (value === undefined) delete set[path];
      else set[path] = value;
      return { ...old, setting: { ...old.setting, set } };
    });
  }, []);

  const { question, setting, replicates } = view;
  const [runs, second] = study.all;
  const against = question.everyForm ? undefined : second;
  const values = inForce(description, runs, setting.set);
  const answer = runs && runs.done >= Math.min(ENOUGH, replicates) ? question.answer(runs) : undefined;
  const paired = runs && against && against.done >= ENOUGH ? bandOf(differences(against, runs, question.outcome)) : undefined;
  const outcome = description.outcomes.find(({ name }) => name === question.outcome);
  const problems = [...linkProblems, ...study.problems];

  return (
    <>
      <header>
        <h1>Strait</h1>
        <p>The UK–France “one in, one out” agreement, simulated person by person in your browser.</p>
        <nav aria-label="Questions">
          {QUESTIONS.map((one) => (
            <button type="button" key={one.key} aria-pressed={one === question} onClick={() => setView(viewOf(one))}>
              {one.title}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <section class="answer" aria-labelledby="question">
          <h2 id="question">{question.title}</h2>
          {problems.length > 0 && (
            <div role="alert" class="problems">
              {problems.map((problem) => <pre key={problem}>{problem}</pre>)}
            </div>
          )}
          <p class="sentence" aria-live="polite" aria-busy={runs?.done !== replicates} id="answer">
            {answer?.sentence ?? (problems.length > 0 ? '' : 'Playing the first runs…')}
          </p>
          {answer && <p class="help">{answer.caution} {runs && `This is ${runs.inWords()}.`} <a href="#cannot" onClick={jump}>What it cannot tell</a></p>}
          <progress max={replicates} value={study.all.reduce((done, one) => done + (one?.done ?? 0), 0) / settingsOf(view).length} aria-label="Runs done" />
          {paired && outcome && (
            <p class="paired">
              Against the setting compared with, in the same luck: {outcome.meaning.replace(/\.$/, '').toLowerCase()} changes by {withRange(paired)} {outcome.unit}.
            </p>
          )}
        </section>
        <section class="controls" aria-labelledby="change">
          <h2 id="change">Change something</h2>
          <Sliders description={description} sliders={question.sliders} values={values} onSet={onSet} />
          {!question.everyForm && <label class="choice">
            Deterrence, which nobody knows
            <select value={setting.set['deterrence'] ?? '"none"'} onChange={(event) => onSet('deterrence', event.currentTarget.value)}>
              {FORMS.map((form) => <option key={form.name} value={form.toml}>{form.name}: {form.about}</option>)}
            </select>
          </label>}
          <label class="choice">
            Scenario
            <select value={setting.scenario} onChange={(event) => change({ scenario: event.currentTarget.value })}>
              {description.scenarios.map(({ file, about }) => <option key={file} value={file}>{file.replace('.toml', '')}: {about.slice(0, 70)}…</option>)}
            </select>
          </label>
          <label class="check">
            <input type="checkbox" checked={setting.uncertainty} onChange={(event) => change({ uncertainty: event.currentTarget.checked })} />
            Let each run take fitted parameters of its own, since they are not known for sure
          </label>
          <p class="buttons">
            <button type="button" onClick={() => setView(viewOf(question))}>Reset</button>
            {!question.everyForm && <button type="button" onClick={() => setView((old) => ({ ...old, against: old.against ? undefined : { ...old.setting.set } }))}>
              {view.against ? 'Stop comparing' : 'Compare from here'}
            </button>}
            <button type="button" onClick={() => void navigator.clipboard.writeText(location.href)}>Copy the link</button>
          </p>
          <AllParameters description={description} values={values} set={setting.set} onSet={onSet} />
        </section>
        {runs && runs.done > 0 && (
          <section class="figures" aria-label="Figures">
            {question.everyForm && <Forms byForm={study.all} />}
            <Fan description={description} runs={runs} against={against} metric={question.metric} />
            <Gates description={description} runs={runs} />
            <Flow runs={runs} />
            <p class="buttons">
              <button type="button" onClick={() => saveScenario(runs)}>Download the scenario (TOML)</button>
              <button type="button" onClick={() => saveRuns(description, runs)}>Download the runs (CSV)</button>
              <button type="button" onClick={() => saveSvg('fan')}>The fan as SVG</button>
              <button type="button" onClick={() => void savePng('fan')}>as PNG</button>
            </p>
            <p class="help">
              The command prints the same: <code>strait run scenarios/explorer.toml --seed {setting.seed} --replicates {replicates}</code>, with the
              scenario downloaded into the folder <code>scenarios</code>.
            </p>
          </section>
        )}
        <section class="teaching" aria-label="To learn">
          <Tour />
          <Glossary />
          <Exercises />
          <CannotTell />
        </section>
      </main>
      <footer>Strait {description.version}. Observed figures: Home Office, Open Government Licence v3.0. Nothing you do here leaves this page.</footer>
    </>
  );
}

/** Goes to a heading without touching the link in the address. */
function jump(event: Event): void {
  event.preventDefault();
  document.getElementById('cannot')?.scrollIntoView();
}
