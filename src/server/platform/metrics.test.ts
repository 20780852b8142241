import { describe, expect, it } from 'vitest';
import { routeClass, showsToken, startMetrics } from './metrics.ts';

describe('the figures of a process', () => {
	it.each([
		['/', 'home'],
		['/lapor/5?/kirim', 'form'],
		['/l/MSR-26-4F7K9', 'report'],
		['/kelola/kesehatan?x=1', 'admin'],
		['/constructor', 'other'],
		['/laporan.csv', 'other'],
	])('%s is of the class %s', (url, kind) => expect(routeClass(url)).toBe(kind));

	it('tell how many, how long and what is asked for, and never an address', async () => {
		const metrics = startMetrics();
		metrics.observe({ url: '/l/MSR-26-4F7K9?t=rahasia', status: 200, seconds: 0.02 });
		const text = await metrics.text({ queue_age_seconds: 7 });

		expect(text).toContain('tuntas_requests_total{class="report",status="200"} 1');
		expect(text).toContain('tuntas_request_seconds_bucket{le="0.025",class="report"} 1');
		expect(text).toContain('tuntas_queue_age_seconds 7');
		expect(text).toMatch(/tuntas_resident_bytes \d+/);
		expect(text).not.toMatch(/MSR|rahasia/);
	});

	it('are shown to the token only, and to nobody where none is set', () => {
		expect(showsToken('Bearer sangat-rahasia-sekali', 'sangat-rahasia-sekali')).toBe(true);
		expect(showsToken('Bearer sangat-rahasia-sekal', 'sangat-rahasia-sekali')).toBe(false);
		expect(showsToken(undefined, 'sangat-rahasia-sekali')).toBe(false);
		expect(showsToken('Bearer ', undefined)).toBe(false);
		expect(showsToken('Bearer undefined', undefined)).toBe(false);
	});
});
