import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Tests of whole clusters, years, thousands: `npm run test:fast` leaves them to `npm test`. */
export const THOROUGH = [
	'src/server/access/visibility.test.ts',
	'src/server/safekeeping/restore.test.ts',
	'src/server/safekeeping/keys.test.ts',
	'src/server/safekeeping/second-place.test.ts',
	'src/server/import/commands.test.ts',
	'src/server/attachment/adapters/reencode.test.ts',
	'src/server/report/chain-commands.test.ts',
	'src/server/privacy/stolen.test.ts',
	'src/server/notification/year.test.ts',
	'src/server/demo/commands.test.ts',
	'scripts/deadline.test.ts',
	'scripts/import.test.ts',
];

/** The longest begin first, so that none is left alone at the end. */
class LongestFirst extends BaseSequencer {
	override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
		const sorted = await super.sort(files);
		const isLong = ({ moduleId }: (typeof sorted)[number]) => THOROUGH.some((name) => moduleId.endsWith(name));
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		globalSetup: ['tests/global-setup.ts'],
		include: ['src/**/*.test.ts', 'db/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 2,
		// A process runs one file after another; what is kept between two is forgotten by tests/database.ts.
		isolate: false,
		sequence: { sequencer: LongestFirst },
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
