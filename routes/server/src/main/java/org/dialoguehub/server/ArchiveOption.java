package org.dialoguehub.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.feed.Group;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the archive is: in the hub's data folder, or in one of its own. Whoever has it in hand may read all of it. */
final class ArchiveOption {
    /** Who works on the command line. */
    static final Principal KEEPER = new Principal.Keeper("operator");

    @Mixin private SettingsOption settings = new SettingsOption();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: the one that the settings file names)") private @Nullable Path data;

    Archive open() {
        LuceneLog.hush();
        return Archive.open(folder().resolve("archive"), InstantSource.system());
    }

    /** Whether the settings say that everybody in the organization reads this group. */
    boolean isOpen(String group) {
        return read()
                .map(each -> each.hub().groups().stream().anyMatch(known -> known.id().equals(group) && known.kind() == Group.Kind.OPEN))
                .orElse(false);
    }

    private Path folder() {
        Path named = data;
        return named == null ? settings.read(Standalone.surroundings()).data() : named;
    }

    private Optional<ServerSettings> read() {
        return data == null ? Optional.of(settings.read(Standalone.surroundings())) : Optional.empty();
    }
}
