import type { k8s } from 'cdk8s-plus-28';

/**
 * Kubernetes objects with places that istiod fills when it deploys a Gateway.
 *
 * @see https://pkg.go.dev/text/template
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/template.go for the functions that istiod adds
 */
/** A place for one YAML value, a scalar or a map on one line, that a Go template pipeline prints. */
export class Hole {
  constructor(readonly pipeline: string) {}
}

/** A list item, or the value of a key, that istiod prints for each of several things or only on a condition. */
export class Block<T> {
  constructor(
    readonly action: string,
    readonly content: T,
  ) {}
}

export const hole = (pipeline: string): Hole => new Hole(pipeline);

/** Repeats a list item; inside, `.` is the thing it is repeated for. */
export const each = <T>(pipeline: string, item: T): Block<T> => new Block(`range ${pipeline}`, item);

/** Keeps an item or a key, where the pipeline gives anything but an empty value. */
export const when = <T>(pipeline: string, content: T): Block<T> => new Block(`if ${pipeline}`, content);

type Scalar = string | number | boolean | Date | undefined;

/** An API type with holes and blocks. */
export type Templated<T> = T extends Scalar
  ? T | Hole
  : T extends k8s.Quantity | k8s.IntOrString
    ? string | number | Hole | undefined
    : T extends readonly (infer Item)[]
      ? readonly (Templated<Item> | Block<Templated<Item>>)[]
      : Hole | { readonly [Key in keyof T]: Templated<T[Key]> | Block<Templated<T[Key]>> };

/** A Go string literal, for use in a pipeline. */
export const literal = (text: string): string => JSON.stringify(text);
