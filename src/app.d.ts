import type { ReportId } from '#server/access/policy.ts';
import type { Staff } from '#server/access/session.ts';
import type { Announcement } from '#server/agency/announcement.ts';
import type { Directory } from '#server/agency/directory.ts';
import type { Zone } from '#server/deadline/calendar.ts';
import type { Services } from '#server/services.ts';
import type { Lang } from '#text/words.ts';

declare global {
	namespace App {
		interface Locals {
			/** What pages reach the world through; made once at start. */
			services: Services;
			/** The government that answers at this host. */
			directory: Directory;
			lang: Lang;
			/** The instant of this request; nobody asks for another. */
			now: Date;
			/** The signed-in member of staff in their present role; null for visitors. */
			staff: Staff | null;
			/** Reports whose receipt this browser has shown lately. */
			receipts: readonly HeldReceipt[];
			/** Where the request comes from, for throttling only: an address, never stored as it is. */
			client: string;
			/** Codes of reports this request changed, so that kept pages are made anew. */
			touched: Set<string>;
		}
		interface Error {
			message: string;
			/** What the citizen can read to the help desk. */
			incident?: string;
		}
		interface PageData {
			frame: Frame;
		}
	}
}

export type HeldReceipt = { readonly id: ReportId; readonly code: string };

export type Frame = {
	readonly lang: Lang;
	readonly government: string;
	readonly demo: boolean;
	readonly desk: boolean;
	readonly person: string | null;
	/** Whether a room of the administration is open to the person here. */
	readonly administers: boolean;
	/** Whether the person takes reports in for others. */
	readonly takesIn: boolean;
	readonly path: string;
	readonly zone: Zone;
	/** Of this government's tracking codes. */
	readonly prefix: string;
	readonly emergencyPhone: string | null;
	/** What is announced on every page now. */
	readonly maintenance: readonly Announcement[];
	/** Printed above a report; null on other pages and where there is none. */
	readonly letterhead: {
		readonly lines: readonly string[];
		readonly logo: Directory['agency']['logo'];
	} | null;
};
