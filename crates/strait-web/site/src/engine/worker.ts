// A worker: one copy of the engine, told what to run.

import { Engine, Problems } from './calls';
import type { Answer, Order } from './types';

let engine: Promise<Engine> | undefined;
let prepared = '';

const tell = (answer: Answer, transfer: Transferable[] = []) => self.postMessage(answer, { transfer });

async function follow(order: Order): Promise<void> {
  if (order.order === 'module') {
    engine = Engine.of(order.bytes);
    return;
  }
  if (!engine) return;
  const own = await engine;
  switch (order.order) {
    case 'describe':
      tell({ answer: 'description', description: own.describe() });
      return;
    case 'prepare': {
      prepared = '';
      const summary = own.prepare(order.setting);
      prepared = order.key;
      tell({ answer: 'prepared', key: order.key, summary });
      return;
    }
    case 'run': {
      if (order.key !== prepared) return;
      const numbers = own.run(order.replicate);
      tell({ answer: 'run', key: order.key, replicate: order.replicate, numbers }, [numbers.buffer]);
    }
  }
}

self.onmessage = (message: MessageEvent<Order>) => {
  const order = message.data;
  follow(order).catch((error: unknown) => {
    const problems = error instanceof Problems ? error.problems : [String(error)];
    tell({ answer: 'problems', key: 'key' in order ? order.key : '', problems });
  });
};
