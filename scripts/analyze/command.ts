import { type Level, worst } from '../../lib/core/findings';
import { ObjectIndex } from '../../lib/core/object-index';
import type { Style } from '../../lib/core/style';
import { analyzeManifests } from '../../lib/rules/analyze-manifests';
import { toVerdicts } from '../../lib/rules/model/verdicts';
import { findEmpty, type Input, readInput } from './files';
import { type Flags, type Format, parseFlags, USAGE } from './flags';
import { toGithub } from './formats/github';
import { toJson } from './formats/json';
import type { Report } from './formats/report';
import { toSarif } from './formats/sarif';
import { toText } from './formats/text';
import { inNamespace } from './namespace';
import { toRemark } from './passed-over';
import { toSortedJson } from './sorted-json';
import { toFindings, toLines, type Unread } from './unread';

/** Where a run of the command writes to. */
export interface Output {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** How parts of what is printed for people are set apart. */
  readonly style: Style;
}

/** Runs the command and returns its exit code. */
export function runAnalyze(args: readonly string[], output: Output): number {
  const { print, complain } = output;
  const flags = parseFlags(args);
  if (typeof flags === 'string') {
    complain(`${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    print(USAGE);
    return 0;
  }
  const { namespace } = flags;
  const read = flags.files.map(readInput);
  const inputs =
    namespace === undefined ? read : read.map(each => ({ ...each, objects: inNamespace(each.objects, namespace) }));
  const remark = toRemark(inputs.flatMap(input => input.passedOver));
  if (remark !== '') complain(remark);
  const unread = [...inputs.flatMap(input => input.unreadable), ...findEmpty(inputs)];
  if (!flags.verdicts) return printFindings(inputs, unread, flags, output);
  if (unread.length > 0) {
    complain(toLines(unread));
    return 2;
  }
  print(`${toSortedJson(verdictsOf(inputs, flags.loadBalancers))}\n`);
  return 0;
}

const FORMATTERS: Readonly<Record<Format, (report: Report, style: Style) => string>> = {
  text: toText,
  json: toJson,
  sarif: toSarif,
  github: toGithub,
};

/** What could not be read is a finding of every format; where they go to a file, people are told beside it. */
function printFindings(
  inputs: readonly Input[],
  unread: readonly Unread[],
  { strict, format }: Flags,
  { print, complain, style }: Output,
): number {
  const objects = inputs.flatMap(input => input.objects);
  const isForPeople = format === 'text';
  if (unread.length > 0 && (!isForPeople || objects.length === 0)) complain(toLines(unread));
  if (isForPeople && objects.length === 0) return 2;
  const judged = analyzeManifests(objects, { strict });
  const findings = [...toFindings(unread), ...judged.findings];
  print(FORMATTERS[format]({ ...judged, findings, objects: objects.length }, style));
  if (unread.length > 0) return 2;
  const level: Level | undefined = worst(findings);
  return level === 'error' ? 1 : 0;
}

/** The verdicts of one input, or an object of those of several. */
function verdictsOf(inputs: readonly Input[], loadBalancers: boolean): unknown {
  const verdicts = inputs.map(({ name, objects }) => [name, toVerdicts(new ObjectIndex(objects), { loadBalancers })]);
  return verdicts.length === 1 ? verdicts[0]?.[1] : Object.fromEntries(verdicts);
}
