import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { announcementOf, typedAnnouncement } from '#server/agency/announcement.ts';
import { dropAnnouncement, saveAnnouncement } from '#server/agency/settings-commands.ts';
import { seenBy } from '#server/platform/db.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { enter } from '../enter.ts';
import { fieldsOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FIELDS = {
	...{ id: 60, key: 60, kind: 20, title: 161, body: 2001, titleEn: 160, bodyEn: 2000 },
	...{ fromDay: 10, fromTime: 5, untilDay: 10, untilTime: 5 },
} as const;

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'announcements');
	const { announcements, calendar } = locals.directory;
	const asked = announcements.find(({ id }) => id === url.searchParams.get('ubah'));
	return {
		announcements: announcements.map((one) => ({ ...one, isShown: one.from <= locals.now })),
		first: { ...typedAnnouncement(asked, calendar), id: asked?.id ?? '', key: randomUUID() as string },
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'announcements');
		const { directory, services, now } = locals;
		const typed = fieldsOf(await request.formData(), FIELDS);
		const announcement = announcementOf(typed, { calendar: directory.calendar, now });
		if (!announcement.ok) return fail(422, { typed, faults: announcement.refusal });
		const saved = await seenBy(viewer, services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'announcement' }, () =>
				saveAnnouncement(tx, { id: typed.id || null, thing: announcement.value }, { by, at: now }),
			),
		);
		if (!saved.ok) notThere(locals);
		redirect(303, '/kelola/pengumuman?selesai=ya');
	},

	hapus: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'announcements');
		const { id } = fieldsOf(await request.formData(), FIELDS);
		const dropped = await seenBy(viewer, locals.services.db, (tx) =>
			dropAnnouncement(tx, id, { by, at: locals.now }),
		);
		if (!dropped.ok) notThere(locals);
		redirect(303, '/kelola/pengumuman?selesai=ya');
	},
};
