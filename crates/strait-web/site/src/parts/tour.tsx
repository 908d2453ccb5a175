// A short walk over the page: each step shows its part and says what to do there.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { day } from '../numbers/words';

interface Step {
  /** Where on the page. */
  at: string;
  words: string;
}

const stepsOf = (from: string): Step[] => [
  { at: 'nav', words: 'Choose a question here. Its answer is already being worked out, in your browser and nowhere else.' },
  { at: '.answer', words: 'One sentence: under what it holds, and its range, within which nine in ten runs lie. The bar shows how many runs are done.' },
  { at: '.sliders', words: `Move one. It holds from ${day(from)}; what was before is history that all settings share. The bar under it is how far its evidence reaches. Under each, what its value rests on: a source, or plainly an assumption.` },
  { at: '[data-figure="fan"]', words: 'Every run plays the same days with other luck. The fan fills as runs come in; its bands hold half and nine tenths of them. Dots were observed.' },
  { at: '[data-figure="gates"]', words: 'Where people are held up. What binds is another matter: more of what does not bind brings nothing, however many wait for it.' },
  { at: '[data-tour="compare"]', words: '“Compare from here” keeps this setting. What you change next is held against it, in the same luck.' },
  { at: '#cannot', words: 'And what no setting of it can tell. Read this before you quote a number.' },
];

interface Props {
  step: number | undefined;
  onStep(step: number | undefined): void;
  /** The day from which settings hold. */
  from: string;
}

/** One step of the tour; `step` counts from 0. */
export function Tour({ step, onStep, from }: Props) {
  const next = useRef<HTMLButtonElement>(null);
  // A question that plays all forms side by side has nothing to compare from.
  const steps = step === undefined ? [] : stepsOf(from).filter(({ at }) => document.querySelector(at) !== null);
  const now = step === undefined ? undefined : steps[step];
  const isOpen = now !== undefined;
  useLayoutEffect(() => {
    const from = document.activeElement;
    return isOpen && from instanceof HTMLElement ? () => from.focus() : undefined;
  }, [isOpen]);
  useLayoutEffect(() => {
    const part = now && document.querySelector(now.at);
    if (!part) return undefined;
    part.classList.add('shown');
    part.scrollIntoView({ block: 'center' });
    next.current?.focus({ preventScroll: true });
    return () => part.classList.remove('shown');
  }, [now]);
  if (step === undefined || !now) return null;
  const isLast = step === steps.length - 1;
  return (
    <div
      class="tour"
      role="dialog"
      aria-label="Tour"
      aria-describedby="tour-words"
      onKeyDown={(event) => event.key === 'Escape' && onStep(undefined)}
    >
      <p id="tour-words"><span class="muted">{step + 1} of {steps.length}.</span> {now.words}</p>
      <p class="buttons">
        <button type="button" ref={next} onClick={() => onStep(isLast ? undefined : step + 1)}>{isLast ? 'Done' : 'Next'}</button>
        {step > 0 && <button type="button" onClick={() => onStep(step - 1)}>Back</button>}
        {!isLast && <button type="button" onClick={() => onStep(undefined)}>Leave</button>}
      </p>
    </div>
  );
}
