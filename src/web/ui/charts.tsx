/** One bar of a chart. */
export interface Bar {
  readonly name: string;
  /** 0 to 1 */
  readonly share: number;
  /** What stands beside the bar. */
  readonly shown: string;
}

// Narrow, so that its words can still be read on a telephone.
const row = 28;
const nameWidth = 112;
const barWidth = 160;
const shownWidth = 136;

/**
 * Bars of shares, as an image that says what it shows; the same figures always stand in a table beside it.
 */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const height = row * bars.length;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${nameWidth + barWidth + shownWidth} ${height}`}
      role="img"
      aria-label={`${title}: ${bars.map(({ name, shown }) => `${name} ${shown}`).join(', ')}`}
    >
      {bars.map(({ name, share, shown }, index) => {
        const top = row * index;
        const width = Math.round(barWidth * Math.min(1, Math.max(0, share)));
        return (
          <g>
            <text x={0} y={top + 19}>
              {name}
            </text>
            <rect class="track" x={nameWidth} y={top + 5} width={barWidth} height={18} rx={3} />
            <rect class="bar" x={nameWidth} y={top + 5} width={width} height={18} rx={3} />
            <text x={nameWidth + barWidth + 8} y={top + 19}>
              {shown}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** One point of a line. */
export interface Point {
  readonly day: string;
  /** 0 to 1 */
  readonly share: number;
}

const lineWidth = 360;
const lineHeight = 140;
const day = 86_400_000;

/** A line over days, from 0 to 100 %; days without a value are spanned. */
export function LineChart({ title, points }: { title: string; points: readonly Point[] }) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const start = Date.parse(first.day);
  const days = Math.max(1, (Date.parse(last.day) - start) / day);
  const place = ({ day: at, share }: Point) => {
    const x = 44 + ((Date.parse(at) - start) / day / days) * (lineWidth - 64);
    const y = 12 + (1 - Math.min(1, Math.max(0, share))) * (lineHeight - 24);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const;
  };
  const line = points.map((point) => place(point).join(',')).join(' ');
  const [endX, endY] = place(last);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${lineWidth} ${lineHeight + 24}`}
      role="img"
      aria-label={`${title}: ${first.day} ${percent(first.share)}, ${last.day} ${percent(last.share)}`}
    >
      {[0, 0.5, 1].map((share) => {
        const y = 12 + (1 - share) * (lineHeight - 24);
        return (
          <g>
            <line class="grid" x1={44} x2={lineWidth - 20} y1={y} y2={y} />
            <text x={0} y={y + 5}>
              {percent(share)}
            </text>
          </g>
        );
      })}
      <polyline class="line" points={line} />
      <circle class="dot" cx={endX} cy={endY} r={4} />
      <text x={44} y={lineHeight + 18}>
        {first.day}
      </text>
      {points.length > 1 ? (
        <text class="end" x={lineWidth - 20} y={lineHeight + 18}>
          {last.day}
        </text>
      ) : null}
    </svg>
  );
}
