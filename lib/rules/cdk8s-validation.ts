import { readFileSync } from 'node:fs';
import { countLevels, type Finding, worst } from '../core/findings';
import type { IndexedObject } from '../core/object-index';
import { analyzeManifests } from './analyze-manifests';
import { FINDING_IDS } from './ids';
import { readManifests } from './manifests';

export interface AmbientValidationProps {
  /**
   * Whether warnings are errors.
   * @default false
   */
  readonly strict?: boolean;
}

/** What the report of cdk8s says of one rule. */
export interface RuleViolation {
  readonly ruleName: string;
  /** What is expected. */
  readonly recommendation: string;
  /** What to change. */
  readonly fix: string;
  readonly violatingResources: readonly {
    /** By this cdk8s finds the path of the construct. */
    readonly resourceName: string;
    /** What was found, and at which line. */
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/**
 * What a plugin is given.
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export interface ValidationContext {
  /** The files that were written. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: RuleViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/**
 * The rules as a plugin for `validations` in `cdk8s.yaml`, for apps that use the App of cdk8s itself.
 *
 * `cdk8s synth` ends with 2 if there is a finding of error level. The App of this library needs no plugin.
 * @see https://cdk8s.io/docs/latest/cli/validations/
 */
export class AmbientValidation {
  private readonly strict: boolean;

  constructor(props: AmbientValidationProps = {}) {
    this.strict = props.strict ?? false;
  }

  /** Judges all manifests together, and submits the report. */
  public async validate({ manifests, report }: ValidationContext): Promise<void> {
    const read = manifests.map(file => ({ file, ...readManifests(readFileSync(file, 'utf8'), file) }));
    const objects = read.flatMap(each => each.objects);
    const unreadable = read.flatMap(({ file, unreadable }) => unreadable.map(each => ({ file, ...each })));
    for (const { file, place, message } of unreadable) report.addViolation(toUnreadable(file, place, message));
    // What cannot be read is missing, and rules would blame those who refer to it.
    const { findings } = unreadable.length > 0 ? { findings: [] } : analyzeManifests(objects, { strict: this.strict });
    const byPath = new Map(objects.map(object => [object.path, object]));
    for (const finding of findings) report.addViolation(toViolation(finding, byPath.get(finding.path)));
    const { error, warning, info } = countLevels(findings);
    const isRefused = unreadable.length > 0 || worst(findings) === 'error';
    const counts = { Objects: objects.length, Errors: error, Warnings: warning, Remarks: info };
    const metadata = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
    report.submit(isRefused ? 'failure' : 'success', metadata);
  }
}

function toViolation(finding: Finding, at: IndexedObject | undefined): RuleViolation {
  const { id, level, path, message, found = message, expected = message, cure = '' } = finding;
  const resourceName = at?.object.metadata?.name ?? '';
  return {
    ruleName: `${level} ${id} ${FINDING_IDS[id as keyof typeof FINDING_IDS]}`,
    recommendation: expected,
    fix: cure,
    violatingResources: [{ resourceName, locations: [`${path}: ${found}`], manifestPath: at?.chart ?? '' }],
  };
}

function toUnreadable(file: string, place: string, message: string): RuleViolation {
  const violatingResources = [{ resourceName: '', locations: [`${place}: ${message}`], manifestPath: file }];
  return { ruleName: 'unreadable', recommendation: 'manifests in YAML', fix: 'correct the text', violatingResources };
}
