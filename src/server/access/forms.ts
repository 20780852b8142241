import * as z from 'zod';

/** Twelve characters of any kind: length is what makes guessing long; rules about kinds only make people write it down. */
export const PASSWORD = { least: 12, most: 256 } as const;

const lengthOf = (text: string) => [...text].length;
/** One line without controls: a database holds no NUL, a letter's head no second line. */
const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, ' ').trim());
const email = line.pipe(z.string().toLowerCase().pipe(z.email().max(254)));
const newPassword = z
	.string()
	.refine((text) => lengthOf(text) >= PASSWORD.least, 'short')
	.refine((text) => lengthOf(text) <= PASSWORD.most, 'long');

/** Checked for being filled in only: what it must look like would tell a guesser something. */
export const SignInForm = z.object({
	email: line.pipe(z.string().toLowerCase().min(1).max(254)),
	password: z
		.string()
		.min(1)
		.max(PASSWORD.most * 4),
});

export const CodeForm = z.object({ code: line.pipe(z.string().min(1).max(40)) });

export const PasswordForm = z
	.object({ password: newPassword, again: z.string() })
	.refine(({ password, again }) => password === again, { path: ['again'], message: 'different' });

/** The first administrator. `agency` and `zone` are asked only where no government stands yet. */
export const SetUpForm = z
	.object({
		agency: line.pipe(z.string().min(2).max(120)).optional(),
		zone: z.string().max(40).optional(),
		name: line.pipe(z.string().min(2).max(120)),
		email,
		password: newPassword,
		again: z.string(),
		code: line.pipe(z.string().min(1).max(40)),
	})
	.refine(({ password, again }) => password === again, { path: ['again'], message: 'different' });
export type SetUp = z.infer<typeof SetUpForm>;

/** Somebody who was invited, or whose ways to sign in are made anew. */
export const LinkForm = z
	.object({
		password: newPassword,
		again: z.string(),
		code: line.pipe(z.string().min(1).max(40)),
	})
	.refine(({ password, again }) => password === again, { path: ['again'], message: 'different' });

/** Whom an administrator invites. */
export const InviteForm = z.object({ name: line.pipe(z.string().min(2).max(120)), email });

const bytes = z
	.string()
	.regex(/^[A-Za-z0-9_-]+$/)
	.max(20_000);
const common = { id: bytes.max(1400), rawId: bytes.max(1400), type: z.literal('public-key') };

/** What a browser answers to a request to sign in with a passkey (WebAuthn level 3, JSON form). */
export const PasskeyAnswer = z.object({
	...common,
	response: z.object({
		clientDataJSON: bytes,
		authenticatorData: bytes,
		signature: bytes,
		userHandle: bytes.optional(),
	}),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** What a browser answers to a request to make a passkey. */
export const NewPasskey = z.object({
	...common,
	response: z.object({
		clientDataJSON: bytes,
		attestationObject: bytes,
		transports: z
			.array(z.string().regex(/^[a-z-]{1,20}$/))
			.max(8)
			.default([]),
	}),
	name: line.pipe(z.string().max(60)).default(''),
});
export type NewPasskey = z.infer<typeof NewPasskey>;

/** The names of fields that are not as they should be, each once, with the first reason. */
export function faultsOf(error: z.ZodError): Readonly<Record<string, string>> {
	const faults: Record<string, string> = {};
	for (const { path, message, code } of error.issues) {
		const name = path.join('.');
		faults[name] ??= code === 'custom' ? message : 'missing';
	}
	return faults;
}
