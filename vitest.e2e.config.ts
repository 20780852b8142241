import { defineConfig } from 'vitest/config';

/** Journeys in a real browser against the whole system, started as `npm start` starts it; in any order. */
export default defineConfig({
	test: {
		globalSetup: ['tests/e2e/system.ts'],
		include: ['tests/e2e/**/*.e2e.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 1,
		isolate: false,
		// A browser may stumble on a busy machine; the report names what needed a second try.
		retry: 1,
		testTimeout: 120_000,
		hookTimeout: 240_000,
	},
});
