import { redirect } from '@sveltejs/kit';
import { mustProve } from '#server/access/session.ts';
import { proofPage } from '../akun/self.ts';
import { type Administrator, enter } from './enter.ts';
import type { RoomName } from './rooms.ts';

/** Whoever may be in `room`, with a fresh proof; others are asked for one first, before they fill anything in. */
export function enterProven(locals: App.Locals, room: RoomName, path: string): Administrator {
	const administrator = enter(locals, room);
	if (mustProve(administrator.staff, locals.now)) redirect(303, proofPage(path));
	return administrator;
}
