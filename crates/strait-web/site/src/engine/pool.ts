// Several workers that run the replicates of one setting at a time, in no order; what comes of them is kept by number.

import text from 'virtual:engine';
import EngineWorker from './worker?worker&inline';
import type { Answer, Description, Order, Setting, Summary } from './types';

const MOST_WORKERS = 8;

/** What a study tells while it runs. */
export interface Listener {
  prepared(summary: Summary): void;
  run(replicate: number, numbers: Float64Array): void;
  problems(problems: string[]): void;
}

interface Study {
  key: string;
  replicates: number;
  next: number;
  listener: Listener;
  told: boolean;
}

/** The module's bytes: of a page that was opened from a folder, a worker takes these and no compiled module. */
async function unpacked(): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

export class Pool {
  private readonly workers: Worker[] = [];
  private study: Study | undefined;
  private studies = 0;
  private waiting: ((description: Description) => void)[] = [];

  static async start(): Promise<Pool> {
    const pool = new Pool();
    const bytes = await unpacked();
    const cores = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1));
    for (let number = 0; number < cores; number += 1) {
      const worker = new EngineWorker();
      worker.onmessage = (message: MessageEvent<Answer>) => pool.hear(worker, message.data);
      pool.tell(worker, { order: 'module', bytes });
      pool.workers.push(worker);
    }
    return pool;
  }

  describe(): Promise<Description> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      const [first] = this.workers;
      if (first) this.tell(first, { order: 'describe' });
    });
  }

  /** Begins a setting's replicates in place of whatever runs; runs in hand end unheard. */
  begin(setting: Setting, replicates: number, listener: Listener): void {
    this.studies += 1;
    const key = String(this.studies);
    this.study = { key, replicates, next: 0, listener, told: false };
    for (const worker of this.workers) this.tell(worker, { order: 'prepare', key, setting });
  }

  private tell(worker: Worker, order: Order): void {
    worker.postMessage(order);
  }

  private hear(worker: Worker, answer: Answer): void {
    if (answer.answer === 'description') {
      this.waiting.splice(0).forEach((resolve) => resolve(answer.description));
      return;
    }
    const { study } = this;
    if (!study || answer.key !== study.key) return;
    if (answer.answer === 'problems') {
      this.study = undefined;
      study.listener.problems(answer.problems);
      return;
    }
    if (answer.answer === 'prepared') {
      if (!study.told) study.listener.prepared(answer.summary);
      study.told = true;
    } else {
      study.listener.run(answer.replicate, answer.numbers);
    }
    if (study.next < study.replicates) {
      this.tell(worker, { order: 'run', key: study.key, replicate: study.next });
      study.next += 1;
    }
  }
}
