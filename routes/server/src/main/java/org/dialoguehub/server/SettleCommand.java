package org.dialoguehub.server;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.dialoguehub.engine.Operations.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what became of a delivery in doubt. */
@Command(name = "settle", description = "Says what became of a delivery in doubt, when nobody but a person can tell.", mixinStandardHelpOptions = true)
final class SettleCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The delivery's number, from 'hub status'") private long id;

    @Parameters(index = "1", paramLabel = "VERDICT", description = "found: it is out. absent: it is not, send it. drop: do not send it") private Verdict verdict =
            Verdict.FOUND;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Running.on(settings.read(Standalone.surroundings()).data())
                .post("/admin/deliveries/" + id + "/settle?verdict=" + verdict.name().toLowerCase(Locale.ROOT));
        spec.commandLine().getOut().println(id + ": settled, " + verdict.name().toLowerCase(Locale.ROOT));
        return 0;
    }
}
