import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		globalSetup: ['tests/global-setup.ts'],
		include: ['src/**/*.test.ts', 'db/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 2,
		// One process runs one file after another: what is kept between two is forgotten by tests/database.ts.
		isolate: false,
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
