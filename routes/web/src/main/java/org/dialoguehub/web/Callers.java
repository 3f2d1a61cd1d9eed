package org.dialoguehub.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.dialoguehub.engine.Doors;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;

/** Who calls: known by a key, which they show as a bearer token (RFC 6750). */
record Callers(AdminKey key, Doors doors) {
    private static final String CALLER = "hub-caller";
    private static final String BEARER = "Bearer ";
    private static final Principal OPERATOR = new Principal.Keeper("operator");

    /** Lets those in who are known. */
    void known(Context context) {
        String shown = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (doors.patience().isOver(context.ip(), shown)) {
            context.status(429).header("Retry-After", "60").result("Too many wrong keys came from here; come again in a minute\n");
            context.skipRemainingHandlers();
            return;
        }
        Optional<Principal> caller = caller(shown);
        if (!shown.isEmpty()) {
            doors.patience().saw(context.ip(), shown, caller.isPresent());
        }
        if (caller.isEmpty()) {
            context.status(401).header("WWW-Authenticate", "Bearer");
            context.result("Send a key as 'Authorization: Bearer KEY': one of 'hub key add', or that in 'admin.key' in the data folder\n");
            context.skipRemainingHandlers();
        } else {
            context.attribute(CALLER, caller.get());
        }
    }

    /** Lets those in who run the hub. */
    void operators(Context context) {
        known(context);
        Principal caller = context.attribute(CALLER);
        if (caller != null) {
            caller.must(Right.OPERATE, "run the hub");
        }
    }

    private Optional<Principal> caller(String authorization) {
        if (key.opens(authorization)) {
            return Optional.of(OPERATOR);
        }
        return authorization.startsWith(BEARER)
                ? doors.who(authorization.substring(BEARER.length()).strip()).map(Principal.class::cast)
                : Optional.empty();
    }

    /** Who calls, of those who were let in. */
    static Principal of(Context context) {
        Principal caller = context.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("Nobody asked who calls " + context.path());
        }
        return caller;
    }
}
