package org.dialoguehub.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Living;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.camel.CamelConnector;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.console.Access;
import org.dialoguehub.console.Console;
import org.dialoguehub.engine.Doors;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.feed.FeedConnector;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Actor;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.web.AdminKey;
import org.dialoguehub.web.ArchiveApi;
import org.dialoguehub.web.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hub with everything around it: its store, its HTTP side, its routes. Stops in the reverse order of its start. */
final class Standalone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private final Path data;
    private final Hub hub;
    private final WebServer web;
    private final OwnRoutes routes;
    private final Broadcasts broadcasts;
    private final Archive archive;
    private final Living living;
    private final URI address;
    private boolean closed;

    private Standalone(Path data, Hub hub, WebServer web, OwnRoutes routes, Broadcasts broadcasts, Archive archive, Living living,
            URI address) {
        this.data = data;
        this.hub = hub;
        this.web = web;
        this.routes = routes;
        this.broadcasts = broadcasts;
        this.archive = archive;
        this.living = living;
        this.address = address;
    }

    /** What is around a standalone hub. */
    static Surroundings surroundings() {
        return Surroundings.standard().with(new CamelConnector(Standalone::started));
    }

    /** Camel for a check: nothing but a context. */
    private static CamelContext started() {
        var context = new DefaultCamelContext();
        context.start();
        return context;
    }

    /** What is true of every network there is, by name. */
    static List<ConnectorSpec> specs() {
        return Stream.concat(Stream.of(FeedConnector.SPEC), surroundings().connectors().stream().map(Connector::spec))
                .sorted(Comparator.comparing(ConnectorSpec::name))
                .toList();
    }

    /** Opens a hub whose pages are for those who know the key in the data folder. */
    static Standalone open(ServerSettings settings, Surroundings surroundings) {
        return open(settings, surroundings, (key, doors) -> Access.byKeys(key.value(), doors, surroundings.clock()));
    }

    /** Opens a hub whose pages are for everybody on this machine. */
    static Standalone shown(ServerSettings settings, Surroundings surroundings) {
        return open(settings, surroundings, (key, doors) -> Access.onThisMachine());
    }

    /** A hub that does no work, to sign channels in while no other runs. */
    static Idle idle(ServerSettings settings, Surroundings usual) {
        Surroundings around = settings.around(usual);
        Storage storage = storage(settings, around);
        try {
            return new Idle(Hub.prepared(settings.hub(), around, storage));
        } catch (SettingsException wrong) {
            storage.store().close();
            throw wrong(wrong);
        }
    }

    /** A hub that was not started. */
    record Idle(Hub hub) implements AutoCloseable {
        @Override
        public void close() {
            hub.close();
        }
    }

    private static CommandException wrong(SettingsException wrong) {
        return new CommandException(CommandException.SETTINGS, wrong.problems().stream().map(problem -> problem.message()).toList());
    }

    private static Standalone open(ServerSettings settings, Surroundings usual, BiFunction<AdminKey, Doors, Access> access) {
        Surroundings surroundings = settings.around(usual);
        Storage storage = storage(settings, surroundings);
        try {
            var routes = new OwnRoutes();
            Hub hub = Hub.prepared(settings.hub(), surroundings.with(new CamelConnector(routes::context)), storage);
            AdminKey key = AdminKey.in(settings.data(), surroundings.random());
            var console = new Console(
                    hub.engine(), access.apply(key, hub.engine().doors()), settings.hub().name(), Dialogues.of(settings.hub()),
                    ZoneId.systemDefault());
            var broadcasts = new Broadcasts(
                    hub.engine(), Actor.of("hub:" + settings.hub().name(), settings.hub().name()), surroundings.clock(),
                    storage.programme(),
                    settings.broadcast());
            var conversations = new Conversations(hub.engine(), storage.casebook(), broadcasts.house(), surroundings.clock());
            LuceneLog.hush();
            var archive = Archive.open(settings.data().resolve("archive"), surroundings.clock());
            Living living = archive.living(hub.engine(), settings.hub().name(), settings.archive());
            Console pages = console.with(broadcasts, conversations, surroundings.clock(), surroundings.random())
                    .with(archive, living, broadcasts.house(), surroundings.clock(), surroundings.random());
            var web = new WebServer(hub.engine(), broadcasts, conversations, key, settings.address(), settings.port(), server -> {
                new ArchiveApi(archive, living, broadcasts.house()).addTo(server);
                pages.addTo(server);
            });
            URI address = URI.create("http://" + settings.address() + ":" + web.port());
            Running.announce(settings.data(), address);
            routes.start(settings.routes(), hub.engine(), broadcasts,
                    settings.hub().channels().stream().anyMatch(channel -> channel.connector().equals("camel")));
            hub.start();
            broadcasts.start();
            LOG.info("The hub '{}' runs on {} with {} channels", settings.hub().name(), address, settings.hub().channels().size());
            return new Standalone(settings.data(), hub, web, routes, broadcasts, archive, living, address);
        } catch (SettingsException wrong) {
            storage.store().close();
            throw wrong(wrong);
        } catch (IOException unusable) {
            storage.store().close();
            throw new CommandException("The data folder " + settings.data() + " cannot be used: " + unusable.getMessage());
        }
    }

    private static Storage storage(ServerSettings settings, Surroundings surroundings) {
        try {
            Files.createDirectories(settings.data());
            return Storage.in(settings.data(), surroundings.clock());
        } catch (IOException unusable) {
            throw new CommandException("The data folder " + settings.data() + " cannot be made: " + unusable.getMessage());
        } catch (StoreException unusable) {
            throw new CommandException(String.valueOf(unusable.getMessage()));
        }
    }

    Hub hub() {
        return hub;
    }

    /** Where its HTTP side is. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LOG.info("The hub stops");
        try {
            Running.withdraw(data);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } finally {
            routes.close();
            web.close();
            broadcasts.close();
            living.close();
            archive.close();
            hub.close();
        }
    }
}
