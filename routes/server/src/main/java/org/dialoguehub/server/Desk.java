package org.dialoguehub.server;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Operations;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.hub.Surroundings;

/** Where channels are signed in and tried: in the hub that runs on the data folder, or on that folder itself, which only one process can open. */
interface Desk extends AutoCloseable {
    /** The page on which a person agrees. */
    URI page(String channel, SignIn signIn);

    /** One line about who is signed in now. */
    String signIn(String channel, SignIn signIn, Map<String, String> answer);

    /** One line about what was seen; what is wrong is a {@link CommandException}. */
    String check(String channel);

    @Override
    void close();

    /** The desk for these settings. */
    static Desk of(ServerSettings settings, Surroundings surroundings) {
        return Running.find(settings.data()).<Desk>map(Counter::new).orElseGet(() -> new Backroom(Standalone.idle(settings, surroundings)));
    }

    /** In the hub that runs. */
    record Counter(Running running) implements Desk {
        @Override
        public URI page(String channel, SignIn signIn) {
            return URI.create(running.post(path(channel, "page"), form(signIn)));
        }

        @Override
        public String signIn(String channel, SignIn signIn, Map<String, String> answer) {
            var form = form(signIn);
            answer.forEach((name, value) -> form.put("answer." + name, value));
            return running.post(path(channel, "sign-in"), form);
        }

        @Override
        public String check(String channel) {
            return running.post(path(channel, "check"), Map.of());
        }

        @Override
        public void close() {}

        private static Map<String, String> form(SignIn signIn) {
            var form = new LinkedHashMap<String, String>();
            form.put("redirect", signIn.redirect().toString());
            form.put("seed", signIn.seed().reveal());
            return form;
        }

        private static String path(String channel, String what) {
            return "/admin/channels/" + Running.encoded(channel).replace("+", "%20") + "/" + what;
        }
    }

    /** On the data folder, with a hub that does not start. */
    record Backroom(Standalone.Idle hub) implements Desk {
        private static final Principal OPERATOR = new Principal.Administrator("operator");

        @Override
        public URI page(String channel, SignIn signIn) {
            return told(operations -> operations.signInPage(OPERATOR, channel, signIn));
        }

        @Override
        public String signIn(String channel, SignIn signIn, Map<String, String> answer) {
            return told(operations -> operations.signIn(OPERATOR, channel, signIn, answer));
        }

        @Override
        public String check(String channel) {
            return told(operations -> operations.check(OPERATOR, channel));
        }

        @Override
        public void close() {
            hub.close();
        }

        private <T> T told(Asked<T> asked) {
            try {
                return asked.of(hub.hub().engine().operations());
            } catch (ConnectorException failed) {
                throw new CommandException(failed.failure().reason());
            } catch (IllegalArgumentException wrong) {
                throw new CommandException(String.valueOf(wrong.getMessage()));
            }
        }

        @FunctionalInterface
        private interface Asked<T> {
            T of(Operations operations) throws ConnectorException;
        }
    }
}
