package org.dialoguehub.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.dialoguehub.engine.Engine;

/** Receive from and send to the channels of a Dialogue Hub: e-mail, the internal feed and social networks. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "hub", title = "Dialogue Hub", syntax = "hub:channel", category = {Category.MESSAGING,
        Category.SOCIAL}, headersClass = HubHeaders.class)
public final class HubEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    private final HubComponent component;

    @UriPath(description = "The name of a channel, as the hub's settings have it.")
    @Metadata(required = true) private final String channel;

    HubEndpoint(String uri, HubComponent component, String channel) {
        super(uri, component);
        this.component = component;
        this.channel = channel;
    }

    @Override
    public Producer createProducer() {
        return new HubProducer(this, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new HubConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Each route has a subscription of its own. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    /** A wrong name stops the start, not the first message. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        engine().audience(channel);
    }

    Engine engine() {
        return component.requireEngine();
    }

    /** The name of the channel. */
    public String getChannel() {
        return channel;
    }
}
