import type { Directory, TermBook } from '../agency/directory.ts';
import type { Standing } from './queries.ts';

/** The book pinned on receipt. */
export function bookPinned(
	{ termBooks, agency }: Directory,
	{ termBookId }: Pick<Standing, 'termBookId'>,
): TermBook {
	const book = termBooks.find(({ id }) => id === termBookId);
	if (!book) throw new Error(`agency ${agency.key} lost a term book`);
	return book;
}
