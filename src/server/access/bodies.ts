import type { AgencyId } from './policy.ts';
import type { Post } from './posts.ts';

/** A body that looks at governments from outside, or runs the installation: no government gives its people their role. */
export type Body = {
	readonly id: AgencyId;
	readonly key: string;
	readonly name: string;
	/** It runs the installation. */
	readonly operates: boolean;
	/** Some government names it as its Ombudsman. */
	readonly examines: boolean;
	readonly people: number;
	/** How many of them letters of the system find today. */
	readonly readers: number;
};

/** What people of the body are here as such; what they are in a government of their own is given there. */
export function roleAt({ operates, examines }: Pick<Body, 'operates' | 'examines'>): Post['role'] {
	if (operates) return 'system_admin';
	return examines ? 'ombudsman' : 'overseer';
}

/** The post of somebody who works for the body, from now on and without a limit. */
export function postAt(body: Pick<Body, 'operates' | 'examines'>): Post {
	const everywhere = { unitId: null, regionCode: null, acting: false };
	return { ...everywhere, role: roleAt(body), validFrom: null, validUntil: null };
}

/** Whether letters to the body find somebody; those who only look on are not written to. */
export function lettersTo(body: Pick<Body, 'operates' | 'examines' | 'readers'>): 'read' | 'unread' | 'none' {
	if (!body.operates && !body.examines) return 'none';
	return body.readers > 0 ? 'read' : 'unread';
}
