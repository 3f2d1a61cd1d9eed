package org.dialoguehub.connector;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.text.TextRules;

/**
 * What is true of a network before anyone signs in.
 *
 * @param name how settings name it: lower case, kebab-case, such as {@code email}
 * @param title how people name it
 * @param settings what a user may set, in the order to show
 * @param capabilities what its sessions implement; what is not here is not offered
 * @param settling how an uncertain post is looked for
 * @param visibleAfter how long after a post was accepted a look may still miss it
 * @param parallel how many requests of one session may be under way at once, 1 or more
 * @param text what the network can show, and how it counts
 * @param prices the most that a use of a capability can cost, all in one currency; what is not there costs nothing. Of RECEIVE: what asking once can cost
 * @param images which pictures it takes; empty if it takes any, or shows none
 */
public record ConnectorSpec(
        String name,
        String title,
        List<Setting<?>> settings,
        Set<Capability> capabilities,
        Settling settling,
        Duration visibleAfter,
        int parallel,
        TextRules text,
        Map<Capability, Money> prices,
        Optional<ImageRules> images) {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ConnectorSpec {
        settings = List.copyOf(settings);
        capabilities = Set.copyOf(capabilities);
        prices = Map.copyOf(prices);
        if (!KEBAB_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException("The connector name '" + name + "' is not in kebab-case");
        }
        if (parallel < 1) {
            throw new IllegalArgumentException("'parallel' of " + name + " is " + parallel + "; at least 1 is needed");
        }
        if (settling != Settling.NONE && !capabilities.contains(Capability.FIND)) {
            throw new IllegalArgumentException(name + " settles " + settling + " but does not declare FIND");
        }
        if (!capabilities.containsAll(prices.keySet())) {
            throw new IllegalArgumentException(name + " has prices for what it does not declare: " + prices.keySet());
        }
        if (prices.values().stream().map(Money::currency).distinct().count() > 1) {
            throw new IllegalArgumentException("The prices of " + name + " are in several currencies");
        }
    }

    /** Of a network that takes no money. */
    public ConnectorSpec(
            String name,
            String title,
            List<Setting<?>> settings,
            Set<Capability> capabilities,
            Settling settling,
            Duration visibleAfter,
            int parallel,
            TextRules text) {
        this(name, title, settings, capabilities, settling, visibleAfter, parallel, text, Map.of(), Optional.empty());
    }

    /** The same with prices. */
    public ConnectorSpec costing(Map<Capability, Money> value) {
        return new ConnectorSpec(name, title, settings, capabilities, settling, visibleAfter, parallel, text, value, images);
    }

    /** The same with rules for pictures. */
    public ConnectorSpec showing(ImageRules value) {
        return new ConnectorSpec(
                name, title, settings, capabilities, settling, visibleAfter, parallel, text, prices, Optional.of(value));
    }

    /** The currency of the prices; empty if the network takes no money. */
    public Optional<Currency> currency() {
        return prices.values().stream().map(Money::currency).findFirst();
    }

    /** How the hub finds out what became of a post whose answer was lost. */
    public enum Settling {
        /** The network, or the record we left there, knows the key that was fixed before the request. */
        BY_KEY,
        /** By reading what was posted since, and comparing. */
        BY_READING,
        /** Not at all: a person must look, or has said beforehand what to do then. */
        NONE
    }
}
