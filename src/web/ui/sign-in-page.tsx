import type { Page } from './layout.tsx';

interface SignInProps {
  page: Page;
  /** Where to go afterwards: a path of the console. */
  to: string;
  ways: { readonly oidc: boolean; readonly token: boolean };
  /** Whether a wrong token was just given. */
  failed: boolean;
}

/** The page where admins sign in. */
export function SignInPage({ page, to, ways, failed }: SignInProps) {
  const { text, basePath } = page;
  const provider = `${basePath}/admin/sign-in/oidc?to=${encodeURIComponent(to)}`;
  return (
    <>
      <h1>{text.signIn}</h1>
      {failed ? (
        <p role="alert" id="failed">
          {text.signInFailed}
        </p>
      ) : null}
      {ways.oidc ? (
        <p>
          <a href={provider}>{text.signInByProvider}</a>
        </p>
      ) : null}
      {ways.token ? (
        <form method="post" action={`${basePath}/${page.language}/admin/sign-in`}>
          <label for="token">{text.adminToken}</label>
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="off"
            required
            {...(failed ? { 'aria-describedby': 'failed' } : {})}
          />
          <input type="hidden" name="to" value={to} />
          <button type="submit">{text.signIn}</button>
        </form>
      ) : null}
      {ways.oidc || ways.token ? null : <p>{text.signInNoWay}</p>}
    </>
  );
}
