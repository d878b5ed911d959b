import { parseDocument } from 'yaml';
import { isObject } from '../schema/schema';
import type { Stored } from './cluster';
import { OVERLAYS } from './parameters';

/** One key of a ConfigMap of parameters. */
export interface Overlay {
  /** The ConfigMap. */
  readonly map: Stored;
  readonly key: string;
  /** What is laid over the object; undefined where the text holds none. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
}

const read = new WeakMap<Stored, readonly Overlay[]>();

/** The overlays of a ConfigMap that istiod knows. */
export function overlaysOf(map: Stored): readonly Overlay[] {
  const known = read.get(map) ?? readOverlays(map);
  read.set(map, known);
  return known;
}

function readOverlays(map: Stored): Overlay[] {
  const data: Readonly<Record<string, unknown>> = map.object.data ?? {};
  return OVERLAYS.filter(key => Object.hasOwn(data, key)).map(key => ({
    map,
    key,
    value: toObject(data[key] ?? ''),
  }));
}

/** An empty text lays nothing over, nor does null, which the API server stores as one. */
function toObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string') return undefined;
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    const value: unknown = document.toJS() ?? {};
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A port of a Service, as an overlay or a manifest states it. */
export interface StatedPort {
  readonly port?: unknown;
  readonly nodePort?: unknown;
  readonly protocol?: unknown;
}

/** The ports in the spec of a Service; none where it is not as it should be. */
export function statedPorts(object: Readonly<Record<string, unknown>> | undefined): readonly StatedPort[] {
  const ports = isObject(object?.spec) ? object.spec.ports : undefined;
  return Array.isArray(ports) ? ports.filter(isObject) : [];
}
