package org.dialoguehub.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test an empty database at the newest version, on a real PostgreSQL server that serves all tests of a run. */
final class Postgres implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(DataSource.class);
    }

    @Override
    public DataSource resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(Namespace.create(Postgres.class))
                .getOrComputeIfAbsent(Server.class, type -> Server.start(), Server.class);
        return server.emptied();
    }

    /** A running server, ended with the run. */
    private record Server(EmbeddedPostgres postgres, HikariDataSource pool) implements AutoCloseable {
        static Server start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off") // contracts do not ask whether the disk keeps it
                        .start();
                var pool = new HikariDataSource();
                pool.setDataSource(postgres.getPostgresDatabase());
                Migrations.run(pool, Dialect.POSTGRESQL);
                return new Server(postgres, pool);
            } catch (IOException | IllegalStateException impossible) {
                Assumptions.abort("No PostgreSQL server can be started here: " + impossible.getMessage());
                throw new IllegalStateException(impossible);
            }
        }

        DataSource emptied() {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE " + String.join(", ", tables(statement)));
                return pool;
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private static List<String> tables(Statement statement) throws SQLException {
            var tables = new ArrayList<String>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT tablename FROM pg_tables WHERE tablename LIKE 'hub_%' AND tablename NOT IN ('hub_owner', 'hub_schema_history')")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            return tables;
        }

        @Override
        public void close() throws IOException {
            pool.close();
            postgres.close();
        }
    }
}
