import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';

/**
 * Our connections: PostgreSQL hears of a transaction together with its first statement. The way to the database and back
 * costs more than most of what is asked there.
 */
export class Connection extends pg.Client {
	#stage: Stage = 'none';
	/** Prepared on this connection by {@link askOnce}: their names by their texts. */
	readonly #made = new Map<string, string>();
	#makings = 0;

	override query(...asked: unknown[]): never {
		const stage = this.#stage;
		this.#stage = nextStage(stage, asked[0]);
		if (isUntold(stage, this.#stage)) return Promise.resolve(NOTHING_ASKED) as never;
		return (stage === 'begun' ? this.#beginning(asked) : this.#send(...asked)) as never;
	}

	/**
	 * A whole transaction in one way to the database and back: `first`, then the statement `text`, whose rows are answered.
	 * That one is prepared once per connection: for large ones whose text is always the same, where planning takes as long
	 * as answering. Values that come and go as a list are given as one array.
	 */
	async askOnce(first: string, text: string, values: readonly unknown[]): Promise<readonly unknown[]> {
		const known = this.#made.get(text);
		const name = known ?? `once_${++this.#makings}`;
		const prepare = known ? '' : `prepare ${name} as ${text};`;
		this.#made.set(text, name);
		try {
			// Several statements sent as one text are one transaction: it ends with them, whatever becomes of them.
			const whole = `${prepare}${first};execute ${name} (${values.map(literal).join()})`;
			return (await this.#lastOf(whole))?.rows ?? [];
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

/** Where a transaction stands: `begun` but not yet told. */
type Stage = 'none' | 'begun' | 'open';
const ENDS: ReadonlySet<unknown> = new Set(['commit', 'rollback']);

function nextStage(stage: Stage, statement: unknown): Stage {
	if (statement === 'begin') return 'begun';
	return stage === 'none' || ENDS.has(statement) ? 'none' : 'open';
}

/** Whether PostgreSQL hears nothing now: of what begins, and of the end of what it was never told. */
function isUntold(from: Stage, to: Stage): boolean {
	return to === 'begun' || (from === 'begun' && to === 'none');
}

const NOTHING_ASKED = { command: '', rowCount: null, rows: [] };

function literal(value: unknown): string {
	const text: unknown = prepareValue(value);
	return text === null ? 'null' : pg.escapeLiteral(String(text));
}
