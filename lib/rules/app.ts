import { App as CoreApp, type AppProps as CoreAppProps } from '../core/app';
import type { Rule } from '../core/rule';
import { RULES } from './index';

export interface AppProps extends CoreAppProps {
  /**
   * Rules over all objects, applied at synth.
   * @default - every rule of this library
   */
  readonly rules?: readonly Rule[];
}

/** The App that checks what it synthesizes by every rule. */
export class App extends CoreApp {
  constructor(props?: AppProps) {
    super({ ...props, rules: props?.rules ?? RULES });
  }
}
