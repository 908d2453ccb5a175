// How many runs are played, and of which luck.

interface Props {
  replicates: number;
  seed: number;
  onReplicates(replicates: number): void;
  onSeed(seed: number): void;
}

const CHOICES = [20, 100, 300, 1000];

export function RunsOf({ replicates, seed, onReplicates, onSeed }: Props) {
  const choices = CHOICES.includes(replicates) ? CHOICES : [replicates, ...CHOICES];
  return (
    <div class="runs-of">
      <label>
        Runs
        <select value={replicates} onChange={(event) => onReplicates(Number(event.currentTarget.value))}>
          {choices.map((choice) => <option key={choice} value={choice}>{choice}</option>)}
        </select>
      </label>
      <label>
        Seed of their luck
        <input
          type="text"
          inputmode="numeric"
          pattern="[0-9]{1,15}"
          value={seed}
          onChange={(event) => {
            const { value, validity } = event.currentTarget;
            if (validity.valid && value !== '') onSeed(Number(value));
            else event.currentTarget.value = String(seed);
          }}
        />
      </label>
    </div>
  );
}
