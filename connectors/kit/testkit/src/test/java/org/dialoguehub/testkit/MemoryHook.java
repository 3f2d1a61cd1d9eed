package org.dialoguehub.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.MemoryNetwork.Happening;

/** How a network within the process tells: the number of what happened, signed with a sum that whoever knows the secret can make. */
final class MemoryHook {
    private MemoryHook() {}

    static HookRequest telling(MemoryNetwork network, ExternalId note) {
        Happening told = network.happenings().stream()
                .filter(each -> each.note().filter(out -> out.id().equals(note)).isPresent())
                .findFirst()
                .orElseThrow();
        byte[] body = Integer.toString(told.number()).getBytes(StandardCharsets.UTF_8);
        return new HookRequest("POST", Map.of(), Map.of("Signature", signature(body)), body);
    }

    static boolean isSigned(HookRequest request) {
        return request.header("signature").filter(signature(request.body())::equals).isPresent();
    }

    private static String signature(byte[] body) {
        return Integer.toHexString((MemoryNetwork.SECRET + new String(body, StandardCharsets.UTF_8)).hashCode());
    }
}
