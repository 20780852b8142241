import { expect, test } from 'vitest';
import { bufferMegabytes } from './postgres-cluster.ts';

test.each([
	['a small machine', 1024, 192],
	['the machine we ask for', 4096, 512],
	['a large one', 65_536, 2048],
])('the database keeps as much of itself in memory as %s can spare', (_, machine, buffers) => {
	expect(bufferMegabytes(machine)).toBe(buffers);
});
