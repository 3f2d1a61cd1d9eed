package org.dialoguehub.feed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells those who wait for changes in a group that there is one. */
final class Bells {
    private final ConcurrentHashMap<GroupId, Set<Runnable>> bells = new ConcurrentHashMap<>();

    void add(GroupId group, Runnable bell) {
        bells.computeIfAbsent(group, none -> ConcurrentHashMap.newKeySet()).add(bell);
    }

    void remove(GroupId group, Runnable bell) {
        bells.getOrDefault(group, Set.of()).remove(bell);
    }

    void ring(GroupId group) {
        bells.getOrDefault(group, Set.of()).forEach(Runnable::run);
    }
}
