import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AgencyId } from '#server/access/policy.ts';
import { ROLES, type Role } from '#server/access/roles.ts';
import { entersAny, mayEnter, ROOMS, roomsOf } from './rooms.ts';

const here = 1 as AgencyId;
const there = 2 as AgencyId;

describe('the rooms of the administration', () => {
	it('are guarded one by one: every load and every action asks who enters', () => {
		const files = globSync('src/routes/kelola/**/+{page.server,server}.ts');

		const unguarded = files.filter((file) => !/\benter(Proven)?\(locals, '/.test(readFileSync(file, 'utf8')));
		expect(files.length).toBeGreaterThan(0);
		expect(unguarded).toEqual([]);
	});

	it('stand below the address that the hook keeps for people who signed in', () => {
		expect(Object.values(ROOMS).filter(({ href }) => !href.startsWith('/kelola/'))).toEqual([]);
	});

	it('are all open to the system administrator, and none to somebody who only works on reports', () => {
		expect(roomsOf('system_admin')).toEqual(Object.keys(ROOMS));
		expect(roomsOf('liaison')).toEqual([]);
		expect(mayEnter('reporter', 'log')).toBe(false);
	});

	it('are those of one government: its own people, and whoever runs the installation', () => {
		const admin = { role: 'system_admin', agencyId: here, operates: false } as const;

		expect(entersAny(admin, here)).toBe(true);
		expect(entersAny(admin, there)).toBe(false);
		expect(entersAny({ ...admin, operates: true }, there)).toBe(true);
		const others = (Object.keys(ROLES) as Role[]).filter((role) => roomsOf(role).length === 0);
		expect(others.some((role) => entersAny({ ...admin, role }, here))).toBe(false);
	});
});
