import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability, type Reach, ROLES, type Role } from './roles.ts';
import { PUBLIC_SEES, SECRECIES, SIGHTS, THINGS, type Thing, VISIBILITY } from './visibility.ts';

const CAPABILITY_NAMES = Object.keys(CAPABILITIES) as Capability[];

/**
 * Who may do and see what, as a page to read. A change of rights changes a line of it, and somebody has to accept it:
 * `npx vitest run -u src/server/access/matrix`, then look at the difference.
 */
function matrix(): string {
	return `# Who may do and see what

Written by \`matrix.test.ts\` from \`roles.ts\` and \`visibility.ts\`; a change of rights changes a line here.

## What a role may do

\`own\`: the report whose receipt they hold. \`unit\`: reports their unit verifies, or has to do. \`agency\`: reports of their
government. \`all\`: every report. Never a report about their own unit, whatever the reach.

${table(['role', ...CAPABILITY_NAMES], (Object.keys(ROLES) as Role[]).map(doing))}

## What a viewer may see

Within their scope; ${Object.entries(SIGHTS)
		.filter(([sight]) => sight !== 'always')
		.map(([sight, meaning]) => `\`${sight}\`: ${meaning}`)
		.join('. ')}.

${table(
	['viewer', 'roles', 'scope', ...SECRECIES],
	Object.keys(VISIBILITY).map((viewer) => seeing(viewer as keyof typeof VISIBILITY)),
)}

## What anybody may see

${table(SECRECIES, [SECRECIES.map((secrecy) => PUBLIC_SEES[secrecy].join(', ') || '-')])}
`;
}

function doing(role: Role): string[] {
	const rights: Partial<Record<Capability, Reach>> = ROLES[role];
	return [role, ...CAPABILITY_NAMES.map((capability) => rights[capability] ?? '-')];
}

function seeing(viewer: keyof typeof VISIBILITY): string[] {
	const { roles, scope, ...seen } = VISIBILITY[viewer];
	const cell = (sights: Partial<Record<Thing, string>>) =>
		THINGS.flatMap((thing) => {
			const sight = sights[thing];
			if (!sight) return [];
			return [sight === 'always' ? thing : `${thing} (${sight})`];
		}).join(', ') || '-';
	return [viewer, roles.join(', '), scope, ...SECRECIES.map((secrecy) => cell(seen[secrecy]))];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

describe('who may do and see what', () => {
	it('is what was read and accepted', async () => {
		await expect(matrix()).toMatchFileSnapshot('./matrix.md');
	});

	it('gives the system administrator no report, and nobody a capability nobody asks for', () => {
		expect(ROLES.system_admin).toEqual({});
		expect(Object.values(VISIBILITY).flatMap(({ roles }) => roles as readonly string[])).not.toContain(
			'system_admin',
		);
		for (const capability of CAPABILITY_NAMES)
			expect(Object.values(ROLES).some((rights) => capability in rights)).toBe(true);
	});

	it('shows the name of an anonymous or confidential reporter to nobody but themselves and, with consent, the Ombudsman', () => {
		const named = Object.entries(VISIBILITY).flatMap(([viewer, seen]) =>
			(['anonymous', 'confidential', 'supervisory'] as const).flatMap((secrecy) =>
				'name' in seen[secrecy] ? [`${viewer} ${(seen[secrecy] as { name: string }).name}`] : [],
			),
		);

		expect([...new Set(named)]).toEqual(['reporter always', 'ombudsman with_consent', 'system always']);
	});
});
