import type { Rule } from '../core/rule';
import { apiServerAccepts } from './api-server-accepts';
import { hostIsRoutedOnce } from './host-is-routed-once';
import { objectIsUnique } from './object-is-unique';
import { secretHasNoData } from './secret-has-no-data';

/** Every rule over the synthesized objects, by id. */
export const RULES: readonly Rule[] = [
  objectIsUnique, // AMB002
  secretHasNoData, // AMB003
  hostIsRoutedOnce, // AMB280
  apiServerAccepts, // AMB600
];
