import { App as CoreApp, type AppProps as CoreAppProps } from '../core/app';
import { RULES } from './index';

export type AppProps = CoreAppProps;

/** The App that checks what it synthesizes by every rule. */
export class App extends CoreApp {
  constructor(props?: AppProps) {
    super({ ...props, rules: props?.rules ?? RULES });
  }
}
