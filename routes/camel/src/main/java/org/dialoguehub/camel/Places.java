package org.dialoguehub.camel;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.spi.IdAware;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Names the place in a route that an exchange is at, so that the name outlives a restart. Camel numbers nodes through all routes of a context; here they are
 * numbered within theirs, so that a new route renames nothing in the others. Nodes with an id of their own keep it.
 */
final class Places {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})");
    private static final List<ExchangePropertyKey> ROUNDS = List.of(
            ExchangePropertyKey.SPLIT_INDEX, ExchangePropertyKey.MULTICAST_INDEX, ExchangePropertyKey.LOOP_INDEX);

    private final Map<Node, String> names = new ConcurrentHashMap<>();

    /** The place: route if it is not the first, node, and which round of a split, multicast or loop it is. */
    String of(Exchange exchange) {
        var place = new StringBuilder();
        String at = ExchangeHelper.getAtRouteId(exchange);
        if (at != null && !at.equals(exchange.getFromRouteId())) {
            place.append(at).append('/');
        }
        String node = exchange.getExchangeExtension().getHistoryNodeId();
        place.append(node == null || at == null ? "send" : name(exchange, at, node));
        for (ExchangePropertyKey round : ROUNDS) {
            Integer index = exchange.getProperty(round, Integer.class);
            if (index != null) {
                place.append('[').append(index).append(']');
            }
        }
        return place.toString();
    }

    private String name(Exchange exchange, String routeId, String node) {
        return names.computeIfAbsent(new Node(routeId, node), any -> name(exchange.getContext().getRoute(routeId), node));
    }

    private static String name(@Nullable Route route, String node) {
        Matcher numbered = NUMBERED.matcher(node);
        if (route == null || !numbered.matches()) {
            return node;
        }
        String kind = numbered.group(1);
        int number = alike(route, kind).indexOf(Integer.valueOf(numbered.group(2)));
        return number < 0 ? node : kind + (number + 1);
    }

    private static List<Integer> alike(Route route, String kind) {
        return route.filter("*").stream()
                .flatMap(processor -> processor instanceof IdAware aware ? Stream.ofNullable(aware.getId()) : Stream.empty())
                .map(NUMBERED::matcher)
                .filter(id -> id.matches() && id.group(1).equals(kind))
                .map(id -> Integer.valueOf(id.group(2)))
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
    }

    private record Node(String route, String id) {}
}
