/** A feed of reports; every text is a stranger's and is escaped. */
export type Feed = {
	readonly title: string;
	readonly link: string;
	readonly self: string;
	readonly description: string;
	readonly lang: string;
	readonly items: readonly {
		readonly title: string;
		readonly link: string;
		readonly text: string;
		readonly at: Date;
	}[];
};

/** RSS 2.0, as the RSS Advisory Board describes it. */
export function rssFeed({ title, link, self, description, lang, items }: Feed): string {
	const entries = items.map(
		(item) =>
			`<item><title>${xml(item.title)}</title><link>${xml(item.link)}</link><guid isPermaLink="true">${xml(item.link)}</guid><description>${xml(item.text)}</description><pubDate>${item.at.toUTCString()}</pubDate></item>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(title)}</title><link>${xml(link)}</link><description>${xml(description)}</description><language>${lang}</language><atom:link href="${xml(self)}" rel="self" type="application/rss+xml"/>
${entries.join('\n')}
</channel></rss>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};
// Control characters may not stand in XML at all, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is for
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function xml(text: string): string {
	return text.replace(UNFIT, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** One line of CSV; what a spreadsheet would run as a formula is made plain text (attack 44). */
export function csvLine(cells: readonly (string | number | null)[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = FORMULA.test(value) ? `'${value}` : value;
	return /[",;\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
