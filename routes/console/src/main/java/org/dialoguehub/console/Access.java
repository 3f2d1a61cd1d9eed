package org.dialoguehub.console;

import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dialoguehub.engine.Principal;

/** Who may look. Pages show what was said among few, so nobody is let in without a reason. */
public final class Access {
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final Duration LENGTH = Duration.ofHours(12);
    private static final String COOKIE = "hub-console";

    private final Function<Context, Optional<Principal>> visitor;
    private final Function<String, Optional<String>> pass;
    private final boolean signsIn;

    private Access(Function<Context, Optional<Principal>> visitor, Function<String, Optional<String>> pass, boolean signsIn) {
        this.visitor = visitor;
        this.pass = pass;
        this.signsIn = signsIn;
    }

    /** Whoever knows the key; having shown it once, they are known by a cookie for 12 hours, which another key makes void. */
    public static Access byKey(String key, InstantSource clock) {
        return new Access(
                context -> Optional.ofNullable(context.cookie(COOKIE)).filter(value -> isValid(value, key, clock.instant()))
                        .map(yes -> KEEPER),
                shown -> same(shown.strip(), key) ? Optional.of(made(clock.instant().plus(LENGTH), key)) : Optional.empty(),
                true);
    }

    /**
     * Whoever uses this machine: for a hub that listens to this machine alone, and has nothing to hide from its users. Requests under another host name are
     * refused, since a page from elsewhere may have given that name this address.
     */
    public static Access onThisMachine() {
        return new Access(
                context -> isThisMachine(context) ? Optional.of(KEEPER) : Optional.empty(), shown -> Optional.empty(), false);
    }

    Optional<Principal> visitor(Context context) {
        return visitor.apply(context);
    }

    /** Whether people can sign in and out here. */
    boolean signsIn() {
        return signsIn;
    }

    /** Lets in who shows the key; false if it is the wrong one. */
    boolean signIn(Context context, String shown) {
        Optional<String> cookie = isOwnForm(context) ? pass.apply(shown) : Optional.empty();
        cookie.ifPresent(value -> set(context, value, LENGTH));
        return cookie.isPresent();
    }

    void signOut(Context context) {
        set(context, "", Duration.ZERO);
    }

    private static void set(Context context, String value, Duration life) {
        context.header(
                "Set-Cookie",
                COOKIE + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                        + (context.scheme().equals("https") ? "; Secure" : ""));
    }

    /** Whether a form was sent from a page of ours; browsers tell (Fetch, 3.2), and other programs have no user to betray. */
    private static boolean isOwnForm(Context context) {
        return Optional.ofNullable(context.header("Origin"))
                .map(origin -> origin.endsWith("://" + context.host()))
                .orElse(true);
    }

    private static String made(Instant until, String key) {
        String time = Long.toString(until.getEpochSecond());
        return time + "." + seal(time, key);
    }

    private static boolean isValid(String cookie, String key, Instant now) {
        int dot = cookie.indexOf('.');
        return dot > 0
                && same(cookie.substring(dot + 1), seal(cookie.substring(0, dot), key))
                && Long.parseLong(cookie, 0, dot, 10) > now.getEpochSecond();
    }

    private static String seal(String time, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("console until " + time).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    /** Takes the same time for every wrong one. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isThisMachine(Context context) {
        String host = Optional.ofNullable(URI.create("http://" + context.host()).getHost()).orElse("");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
