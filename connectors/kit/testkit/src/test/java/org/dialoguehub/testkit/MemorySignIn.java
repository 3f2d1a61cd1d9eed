package org.dialoguehub.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.settings.Secret;

/** Signing in to a network within the process, with a flaw. */
record MemorySignIn(Flaw flaw) {
    static final Credential CREDENTIAL = new Credential(new Secret("signed in"), Optional.empty());

    URI page(SignIn signIn) {
        return URI.create("https://memory.example.org/page?state=" + state(signIn));
    }

    static Map<String, String> answer(URI page, boolean yes) {
        String state = page.getQuery().substring("state=".length());
        return yes ? Map.of("code", "1", "state", state) : Map.of("error", "access_denied", "state", state);
    }

    String finish(Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        boolean ours = state(signIn).equals(answer.get("state"));
        if (!ours && flaw != Flaw.SIGNS_IN_FORGERS) {
            throw new ConnectorException(new Failure.Rejected("That belongs to another attempt"));
        }
        if (!answer.containsKey("code") && flaw != Flaw.KEEPS_WHAT_WAS_DENIED) {
            throw new ConnectorException(new Failure.Rejected("The person said no"));
        }
        host.credentials().replace(host.credentials().read(), CREDENTIAL);
        return "Signed in";
    }

    private String state(SignIn signIn) {
        String seed = signIn.seed().reveal().replace(' ', '-');
        return flaw == Flaw.TELLS_THE_SEED ? seed : Integer.toHexString(seed.hashCode());
    }
}
