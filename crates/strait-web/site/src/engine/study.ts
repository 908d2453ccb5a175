// What a view shows, run setting by setting while it is on the page.

import { useEffect, useState } from 'preact/hooks';
import { Runs } from '../numbers/runs';
import { formsOf } from '../questions/forms';
import type { Question } from '../questions/question';
import type { View } from '../setting/link';
import type { Pool } from './pool';
import type { Description, Setting } from './types';

/** Sliders send a value at every step: the last within this time is run [ms]. */
const PAUSE = 150;

/** Drawing takes time from running: what has come in is drawn this often [ms], and when all of it is there. */
const BETWEEN_DRAWINGS = 250;

export interface Study {
  /** The runs of the setting, and then of those that it is shown beside; one that has not begun is none. */
  all: (Runs | undefined)[];
  problems: string[];
  /** The setting that the first of them are of. */
  setting: Setting | undefined;
  /** Whether this is of what is set now, and not of what was set just before. */
  isCurrent: boolean;
}

/** Runs of what is wanted; `of` says what that is. */
type Work = Omit<Study, 'isCurrent'> & { question: Question; of: string };

/** The settings that a view shows, its own first. */
export function settingsOf({ question, setting, against }: View): Setting[] {
  if (question.everyForm) return formsOf(question.opening).map((form) => ({ ...setting, set: { ...setting.set, deterrence: form } }));
  return against ? [setting, { ...setting, ...against }] : [setting];
}

/** Runs what a view shows, in place of what ran before. What was there stays until there is something else to show, but for another question. */
export function useStudy(pool: Pool, description: Description, view: View): Study {
  const { question } = view;
  const [work, show] = useState<Work>({ all: [], problems: [], setting: undefined, question, of: '' });
  const settings = settingsOf(view);
  const wanted = JSON.stringify([question.key, settings, view.replicates]);
  useEffect(() => {
    const now: Work = { all: [], problems: [], setting: view.setting, question, of: wanted };
    let drawing: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const draw = (after = 0) => {
      if (after === 0) clearTimeout(drawing);
      else if (drawing) return;
      drawing = setTimeout(() => {
        drawing = undefined;
        // A new object each time: what is in it has grown.
        if (!over) show({ ...now });
      }, after);
    };
    const begin = (place: number) => {
      const setting = settings[place];
      if (!setting || over) return;
      pool.begin(setting, view.replicates, {
        prepared: (summary) => {
          now.all[place] = new Runs(description, summary, view.replicates);
        },
        run: (replicate, numbers) => {
          const runs = now.all[place];
          if (over || !runs) return;
          runs.add(replicate, numbers);
          draw(runs.isAll || runs.isFirstAnswer ? 0 : BETWEEN_DRAWINGS);
          if (runs.isAll) begin(place + 1);
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
      clearTimeout(drawing);
    };
  }, [pool, description, wanted]);
  const isCurrent = work.of === wanted;
  return work.question === question ? { ...work, isCurrent } : { all: [], problems: [], setting: undefined, isCurrent };
}
