package org.dialoguehub.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries again what was rejected or put aside. */
@Command(name = "retry", description = "Sends a rejected delivery again, or gives a dead letter to its subscription again. What may be out already is never repeated.", mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Parameters(paramLabel = "ID", description = "Numbers from 'hub status': deliveries, or events with --subscription") private List<Long> ids =
            List.of();

    @Option(names = "--subscription", paramLabel = "NAME", description = "The subscription whose dead letters are meant") private @Nullable String subscription;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Running hub = Running.on(settings.read(Standalone.surroundings()).data());
        if (ids.isEmpty()) {
            throw new CommandException(2, List.of("Which one? 'hub status' lists the numbers"));
        }
        for (long id : ids) {
            hub.post(Optional.ofNullable(subscription)
                    .map(name -> "/admin/dead-letters/retry?event=" + id + "&subscription="
                            + URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .orElse("/admin/deliveries/" + id + "/retry"));
            spec.commandLine().getOut().println(id + ": planned again");
        }
        return 0;
    }
}
