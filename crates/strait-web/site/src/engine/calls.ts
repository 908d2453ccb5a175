// The calls of the WebAssembly module, as functions of texts and numbers.

import type { Description, Setting, Summary } from './types';

interface Exports {
  memory: WebAssembly.Memory;
  reserve(bytes: number): number;
  answer_address(): number;
  answer_bytes(): number;
  describe(): number;
  prepare(): number;
  run(replicate: number): number;
}

/** What is wrong with a setting, in the engine's words. */
export class Problems extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

export class Engine {
  private constructor(private readonly calls: Exports) {}

  static async of(bytes: ArrayBuffer): Promise<Engine> {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    return new Engine(instance.exports as unknown as Exports);
  }

  describe(): Description {
    return this.json(this.calls.describe()) as Description;
  }

  prepare(setting: Setting): Summary {
    const text = new TextEncoder().encode(JSON.stringify(setting));
    const address = this.calls.reserve(text.length);
    new Uint8Array(this.calls.memory.buffer, address, text.length).set(text);
    return this.json(this.calls.prepare()) as Summary;
  }

  run(replicate: number): Float64Array {
    const done = this.calls.run(replicate);
    if (!done) this.json(done);
    return new Float64Array(this.answer().slice().buffer);
  }

  private answer(): Uint8Array {
    return new Uint8Array(this.calls.memory.buffer, this.calls.answer_address(), this.calls.answer_bytes());
  }

  private json(done: number): unknown {
    const said: unknown = JSON.parse(new TextDecoder().decode(this.answer()));
    if (done) return said;
    throw new Problems((said as { problems: string[] }).problems);
  }
}
