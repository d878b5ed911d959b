import { clearLine, cursorTo } from 'node:readline';

/** What one stage of a run took. */
export interface StageRecord {
  readonly name: string;
  readonly seconds: number;
  /** Calls of other programs. */
  readonly calls: number;
}

export interface ReportOptions {
  /** Where lines go; nothing is written for `--json`. */
  readonly out?: { readonly isTTY?: boolean; columns?: number; write(text: string): unknown };
  /** Where everything goes, line by line. */
  readonly log: (line: string) => void;
  /** Milliseconds between two lines about the same wait where there is no terminal. @default 5000 */
  readonly everyMs?: number;
}

/** Says what is going on: a changing line on a terminal, plain lines elsewhere, everything in the log. */
export class Report {
  readonly stages: StageRecord[] = [];
  private readonly started = performance.now();
  private calls = 0;
  private shown = '';
  private shownAt = 0;
  private current = '';

  constructor(private readonly options: ReportOptions) {}

  /** Runs a stage, and records how long it took and how many calls it made. */
  async stage<T>(name: string, work: () => Promise<T>): Promise<T> {
    const [started, before] = [performance.now(), this.calls];
    this.current = name;
    this.line(`== ${name}`);
    try {
      return await work();
    } finally {
      this.clearProgress();
      const record = { name, seconds: seconds(started), calls: this.calls - before };
      this.stages.push(record);
      this.options.log(`stage ${name}: ${record.seconds.toFixed(1)} s, ${record.calls} calls`);
    }
  }

  /** The stage under way, or the last one. */
  get stageName(): string {
    return this.current;
  }

  /** A line that stays. */
  line(text: string): void {
    this.clearProgress();
    this.options.out?.write(`${text}\n`);
    this.options.log(text);
  }

  /** What is being waited for; replaced by what comes next. */
  progress(text: string): void {
    const { out, everyMs = 5000 } = this.options;
    const now = performance.now();
    if (out?.isTTY) {
      this.clearProgress();
      out.write(text.slice(0, (out.columns ?? 80) - 1));
      this.shown = text;
    } else if (now - this.shownAt >= everyMs) {
      out?.write(`   ${text}\n`);
      this.shownAt = now;
    }
    this.options.log(`waiting: ${text}`);
  }

  /** Something for the log alone. */
  detail(text: string): void {
    this.options.log(text);
  }

  /** One more call of another program. */
  countCall(): void {
    this.calls++;
  }

  get totals(): { readonly seconds: number; readonly calls: number } {
    return { seconds: seconds(this.started), calls: this.calls };
  }

  private clearProgress(): void {
    const { out } = this.options;
    if (this.shown === '' || !out?.isTTY) return;
    cursorTo(out as NodeJS.WriteStream, 0);
    clearLine(out as NodeJS.WriteStream, 0);
    this.shown = '';
  }
}

const seconds = (since: number): number => Math.round(performance.now() - since) / 1000;
