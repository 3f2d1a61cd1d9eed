package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.dialoguehub.broadcast.Casebook;
import org.dialoguehub.broadcast.CasebookContract;
import org.dialoguehub.broadcast.Programme;
import org.dialoguehub.broadcast.ProgrammeContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
final class PostgresProgrammeTest implements ProgrammeContract, CasebookContract {
    private final SqlStore opened;

    PostgresProgrammeTest(DataSource source, @TempDir(factory = MigratedFolder.class) Path folder) {
        opened = SqlStore.open(folder, source, InstantSource.system());
    }

    @Override
    public Programme programme() {
        return opened.programme();
    }

    @Override
    public Casebook casebook() {
        return opened.casebook();
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
