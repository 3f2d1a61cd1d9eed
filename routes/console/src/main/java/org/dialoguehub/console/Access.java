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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dialoguehub.engine.Doors;
import org.dialoguehub.engine.Patience;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Principal.Colleague;

/** Who may look. Pages show what was said among few, so nobody is let in without a reason. */
public final class Access {
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final Duration LENGTH = Duration.ofHours(12);
    private static final String COOKIE = "hub-console";

    private final Function<Context, Optional<Principal>> visitor;
    private final BiFunction<Context, String, Optional<String>> pass;
    private final UnaryOperator<String> token;
    private final boolean signsIn;

    private Access(
            Function<Context, Optional<Principal>> visitor, BiFunction<Context, String, Optional<String>> pass, UnaryOperator<String> token,
            boolean signsIn) {
        this.visitor = visitor;
        this.pass = pass;
        this.token = token;
        this.signsIn = signsIn;
    }

    /**
     * Whoever knows the hub's own key, or has a key of their own; having shown it once, they are known by a cookie for 12 hours, which another key of the hub
     * makes void, and the end of theirs.
     */
    public static Access byKeys(String key, Doors doors, InstantSource clock) {
        return byKey(key, clock, doors::ticket, doors::holder, doors.patience());
    }

    /** Whoever knows the key; having shown it once, they are known by a cookie for 12 hours, which another key makes void. */
    public static Access byKey(String key, InstantSource clock) {
        return byKey(key, clock, shown -> Optional.empty(), ticket -> Optional.empty(), new Patience(clock));
    }

    private static Access byKey(
            String key, InstantSource clock, Function<String, Optional<String>> ticket, Function<String, Optional<Colleague>> holder,
            Patience patience) {
        BiFunction<Context, String, Optional<String>> pass = (context, shown) -> {
            if (patience.isOver(context.ip(), shown)) {
                return Optional.empty();
            }
            String until = Long.toString(clock.instant().plus(LENGTH).getEpochSecond());
            Optional<String> opened = same(shown, key)
                    ? Optional.of(until)
                    : ticket.apply(shown).filter(one -> holder.apply(one).isPresent()).map(one -> until + "." + one);
            patience.saw(context.ip(), shown, opened.isPresent());
            return opened.map(what -> what + "." + seal("console until " + what, key));
        };
        return new Access(
                context -> Optional.ofNullable(context.cookie(COOKIE)).flatMap(value -> opened(value, key, clock.instant()))
                        .flatMap(one -> one.isEmpty() ? Optional.of(KEEPER) : holder.apply(one).map(Principal.class::cast)),
                pass,
                cookie -> seal("forms of " + cookie, key),
                true);
    }

    /**
     * Whoever uses this machine: for a hub that listens to this machine alone, and has nothing to hide from its users. Requests under another host name are
     * refused, since a page from elsewhere may have given that name this address.
     */
    public static Access onThisMachine() {
        return new Access(
                context -> isThisMachine(context) ? Optional.of(KEEPER) : Optional.empty(), (context, shown) -> Optional.empty(),
                cookie -> "here", false);
    }

    /** What a form of ours holds, so that it cannot come from elsewhere. */
    String token(Context context) {
        return token.apply(Optional.ofNullable(context.cookie(COOKIE)).orElse(""));
    }

    /** Whether a form was sent from a page of ours that this visitor got. */
    boolean isOurs(Context context) {
        return isOwnForm(context) && same(Optional.ofNullable(context.formParam("token")).orElse(""), token(context));
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
        Optional<String> cookie = isOwnForm(context) ? pass.apply(context, shown.strip()) : Optional.empty();
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

    /** Of a cookie of ours that is not too old, the ticket of a key; empty for the hub's own. */
    private static Optional<String> opened(String cookie, String key, Instant now) {
        int end = cookie.lastIndexOf('.');
        if (end < 1 || !same(cookie.substring(end + 1), seal("console until " + cookie.substring(0, end), key))) {
            return Optional.empty();
        }
        String[] opened = cookie.substring(0, end).split("\\.", 2);
        return Long.parseLong(opened[0]) > now.getEpochSecond() ? Optional.of(opened.length > 1 ? opened[1] : "") : Optional.empty();
    }

    private static String seal(String what, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
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
