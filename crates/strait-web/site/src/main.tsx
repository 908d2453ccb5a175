import { render } from 'preact';
import { App } from './app';
import { Pool } from './engine/pool';
import { questionsOf } from './questions';
import './style.css';

const place = document.getElementById('page');

async function begin(): Promise<void> {
  if (!place) return;
  const pool = await Pool.start();
  const description = await pool.describe();
  place.replaceChildren();
  render(<App pool={pool} description={description} questions={questionsOf(description)} />, place);
}

begin().catch((error: unknown) => {
  if (place) place.textContent = `The model could not be started: ${String(error)}. A browser of 2023 or later is needed.`;
});
