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
import { bandOf } from './numbers/bands';
import { FIRST } from './numbers/runs';
import { day, endsKnownTo } from './numbers/words';
import { Changes } from './parts/changes';
import { Checked } from './parts/checked';
import { CannotTell, Exercises, Glossary } from './parts/teaching';
import { Tour } from './parts/tour';
import { conditionOf, inForce, type Condition } from './questions/condition';
import { formsOf } from './questions/forms';
import type { Question } from './questions/question';
import { saveRuns, saveScenario, saveWeeks } from './setting/downloads';
import { fromLink, toLink, viewOf, type View } from './setting/link';

/** The view that the address says, and back. */
function useView(description: Description, questions: Question[]) {
  const first = useMemo(() => fromLink(location.hash, description, questions), [description, questions]);
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
      const read = fromLink(location.hash, description, questions);
      setView(read.view);
      setProblems(read.problems);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [description, questions]);
  /** What is changed by hand needs nothing of what was wrong with the link. */
  const onView = useCallback((change: (old: View) => View) => {
    setProblems([]);
    setView(change);
  }, []);
  return { view, problems, onView };
}

interface Props {
  pool: Pool;
  description: Description;
  questions: Question[];
}

export function App({ pool, description, questions }: Props) {
  const { view, problems: linkProblems, onView } = useView(description, questions);
  const [step, onStep] = useState<number>();
  const { question, setting, replicates, show, against } = view;
  const study = useStudy(pool, description, view);
  const [runs, second] = study.all;
  const values = { ...(runs && inForce(runs.summary, setting.from)), ...setting.set };
  const byForm = question.everyForm ? formsOf(question.opening).map((form, place) => ({ form, runs: study.all[place] })) : [];
  const answer = runs && runs.done >= FIRST ? question.answer(runs, byForm) : undefined;
  const condition = runs && conditionOf(description, question, study.setting ?? setting, runs.summary);
  const sentence = answer && condition && `If ${condition.words}, ${answer.then}`;
  const headline = runs && bandOf(runs.outcome(question.outcome));
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
          {questions.map((one) => (
            <button type="button" key={one.key} aria-pressed={one === question} onClick={() => onView(() => viewOf(one))}>
              {one.title}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <section class={`answer ${study.isCurrent ? '' : 'old'}`} aria-labelledby="question">
          <h2 id="question">{question.opening.question}</h2>
          {problems.length > 0 && (
            <div role="alert" class="problems">
              {problems.map((problem) => <pre key={problem}>{problem}</pre>)}
            </div>
          )}
          <p class="sentence" aria-busy={!isWhole} id="answer" data-outcomes={question.tells.map(([outcome]) => outcome).join(' ')}>
            {sentence ?? (study.problems.length > 0 ? '' : 'Playing the first runs…')}
          </p>
          {/* Said once, when it stays: the sentence changes with every few runs. */}
          <p role="status" class="unseen">{isWhole && sentence}</p>
          {answer && (
            <p class="help">
              {runs && `This is ${runs.inWords()}, ${drawn(setting.uncertainty)}.`} {runs && headline && leftOut(runs.done - headline.runs)}{' '}
              {headline && endsKnownTo(headline, question.written)}{' '}
              {answer.caution} <a href="#cannot" onClick={jump}>What it cannot tell</a>
            </p>
          )}
          {answer && <Checked description={description} of={question.tells} />}
          {condition && <Holds condition={condition} from={setting.from} />}
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
            {question.everyForm && <Forms description={description} opening={question.opening} byForm={byForm} />}
            <Fan
              description={description}
              runs={runs}
              against={question.everyForm ? undefined : second}
              show={show}
              onShow={(key) => onView((old) => ({ ...old, show: key }))}
            />
            <Gates description={description} runs={runs} from={setting.from} seed={setting.seed} />
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
      <Tour step={step} onStep={onStep} from={setting.from} />
    </>
  );
}

/** Of runs without the outcome, as where the agreement ended too soon, no number can hold. */
const leftOut = (runs: number) => (runs > 0 ? `In ${runs} of them there is no such number, since the agreement ended too soon or never began: they are left out.` : '');

const drawn = (uncertainty: boolean) =>
  uncertainty ? 'each with parameters of its own from the fitted ensemble' : 'all with the scenario’s own parameters, without the fitted ensemble';

/** What holds in the headline beside what it names, and what of it is beyond its evidence. */
function Holds({ condition: { others, beyond }, from }: { condition: Condition; from: string }) {
  if (others.length + beyond.length === 0) return null;
  return (
    <details class="holds">
      <summary>
        {others.length > 0 && `${others.length} other values set`}
        {others.length > 0 && beyond.length > 0 && '; '}
        {beyond.length > 0 && <span class="beyond">{`${beyond.length} values beyond their evidence`}</span>}
      </summary>
      {others.length > 0 && <p>From {day(from)}: {others.join(', ')}.</p>}
      {beyond.length > 0 && <p>Beyond their evidence: {beyond.join('; ')}.</p>}
    </details>
  );
}

/** Goes to a heading without touching the link in the address. */
function jump(event: Event): void {
  event.preventDefault();
  document.getElementById('cannot')?.scrollIntoView();
}
