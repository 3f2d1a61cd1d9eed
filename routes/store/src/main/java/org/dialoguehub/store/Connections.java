package org.dialoguehub.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens connections that are ready for use. */
record Connections(DataSource source, Dialect dialect) {
    Statements open(boolean changing) throws SQLException {
        Connection connection = source.getConnection();
        try {
            dialect.prepare(connection, changing);
            return new Statements(connection, dialect);
        } catch (SQLException | RuntimeException unusable) {
            connection.close();
            throw unusable;
        }
    }
}
