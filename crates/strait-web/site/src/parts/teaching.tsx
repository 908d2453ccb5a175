// For whoever learns: words, exercises, and what the model cannot tell.

export function CannotTell() {
  return (
    <section aria-labelledby="cannot">
      <h2 id="cannot">What this model cannot tell</h2>
      <ul>
        <li>Whether returns deter. Nothing published identifies it, so it is an assumption here, to be looked at in every form.</li>
        <li>How France will decide, or how a court will rule. How willing and how strict they are is put in, not found out.</li>
        <li>What a particular person will meet with. It counts people; it knows nobody.</li>
        <li>What else may change: other routes, other agreements, wars, elections.</li>
        <li>Whether the scheme is right. It says what follows from what is assumed, and how sure that is.</li>
      </ul>
    </section>
  );
}

const WORDS: [string, string][] = [
  ['Admission', 'Coming to the UK by the scheme’s legal route, one person for each who is returned.'],
  ['Arrival', 'A person who reaches the UK by small boat.'],
  ['Gate', 'Anything that stops people or holds them up: beds, caseworkers, replies, seats, claims, deadlines, balance.'],
  ['Interim relief', 'A court’s order that a removal waits until a case is decided.'],
  ['Median and 90 % range', 'Half of the runs lie below the median; nine in ten lie within the range.'],
  ['Parity', 'The rule that returns and admissions keep in step: neither may run far ahead of the other.'],
  ['Readmission', 'France taking a person back. The UK asks within 14 days of arrival; France replies.'],
  ['Replicate, or run', 'One play of the model with luck of its own: weather, people, chances. One run is never an answer.'],
  ['Same luck', 'Two settings that meet the same weather, people and chances, so that what differs is what was set.'],
  ['Systemic challenge', 'A court case against the scheme as a whole, not against one person’s return.'],
];

export function Glossary() {
  return (
    <details>
      <summary>Words</summary>
      <dl>
        {WORDS.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const EXERCISES: { task: string; look: string }[] = [
  {
    task: 'Choose “How many?”. Compare from here, and double the detention beds. Then put them back and accept more other proof of identity.',
    look: 'Which of the two moves returns more, and where are most people held up? A capacity helps only where it binds, and that is seldom where the longest queue is.',
  },
  {
    task: 'Choose “Will France keep cooperating?”. Halve the places in France, then double them, keeping the setting to compare with.',
    look: 'Returns rise with places; does the share of runs in which the agreement still stands rise too, and how wide is the range?',
  },
  {
    task: 'Choose “Does it deter?”. Move the share chosen for return from nobody to everybody, and follow the marked chance along the curves.',
    look: 'How far apart are the forms at today’s chance, and at the highest that can be reached? What would you have to know to choose one?',
  },
];

export function Exercises() {
  return (
    <details>
      <summary>Three exercises</summary>
      <ol>
        {EXERCISES.map(({ task, look }) => (
          <li key={task}>
            {task}
            <details>
              <summary>What to look for</summary>
              <p>{look}</p>
            </details>
          </li>
        ))}
      </ol>
    </details>
  );
}
