package org.dialoguehub.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.dialoguehub.broadcast.Broadcasts;
import org.jspecify.annotations.Nullable;

/** The component {@code hub-broadcast:}. Takes the one {@link Broadcasts} in Camel's registry, if it was not given one; neither starts nor closes it. */
@Component("hub-broadcast")
public final class BroadcastComponent extends DefaultComponent {
    @Metadata(label = "advanced", autowired = true, description = "What says broadcasts.") private @Nullable Broadcasts broadcasts;

    /** For Camel, which finds the broadcasts in its registry. */
    public BroadcastComponent() {}

    public BroadcastComponent(Broadcasts broadcasts) {
        this.broadcasts = broadcasts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new BroadcastEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** What says broadcasts, which must be known by now. */
    Broadcasts requireBroadcasts() {
        if (broadcasts == null) {
            throw new IllegalStateException(
                    "'hub-broadcast:' does not know who speaks: bind one Broadcasts in Camel's registry before the routes start,"
                            + " or add new BroadcastComponent(broadcasts) to the context under the name 'hub-broadcast'");
        }
        return broadcasts;
    }

    public @Nullable Broadcasts getBroadcasts() {
        return broadcasts;
    }

    public void setBroadcasts(Broadcasts value) {
        broadcasts = value;
    }
}
