package org.dialoguehub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.camel.BroadcastComponent;
import org.dialoguehub.camel.HubComponent;
import org.dialoguehub.engine.Engine;

/** Camel in the standalone hub: the operator's own routes, and the endpoints that are channels. Where there is neither, there is no Camel. */
final class OwnRoutes implements AutoCloseable {
    private Optional<CamelContext> made = Optional.empty();

    /** The context, made when it is first asked for. */
    synchronized CamelContext context() {
        if (made.isEmpty()) {
            made = Optional.of(new DefaultCamelContext());
        }
        return made.get();
    }

    /**
     * Starts the routes in the folder, which need not be there.
     *
     * @param channels whether there are channels of Camel, so that it is wanted even without routes
     */
    void start(Path folder, Engine engine, Broadcasts broadcasts, boolean channels) {
        List<Path> files = files(folder);
        if (files.isEmpty() && !channels) {
            return;
        }
        CamelContext context = context();
        try {
            context.addComponent("hub", new HubComponent(engine));
            context.addComponent("hub-broadcast", new BroadcastComponent(broadcasts));
            List<Resource> resources = files.stream()
                    .map(file -> ResourceHelper.resolveResource(context, "file:" + file))
                    .toList();
            PluginHelper.getRoutesLoader(context).loadRoutes(resources);
            context.start();
        } catch (Exception wrong) {
            context.stop();
            throw new CommandException("The routes in " + folder + " cannot be started: " + wrong.getMessage());
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new CommandException("The folder " + folder + " cannot be read: " + unreadable.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        made.ifPresent(CamelContext::stop);
    }
}
