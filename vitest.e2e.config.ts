import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Founds the body that operates the whole installation: what a government's own administrator may do is tried before. */
const LAST = /sign-in\.e2e\.ts$/;

class OperatorLast extends BaseSequencer {
	override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
		const sorted = await super.sort(files);
		const isLast = (file: (typeof sorted)[number]) => LAST.test(file.moduleId);
		return [...sorted.filter((file) => !isLast(file)), ...sorted.filter(isLast)];
	}
}

/** Journeys in a real browser against the whole system, started as `npm start` starts it. */
export default defineConfig({
	test: {
		globalSetup: ['tests/e2e/system.ts'],
		include: ['tests/e2e/**/*.e2e.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 1,
		isolate: false,
		sequence: { sequencer: OperatorLast },
		// A browser may stumble on a busy machine; the report names what needed a second try.
		retry: 1,
		testTimeout: 120_000,
		hookTimeout: 240_000,
	},
});
