package org.dialoguehub.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;

/** Takes in what networks tell over HTTP: stores it, rings those who work on it, and lets the answer go. */
record Hearing(Store store, Outlets outlets, Tokens tokens, Works works) {
    Optional<HookAnswer> hear(String channel, HookRequest request) throws ConnectorException {
        Optional<Outlet> outlet = outlets.find(channel).filter(found -> found.can(Capability.HOOK));
        return outlet.isPresent() ? Optional.of(hear(outlet.get(), request)) : Optional.empty();
    }

    private HookAnswer hear(Outlet outlet, HookRequest request) throws ConnectorException {
        // a staging of its own: receiving may discard that of the session at any time
        Staging staging = store.staging();
        HookAnswer answer = outlet.as(Hook.class).hear(request, staging);
        if (!answer.events().isEmpty()) {
            List<Received> fresh = stored(outlet, answer, staging);
            outlet.received(fresh.size());
            if (!fresh.isEmpty()) {
                works.ringReaders(outlet.id());
            }
        }
        if (answer.rings()) {
            works.ringIntake(outlet.id());
        }
        return answer;
    }

    private List<Received> stored(Outlet outlet, HookAnswer answer, Staging staging) {
        try {
            staging.sync();
        } catch (IOException unsafe) {
            staging.discard();
            throw new StoreException("What was told to " + outlet.name() + " could not be stored", unsafe);
        }
        List<Arrival> arrivals = answer.events().stream().map(Arrival::of).toList();
        return store.write(transaction -> {
            transaction.keep(staging);
            return Admission.admit(outlet.id(), outlet.setup().audience(), arrivals, transaction, tokens);
        });
    }
}
