import { defineConfig } from 'vitest/config';

/** Journeys in a real browser against the whole system, started as `npm start` starts it. */
export default defineConfig({
	test: {
		globalSetup: ['tests/e2e/system.ts'],
		include: ['tests/e2e/**/*.e2e.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 1,
		testTimeout: 180_000,
		hookTimeout: 240_000,
	},
});
