package org.dialoguehub.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dialoguehub.model.ChannelId;

/** The channels of this life of the hub. */
final class Outlets {
    private final Map<String, Outlet> byName = new LinkedHashMap<>();

    Outlets(Collection<Outlet> outlets) {
        for (Outlet outlet : outlets) {
            if (byName.put(outlet.name(), outlet) != null) {
                throw new IllegalArgumentException("There are two channels called '" + outlet.name() + "'");
            }
        }
    }

    /** Gives every channel its lasting id, which it keeps through restarts and renames. */
    static Outlets of(
            List<ChannelSetup> setups, Store store, Tokens tokens, Duration requestLimit, Keyring keyring, String hubName) {
        Map<String, Holdings> holdings = new HashMap<>();
        return new Outlets(setups.stream()
                .map(setup -> {
                    ChannelId id = store.write(transaction -> identity(setup, transaction.channels(), tokens));
                    var credentials = new KeptCredentials(store, keyring, id, setup.name());
                    Purse purse = purse(id, setup, store, tokens, holdings);
                    return new Outlet(id, setup, tokens.clock(), store.staging(), requestLimit, credentials, purse, hubName);
                })
                .toList());
    }

    /** Channels of one account have one holder of what it is granted. */
    private static Purse purse(ChannelId id, ChannelSetup setup, Store store, Tokens tokens, Map<String, Holdings> holdings) {
        String account = setup.connector().account(setup.settings()).orElse(id.value());
        Holdings own = holdings.computeIfAbsent(id.value(), holder -> new Holdings(store, holder));
        Holdings shared = holdings.computeIfAbsent(account, holder -> new Holdings(store, holder));
        return new Purse(store, tokens.clock(), setup, account, own, shared);
    }

    private static ChannelId identity(ChannelSetup setup, Channels channels, Tokens tokens) {
        Optional<ChannelId> known = channels.find(setup.name());
        if (known.isPresent()) {
            return known.get();
        }
        Optional<ChannelId> renamed = setup.formerly().flatMap(channels::find);
        if (renamed.isPresent()) {
            channels.rename(renamed.get(), setup.name());
            return renamed.get();
        }
        var fresh = new ChannelId(tokens.token());
        channels.add(fresh, setup.name());
        return fresh;
    }

    /** The channel of that name, if there is one. */
    Optional<Outlet> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The channel of that name. */
    Outlet named(String name) {
        Outlet outlet = byName.get(name);
        if (outlet == null) {
            throw new IllegalArgumentException("There is no channel '" + name + "'; there are "
                    + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return outlet;
    }

    Collection<Outlet> all() {
        return byName.values();
    }
}
