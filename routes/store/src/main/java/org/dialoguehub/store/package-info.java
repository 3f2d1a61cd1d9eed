/**
 * The ports of engine and feed on SQL: SQLite in a file, or PostgreSQL. Only what is kept, and how; what it means, and who may do what, is decided by
 * those who own the ports.
 *
 * <p>{@link org.dialoguehub.store.SqlStore} is the way in. What differs between the databases stands in {@code Dialect}.
 */
@NullMarked
package org.dialoguehub.store;

import org.jspecify.annotations.NullMarked;
