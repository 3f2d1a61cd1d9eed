package org.dialoguehub.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.Surroundings;
import picocli.CommandLine.Option;

/** The option that says where the settings are. */
final class SettingsOption {
    @Option(names = {"-f",
            "--file"}, paramLabel = "FILE", description = "The settings file (default: ${DEFAULT-VALUE})", defaultValue = "hub.yaml") private Path file =
                    Path.of("hub.yaml");

    /** The file that is named, or {@code hub.yaml} here. */
    SettingsOption() {}

    SettingsOption(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The settings, complete and without fault. */
    ServerSettings read(Surroundings surroundings) {
        SettingsFile.Outcome outcome = outcome();
        List<Complaint> complaints = complaints(outcome, surroundings);
        if (!complaints.isEmpty()) {
            throw new CommandException(CommandException.SETTINGS, complaints.stream().map(Complaint::toString).toList());
        }
        return outcome.settings().orElseThrow();
    }

    SettingsFile.Outcome outcome() {
        if (!Files.exists(file)) {
            throw new CommandException(
                    CommandException.SETTINGS,
                    List.of(
                            "There is no settings file '" + file + "'.",
                            "Write one (the guide shows how: docs/guide.md), or name yours: hub run --file FILE"));
        }
        return SettingsFile.read(file, name -> Optional.ofNullable(System.getenv(name)));
    }

    List<Complaint> complaints(SettingsFile.Outcome outcome, Surroundings surroundings) {
        List<Complaint> all = new ArrayList<>(outcome.complaints());
        outcome.settings().ifPresent(settings -> Hub.problems(settings.hub(), surroundings).stream()
                .map(problem -> outcome.locate(file, problem))
                .forEach(all::add));
        return all;
    }
}
