import { configDefaults, mergeConfig } from 'vitest/config';
import whole, { THOROUGH } from './vitest.config.ts';

/** Everything that answers at once, for whoever changes something: under a minute. */
export default mergeConfig(whole, { test: { exclude: [...configDefaults.exclude, ...THOROUGH] } });
