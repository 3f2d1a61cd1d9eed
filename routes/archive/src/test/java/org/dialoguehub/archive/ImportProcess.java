package org.dialoguehub.archive;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.dialoguehub.engine.Principal;

/** Imports in a process of its own, which can be killed. Says how many mails it has taken so far. */
final class ImportProcess {
    private ImportProcess() {}

    public static void main(String[] arguments) {
        try (Archive archive = Archive.open(Path.of(arguments[0]), InstantSource.system())) {
            archive.take(new Principal.Keeper("operator"), Archive.Order.of(List.of(Path.of(arguments[1])), "parents"), 2,
                    progress -> System.out.println(progress.mails()));
        }
    }
}
