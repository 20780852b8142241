import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';

/**
 * Begins what a transaction says first when one statement is all that follows. That one is prepared once per connection:
 * for large ones whose text is always the same, where planning takes as long as answering. Values that come and go as a
 * list are given as one array.
 */
export const ONCE = '/* once */';

/**
 * Our connections: PostgreSQL hears of a transaction together with its first statement, of one marked {@link ONCE} at
 * once. The way to the database and back costs more than most of what is asked there.
 */
export class Connection extends pg.Client {
	#stage: Stage = 'none';
	/** What the one statement that is to come shall be preceded by. */
	#first = '';
	/** Prepared on this connection for transactions of one statement: their names by their texts. */
	readonly #made = new Map<string, string>();
	#makings = 0;

	override query(...[statement, values, ...rest]: unknown[]): never {
		const stage = this.#stage;
		this.#stage = nextStage(stage, statement);
		if (stage === 'announced' && this.#stage === 'over')
			return this.#once(String(statement), values as readonly unknown[]) as never;
		if (this.#stage === 'announced') this.#first = String(statement);
		if (isUntold(stage, this.#stage)) return Promise.resolve(NOTHING_ASKED) as never;
		const asked = [statement, values, ...rest] as const;
		return (stage === 'begun' ? this.#beginning(asked) : this.#send(...asked)) as never;
	}

	/** Several statements sent as one text are one transaction: it ends with them, whatever becomes of them. */
	async #once(text: string, values: readonly unknown[]): Promise<pg.QueryResult | undefined> {
		const known = this.#made.get(text);
		const name = known ?? `once_${++this.#makings}`;
		const prepare = known ? '' : `prepare ${name} as ${text};`;
		this.#made.set(text, name);
		try {
			return await this.#lastOf(`${prepare}${this.#first};execute ${name} (${values.map(literal).join()})`);
		} catch (fault) {
			this.#made.delete(text); // nobody knows whether it was prepared; the next one gets another name
			throw fault;
		}
	}

	#beginning([statement, values, ...rest]: readonly unknown[]): unknown {
		const isAlone = typeof statement === 'string' && !(Array.isArray(values) && values.length > 0);
		if (isAlone) return this.#lastOf(`begin; ${statement}`);
		void (this.#send('begin') as Promise<unknown>).catch(() => undefined); // the statement fails with it
		return this.#send(statement, values, ...rest);
	}

	#lastOf(text: string): Promise<pg.QueryResult | undefined> {
		return (this.#send(text) as Promise<pg.QueryResult[]>).then((answers) => answers.at(-1));
	}

	#send(...words: readonly unknown[]): unknown {
		return Reflect.apply(super.query, this, words);
	}
}

/** Where a transaction stands: `begun` but not yet told, `announced` as one of one statement, which is `over` then. */
type Stage = 'none' | 'begun' | 'open' | 'announced' | 'over';
const ENDS: ReadonlySet<unknown> = new Set(['commit', 'rollback']);

function nextStage(stage: Stage, statement: unknown): Stage {
	if (statement === 'begin') return 'begun';
	if (stage === 'none' || ENDS.has(statement)) return 'none';
	if (stage === 'begun' && String(statement).startsWith(ONCE)) return 'announced';
	if (stage === 'over') throw new Error('a transaction of one statement was given a second');
	return stage === 'announced' ? 'over' : 'open';
}

/** Whether PostgreSQL hears nothing now: of what begins, and of the end of what it was never told or what ended itself. */
function isUntold(from: Stage, to: Stage): boolean {
	return to === 'begun' || to === 'announced' || (to === 'none' && from !== 'none' && from !== 'open');
}

const NOTHING_ASKED = { command: '', rowCount: null, rows: [] };

function literal(value: unknown): string {
	const text: unknown = prepareValue(value);
	return text === null ? 'null' : pg.escapeLiteral(String(text));
}
