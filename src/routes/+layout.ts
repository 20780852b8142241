/** Every page is HTML from the server. Nothing is hydrated: a form post does what a script would. */
export const csr = false;
