import { z } from 'zod';

const column = z.string().min(1).max(200);
const columns = (name: typeof column) => z.array(name).min(1).max(8);

/** What each column of the foreign file is; a government's own list of words. */
export const mappingSchema = z.strictObject({
	columns: z.strictObject({ sourceId: column, body: columns(column) }),
});
export type Mapping = z.infer<typeof mappingSchema>;
