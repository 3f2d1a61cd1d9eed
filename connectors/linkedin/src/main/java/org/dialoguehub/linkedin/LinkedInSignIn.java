package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.Map;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthAccess;
import org.dialoguehub.toolkit.OAuthGrant;

/**
 * Signs a person in, by authorization code without a proof key. Access lasts 60 days; it can be renewed where LinkedIn gives a refresh token, as it does
 * to approved partners, for a year from the sign-in.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow">Authorization code flow</a>
 */
record LinkedInSignIn(OAuth oauth, LinkedInApi api, Host host) {
    URI page(SignIn signIn) {
        return oauth.page(signIn);
    }

    String finish(SignIn signIn, Map<String, String> answer) throws ConnectorException {
        OAuthGrant grant = oauth.exchange(host, signIn, answer);
        String name = name(grant).replaceAll("\\s+", " ");
        boolean member = api.organization().isEmpty();
        OAuthAccess.keep(host, member ? grant.noting(api.member(grant.access())) : grant);
        return "Signed in as " + (member ? "the member " : "an administrator of the Page ") + name
                + (grant.refresh().isPresent() ? "" : "; LinkedIn gave nothing to renew it with");
    }

    private String name(OAuthGrant grant) throws ConnectorException {
        try {
            return api.name(grant.access());
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Rejected no
                    ? new ConnectorException(new Failure.Rejected("Whoever signed in may not speak for this Page: " + no.reason()), failed)
                    : failed;
        }
    }
}
