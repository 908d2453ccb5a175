// The page: a question, its answer, why, and what can be changed.

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Pool } from './engine/pool';
import { settingsOf, useStudy } from './engine/study';
import type { Description } from './engine/types';
import { Fan } from './figures/fan';
import { Flow } from './figures/flow';
import { Forms } from './figures/forms';
import { Gates } from './figures/gates';
import { Paired } from './figures/paired';
import { ENOUGH, type Runs } from './numbers/runs';
import { Changes } from './parts/changes';
import { CannotTell, Exercises, Glossary } from './parts/teaching';
import { Tour } from './parts/tour';
import { QUESTIONS } from './questions';
import { saveRuns, saveScenario, saveWeeks } from './setting/downloads';
import { fromLink, toLink, viewOf, type View } from './setting/link';

/** Values in force once the settings hold. */
function inForce(description: Description, runs: Runs | undefined, set: Record<string, string>): Record<string, string> {
  if (!runs) return set;
  const values = { ...runs.summary.values };
  for (const change of runs.summary.changes) {
    if (change.date <= description.from) Object.assign(values, change.set);
  }
  return { ...values, ...set };
}

/** The view that the address says, and back. */
function useView(description: Description) {
  const first = useMemo(() => fromLink(location.hash, description), [description]);
  const [view, setView] = useState(first.view);
  const [problems, setProblems] = useState(first.problems);
  const written = useRef(location.hash);
  useEffect(() => {
    written.current = toLink(view);
    history.replaceState(null, '', written.current);
  }, [view]);
  useEffect(() => {
    const follow = () => {
      if (location.hash === written.current) return;
      const read = fromLink(location.hash, description);
      setView(read.view);
      setProblems(read.problems);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [description]);
  /** What is changed by hand needs nothing of what was wrong with the link. */
  const onView = useCallback((change: (old: View) => View) => {
    setProblems([]);
    setView(change);
  }, []);
  return { view, problems, onView };
}

export function App({ pool, description }: { pool: Pool; description: Description }) {
  const { view, problems: linkProblems, onView } = useView(description);
  const [step, onStep] = useState<number>();
  const { question, setting, replicates, show, against } = view;
  const study = useStudy(pool, description, view);
  const [runs, second] = study.all;
  const values = inForce(description, runs, setting.set);
  const answer = runs && runs.done >= ENOUGH ? question.answer(runs) : undefined;
  const problems = [...linkProblems, ...study.problems];
  const isWhole = study.isCurrent && runs?.isAll === true;

  return (
    <>
      <header>
        <div class="title">
          <h1>Strait</h1>
          <button type="button" onClick={() => onStep(0)}>Take the tour</button>
        </div>
        <p>The UK–France “one in, one out” agreement, simulated person by person in your browser.</p>
        <nav aria-label="Questions">
          {QUESTIONS.map((one) => (
            <button type="button" key={one.key} aria-pressed={one === question} onClick={() => onView(() => viewOf(one))}>
              {one.title}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <section class={`answer ${study.isCurrent ? '' : 'old'}`} aria-labelledby="question">
          <h2 id="question">{question.title}</h2>
          {problems.length > 0 && (
            <div role="alert" class="problems">
              {problems.map((problem) => <pre key={problem}>{problem}</pre>)}
            </div>
          )}
          <p class="sentence" aria-busy={!isWhole} id="answer">
            {answer?.sentence ?? (study.problems.length > 0 ? '' : 'Playing the first runs…')}
          </p>
          {/* Said once, when it stays: the sentence changes with every few runs. */}
          <p role="status" class="unseen">{isWhole && answer?.sentence}</p>
          {answer && (
            <p class="help">
              {answer.caution} {runs && `This is ${runs.inWords()}.`} <a href="#cannot" onClick={jump}>What it cannot tell</a>
            </p>
          )}
          <progress
            max={replicates}
            value={study.isCurrent ? study.all.reduce((done, one) => done + (one?.done ?? 0), 0) / settingsOf(view).length : 0}
            aria-label="Runs done"
          />
          {against && !question.everyForm && runs && second && (
            <Paired
              description={description}
              runs={runs}
              against={second}
              outcome={question.outcome}
              here={{ scenario: setting.scenario, ...setting.set }}
              there={{ scenario: against.scenario, ...against.set }}
            />
          )}
        </section>
        <Changes description={description} view={view} values={values} onView={onView} />
        {runs && runs.done > 0 && (
          <section class={`figures ${study.isCurrent ? '' : 'old'}`} aria-label="Figures">
            {question.everyForm && <Forms byForm={study.all} />}
            <Fan
              description={description}
              runs={runs}
              against={question.everyForm ? undefined : second}
              show={show}
              onShow={(key) => onView((old) => ({ ...old, show: key }))}
            />
            <Gates description={description} runs={runs} />
            <Flow runs={runs} />
            <h3>The same by the command</h3>
            <p class="buttons">
              <button type="button" onClick={() => saveScenario(runs)}>Download the scenario (TOML)</button>
              <button type="button" onClick={() => saveRuns(description, runs)}>Download the runs (CSV)</button>
              <button type="button" onClick={() => void saveWeeks(description, runs)}>Download the weeks (CSV)</button>
            </p>
            <p class="help">
              With the scenario downloaded into the folder <code>scenarios</code>, this prints the same numbers:{' '}
              <code class="command">strait run scenarios/explorer.toml --seed {setting.seed} --replicates {replicates}</code>
            </p>
          </section>
        )}
        <section class="teaching" aria-label="To learn">
          <Glossary />
          <Exercises />
          <CannotTell />
        </section>
      </main>
      <footer>Strait {description.version}. Observed figures: Home Office, Open Government Licence v3.0. Nothing you do here leaves this page.</footer>
      <Tour step={step} onStep={onStep} />
    </>
  );
}

/** Goes to a heading without touching the link in the address. */
function jump(event: Event): void {
  event.preventDefault();
  document.getElementById('cannot')?.scrollIntoView();
}
