package org.dialoguehub.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test an empty database, as a pool that the test closes, on a real PostgreSQL server that serves all tests. */
final class Postgres implements ParameterResolver {
    private static final Namespace SPACE = Namespace.create(Postgres.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(HikariDataSource.class);
    }

    @Override
    public HikariDataSource resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot().getStore(SPACE).getOrComputeIfAbsent(Server.class, type -> Server.start(), Server.class);
        return server.emptyDatabase();
    }

    /** A running server. */
    private static final class Server implements AutoCloseable {
        private final EmbeddedPostgres postgres;
        private final AtomicInteger databases = new AtomicInteger();

        private Server(EmbeddedPostgres postgres) {
            this.postgres = postgres;
        }

        static Server start() {
            try {
                var server = new Server(EmbeddedPostgres.builder().start());
                server.execute("CREATE DATABASE migrated");
                try (HikariDataSource migrated = server.pool("migrated")) {
                    Migrations.run(migrated, Dialect.POSTGRESQL);
                }
                return server;
            } catch (IOException | IllegalStateException impossible) {
                Assumptions.abort("No PostgreSQL server can be started here: " + impossible.getMessage());
                throw new IllegalStateException(impossible);
            }
        }

        HikariDataSource emptyDatabase() {
            String name = "test" + databases.incrementAndGet();
            execute("CREATE DATABASE " + name + " TEMPLATE migrated");
            return pool(name);
        }

        private HikariDataSource pool(String name) {
            var pool = new HikariDataSource();
            pool.setDataSource(postgres.getDatabase("postgres", name));
            pool.setMinimumIdle(0);
            pool.setMaximumPoolSize(8);
            return pool;
        }

        private void execute(String sql) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
