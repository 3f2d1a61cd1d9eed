package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.dialoguehub.broadcast.Programme;
import org.dialoguehub.broadcast.ProgrammeContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
final class PostgresProgrammeTest implements ProgrammeContract {
    private final SqlStore opened;

    PostgresProgrammeTest(DataSource source, @TempDir(factory = MigratedFolder.class) Path folder) {
        opened = SqlStore.open(folder, source, InstantSource.system());
    }

    @Override
    public Programme programme() {
        return opened.programme();
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
