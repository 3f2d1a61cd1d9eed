package org.dialoguehub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.dialoguehub.camel.HubComponent;
import org.dialoguehub.engine.Engine;

/** Camel with the operator's own routes, from YAML files in a folder. Where there are none, Camel is not started. */
final class OwnRoutes implements AutoCloseable {
    private final List<CamelContext> contexts;

    private OwnRoutes(List<CamelContext> contexts) {
        this.contexts = contexts;
    }

    /** Starts the routes in the folder; it need not be there. */
    static OwnRoutes start(Path folder, Engine engine) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            return new OwnRoutes(List.of());
        }
        var context = new DefaultCamelContext();
        try {
            context.addComponent("hub", new HubComponent(engine));
            List<Resource> resources = files.stream()
                    .map(file -> ResourceHelper.resolveResource(context, "file:" + file))
                    .toList();
            PluginHelper.getRoutesLoader(context).loadRoutes(resources);
            context.start();
            return new OwnRoutes(List.of(context));
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
    public void close() {
        contexts.forEach(CamelContext::stop);
    }
}
