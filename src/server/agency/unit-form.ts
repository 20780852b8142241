import * as z from 'zod';
import type { UnitId } from '../access/policy.ts';
import { idIn } from '../platform/id.ts';

const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, ' ').trim());
const name = line.pipe(z.string().min(3).max(120));
const shortName = line.pipe(z.string().min(2).max(40));

/** What an administrator types about an office; which office it may be, the rules look at. */
export const NewUnitForm = z.object({
	name,
	shortName,
	kind: z.string().max(40),
	parent: z.string().transform((text) => idIn<UnitId>(text)),
});
const from = z.iso.date();
export const RenameForm = z.object({ name, shortName, from });
/** Any other change of an office: the day it is in force. */
export const DayForm = z.object({ from });
