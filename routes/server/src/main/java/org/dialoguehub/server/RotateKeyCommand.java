package org.dialoguehub.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dialoguehub.hub.KeyFile;
import org.dialoguehub.hub.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts a new key before those that encrypt sign-ins. */
@Command(name = "rotate-key", description = "Makes a new key for sign-ins, and keeps the old ones behind it. What is kept is encrypted anew when the hub next reads it.", mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = Standalone.surroundings();
        KeyFile file = settings.read(surroundings).keyFile(surroundings.random());
        if (System.getenv(KeyFile.VARIABLE) != null) {
            throw new CommandException("The keys are in the environment variable " + KeyFile.VARIABLE
                    + "; put a new one before them there, parted by a comma: openssl rand -base64 32");
        }
        file.rotate();
        spec.commandLine().getOut()
                .println(file.file() + ": a new key stands before the others; a hub that runs takes it up at its next start");
        return 0;
    }
}
