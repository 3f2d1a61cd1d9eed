package org.dialoguehub.email;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dialoguehub.mail.Headers;

/** The hubs that a mail has passed through, and whether this one is among them. */
final class Hops {
    /** The names of the hubs that a mail has passed, one field each. */
    static final String HEADER = "X-Dialogue-Hub";

    private static final Pattern HUB = Pattern.compile("[\\p{Graph}&&\\p{ASCII}]{1,255}");

    /** More than the setting of any hub allows a mail to have passed. */
    private static final int MOST_NAMED = 30;

    /** A Message-ID of a post of some hub: its token. */
    private static final Pattern TOKEN = Pattern.compile("[a-z2-7]{26}");

    private Hops() {}

    /** The hubs that a mail has passed through; of a list beyond belief only the beginning. */
    static Set<String> of(Headers headers) {
        return headers.all(HEADER).stream()
                .map(String::strip)
                .filter(hub -> HUB.matcher(hub).matches())
                .limit(MOST_NAMED)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a mail has been here before, or has been passed on too often. */
    static boolean isLoop(Headers headers, String id, EmailSettings settings, String hubName) {
        List<String> hops = headers.all(HEADER).stream().map(String::strip).toList();
        int at = id.lastIndexOf('@');
        // Without the header, which lists may drop, the id tells; with it, another hub in our domain is not us.
        boolean ours = hops.isEmpty()
                && at > 0
                && id.substring(at + 1).equalsIgnoreCase(settings.domain())
                && TOKEN.matcher(id.substring(0, at)).matches();
        return ours || hops.size() > settings.mostHops() || hops.contains(hubName);
    }
}
