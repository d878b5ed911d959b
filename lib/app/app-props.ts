/** What every app of one Service and some pods can be told. */
export interface AppProps {
  /** The value of the `app` label, and what the names of the objects are made from. */
  readonly name: string;

  /**
   * The value of the `version` label. Pods and Service are selected by it too, so versions stand beside each other; it
   * follows the name in every name.
   * @default - none
   */
  readonly version?: string;

  /** The namespace of every object. */
  readonly namespace: string;

  /**
   * Number of pods.
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Labels of every object and of the pods; `app` and `version` win over them.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What the names of an app's objects begin with. */
export function toPrefix({ name, version }: Pick<AppProps, 'name' | 'version'>): string {
  return version === undefined ? name : `${name}-${version}`;
}

/** The labels that select an app's pods. */
export function toSelector({ name, version }: Pick<AppProps, 'name' | 'version'>): Record<string, string> {
  return version === undefined ? { app: name } : { app: name, version };
}

/** An app with what every app has by default. */
export function resolveApp<Props extends AppProps>(props: Props) {
  return { ...props, replicas: props.replicas ?? 2, labels: props.labels ?? {} };
}

/** The metadata of an app's object. */
export function toMetadata(app: Pick<AppProps, 'name' | 'version' | 'namespace' | 'labels'>, name: string) {
  return { name, namespace: app.namespace, labels: { ...app.labels, ...toSelector(app) } };
}
