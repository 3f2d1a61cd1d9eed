package org.dialoguehub.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.dialoguehub.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The component {@code hub:}. Takes the one {@link Engine} in Camel's registry, if it was not given one; neither starts nor closes it.
 *
 * <p>Start the engine after the Camel context and close it after that has stopped.
 */
@Component("hub")
public final class HubComponent extends DefaultComponent {
    @Metadata(label = "advanced", autowired = true, description = "The hub to speak to.") private @Nullable Engine engine;

    @Metadata(defaultValue = "hub", description = "The account that says a text which is sent without the header CamelHubAuthor.") private String author =
            "hub";

    /** For Camel, which finds the engine in its registry. */
    public HubComponent() {}

    public HubComponent(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new HubEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The engine, which must be known by now. */
    Engine requireEngine() {
        if (engine == null) {
            throw new IllegalStateException(
                    "'hub:' does not know which hub to speak to: bind one Engine in Camel's registry before the routes start,"
                            + " or add new HubComponent(engine) to the context under the name 'hub'");
        }
        return engine;
    }

    public @Nullable Engine getEngine() {
        return engine;
    }

    public void setEngine(Engine value) {
        engine = value;
    }

    public String getAuthor() {
        return author;
    }

    public void setAuthor(String value) {
        author = value;
    }
}
