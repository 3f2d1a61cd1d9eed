package org.dialoguehub.camel;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Say one text on several channels of a Dialogue Hub, adapted to each, on all of them or on none. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "hub-broadcast", title = "Dialogue Hub Broadcast", syntax = "hub-broadcast:places", producerOnly = true, category = {
        Category.MESSAGING, Category.SOCIAL}, headersClass = HubHeaders.class)
public final class BroadcastEndpoint extends DefaultEndpoint {
    private final BroadcastComponent component;

    @UriPath(description = "Names of channels and of groups of channels, parted by commas.")
    @Metadata(required = true) private final String places;

    BroadcastEndpoint(String uri, BroadcastComponent component, String places) {
        super(uri, component);
        this.component = component;
        this.places = places;
    }

    @Override
    public Producer createProducer() {
        return new BroadcastProducer(this, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("What comes back comes from 'hub:' and the name of the channel");
    }

    /** A wrong name stops the start, not the first message. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var known = component.requireBroadcasts().places().keySet();
        names().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("There is no channel or group '" + name + "'; there are " + String.join(", ", known));
        });
    }

    List<String> names() {
        return Stream.of(places.split(",", -1)).map(String::strip).toList();
    }

    /** Channels and groups of channels. */
    public String getPlaces() {
        return places;
    }
}
