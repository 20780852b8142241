/** The JSON a script of ours sent; undefined for every other kind of body, which a foreign form could send. */
export async function bodyOf(request: Request): Promise<unknown> {
	const isJson = /^application\/json\b/.test(request.headers.get('content-type') ?? '');
	return isJson ? request.json().catch(() => undefined) : undefined;
}
